import { expect, test } from 'vitest';
import { inPieces } from '../../../services/platform/in-pieces.ts';

const upTo = (count: number) => Array.from({ length: count }, (_, at) => at);

function worker(broken: (record: number) => boolean) {
  const done: number[] = [];
  const faults: number[] = [];
  let tries = 0;
  const run = (records: number[]) =>
    inPieces(
      records,
      async (some) => {
        tries += 1;
        if (some.some(broken)) throw new Error('no');
        done.push(...some);
        return some.length;
      },
      (record) => faults.push(record),
    );
  return { run, done, faults, tries: () => tries };
}

test('what can be done together is done at once', async () => {
  const { run, done, tries } = worker(() => false);
  expect(await run(upTo(1000))).toBe(1000);
  expect(done).toHaveLength(1000);
  expect(tries()).toBe(1);
  expect(await run([])).toBe(0);
});

test('those that can’t be done are named, and every other is done once', async () => {
  const { run, done, faults } = worker((record) => record === 0 || record === 500 || record === 501);
  expect(await run(upTo(1000))).toBe(997);
  expect(faults).toEqual([0, 500, 501]);
  expect(new Set(done).size).toBe(997);
  expect(done).toHaveLength(997);
});

test('where nothing can be done it gives up soon', async () => {
  const { run, tries } = worker(() => true);
  await expect(run(upTo(1000))).rejects.toThrow('no');
  expect(tries()).toBeLessThan(20);
});
