import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { axeFindings } from './page-axe.ts';
import { whatIsWrongWith } from './page-rules.ts';

const FOLDER = path.resolve(import.meta.dirname, '../artifacts/pages');

/** The two widths every page is looked at in: a small phone, and a desktop. */
export const widths = [
  { width: 320, height: 800 },
  { width: 1280, height: 900 },
] as const;

/**
 * Holds a page as it stands to our own rules and to axe-core, and keeps a picture of it in test/artifacts/pages, which is not
 * checked in: for somebody to look at.
 */
export async function lookAt(page: Page, name: string): Promise<void> {
  mkdirSync(FOLDER, { recursive: true });
  const width = page.viewportSize()?.width ?? 0;
  await page.screenshot({ path: path.join(FOLDER, `${name}-${width}.png`), fullPage: true });
  expect([...(await whatIsWrongWith(page)), ...(await axeFindings(page))], name).toEqual([]);
}
