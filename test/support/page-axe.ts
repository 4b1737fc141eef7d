import fs from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { z } from 'zod';

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
/** WCAG 2.2 AA and axe’s own good practice. */
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

let source: Promise<string> | undefined;

const findings = z.array(
  z.object({
    id: z.string(),
    help: z.string(),
    nodes: z.array(z.object({ html: z.string(), failureSummary: z.string().optional() })),
  }),
);

/** What axe-core finds wrong with a page as it stands, one line a finding. Empty when it finds nothing. */
export async function axeFindings(page: Page): Promise<string[]> {
  source ??= fs.readFile(AXE, 'utf8');
  // Evaluated by the debugger: the page’s own policy lets no script in, and need not.
  await page.evaluate(await source);
  const options = { runOnly: { type: 'tag', values: TAGS }, resultTypes: ['violations'] };
  const found: unknown = await page.evaluate(
    `axe.run(document, ${JSON.stringify(options)}).then((result) => JSON.parse(JSON.stringify(result.violations)))`,
  );
  return findings
    .parse(found)
    .flatMap(({ id, help, nodes }) =>
      nodes.map(({ html, failureSummary }) => `${id}: ${help}: ${html} ${failureSummary ?? ''}`),
    );
}

/** Fails with what axe-core finds wrong with a page as it stands. */
export async function expectNoAxeFindings(page: Page): Promise<void> {
  const found = await axeFindings(page);
  if (found.length > 0) throw new Error(`axe-core finds in ${page.url()}:\n${found.join('\n')}`);
}
