import fs from 'node:fs';
import path from 'node:path';
import { launchBrowser, type TestBrowser } from './browser.ts';

const FOLDER = path.resolve(import.meta.dirname, '../../manifest');

/** The icons of the Teams app: the drawing, and the size in pixels that Teams asks for. */
export const icons = [
  { name: 'color', size: 192 },
  { name: 'outline', size: 32 },
] as const;

/** The icon of that name as its drawing (manifest/NAME.svg) comes out in a browser. */
export async function drawIcon(browser: TestBrowser, { name, size }: (typeof icons)[number]): Promise<Buffer> {
  const page = await browser.newPage({ width: size, height: size });
  const drawing = fs.readFileSync(path.join(FOLDER, `${name}.svg`), 'utf8');
  await page.setContent(`<style>body { margin: 0 } svg { display: block }</style>${drawing}`);
  const picture = await page.screenshot({ omitBackground: true });
  await page.close();
  return picture;
}

// `node test/support/draw-icons.ts` after a drawing was changed.
if (process.argv[1] === import.meta.filename) {
  const browser = await launchBrowser();
  for (const icon of icons) fs.writeFileSync(path.join(FOLDER, `${icon.name}.png`), await drawIcon(browser, icon));
  await browser.close();
}
