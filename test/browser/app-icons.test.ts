import fs from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readPng } from '../../app/package/png.ts';
import { launchBrowser, type TestBrowser } from '../support/browser.ts';
import { drawIcon, icons } from '../support/draw-icons.ts';

/** Another version of a browser may smooth an edge a little otherwise. */
const MOST_DIFFERENT = 0.02;

let browser: TestBrowser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

it.each(icons)('the icon $name is what its drawing shows, so that the drawing is its source', async (icon) => {
  const committed = readPng(fs.readFileSync(path.resolve(import.meta.dirname, `../../manifest/${icon.name}.png`)));
  const drawn = readPng(await drawIcon(browser, icon));
  expect([committed.width, committed.height]).toEqual([drawn.width, drawn.height]);
  const different = committed.pixels.filter((pixel, at) =>
    pixel.some((channel, index) => Math.abs(channel - (drawn.pixels[at]?.[index] ?? -255)) > 24),
  );
  expect(different.length / committed.pixels.length).toBeLessThan(MOST_DIFFERENT);
});
