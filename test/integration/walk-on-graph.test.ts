import { execFile } from 'node:child_process';
import path from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';

const PROGRAM = path.join(import.meta.dirname, '..', 'support', 'walk-on-graph.ts');
const seenByGraph = z.object({ mails: z.int(), events: z.int(), sameTransaction: z.int(), refused: z.int() });

test('the walk comes to its end with mails and meetings through Microsoft Graph', { timeout: 300_000 }, async () => {
  const { code, printed } = await new Promise<{ code: number | null; printed: string }>((resolve) => {
    const child = execFile(process.execPath, [PROGRAM], { maxBuffer: 64 * 1024 * 1024 }, (_fault, stdout, stderr) =>
      resolve({ code: child.exitCode, printed: `${stdout}\n${stderr}` }),
    );
  });
  expect(code, printed.slice(-4_000)).toBe(0);
  const seen = seenByGraph.parse(JSON.parse(/^\{"mails".*\}$/m.exec(printed)?.[0] ?? '{}'));
  // Two meetings are booked in it, and one of them is moved.
  expect(seen).toMatchObject({ events: 2, sameTransaction: 0, refused: 0 });
  expect(seen.mails).toBeGreaterThan(30);
  expect(printed).not.toMatch(/"level":(?:50|"error")/);
});
