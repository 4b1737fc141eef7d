import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';

const FOLDER = path.resolve(import.meta.dirname, '../../docs');

/** Whether this run makes the README's pictures: SCREENSHOTS=1 npx vitest run test/browser */
const wanted = (process.env.SCREENSHOTS ?? '') !== '';

/**
 * Writes docs/NAME.png of the window's upper left part, in CSS pixels; does nothing unless pictures are wanted. The window
 * is made as high as the picture, so that the card it is about is not cut.
 */
export async function takePicture(page: Page, name: string, part: { width: number; height: number }): Promise<void> {
  if (!wanted) return;
  const before = page.viewportSize() ?? part;
  mkdirSync(FOLDER, { recursive: true });
  await page.setViewportSize({ width: before.width, height: part.height });
  // The chat scrolls to its newest message by itself once it has been laid out again.
  await page.evaluate('new Promise((laidOut) => requestAnimationFrame(() => requestAnimationFrame(laidOut)))');
  await page.screenshot({ path: path.join(FOLDER, `${name}.png`), clip: { x: 0, y: 0, ...part } });
  await page.setViewportSize(before);
}
