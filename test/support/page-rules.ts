import fs from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'playwright-core';

/**
 * What keeps a page of ours from being used by everybody: sideways scrolling, a missing language or title, headings out
 * of order, things without a name, buttons too small to press, a need for scripts. Empty when all is well.
 */
export async function whatIsWrongWith(page: Page): Promise<string[]> {
  const rules = await fs.readFile(path.join(import.meta.dirname, 'page-rules.client.js'), 'utf8');
  const wrong: unknown = await page.evaluate(rules);
  return Array.isArray(wrong) ? wrong.map(String) : ['the page could not be looked at'];
}
