import { describe, expect, test } from 'vitest';
import { oneAtATime } from '../../../bot/one-at-a-time.ts';

describe('the work of one record', () => {
  test('is done one piece after the other, that of another record beside it', async () => {
    const queue = oneAtATime();
    const log: string[] = [];
    const { promise: first, resolve: goOn } = Promise.withResolvers<void>();
    const work = [
      queue.after('a', async () => {
        await first;
        log.push('a1');
      }),
      queue.after('a', async () => void log.push('a2')),
      queue.after('b', async () => void log.push('b1')),
    ];
    await work[2];
    expect(log).toEqual(['b1']);
    goOn();
    await Promise.all(work);
    expect(log).toEqual(['b1', 'a1', 'a2']);
  });

  test('asked for again while it waits, it is done once; while it runs, once more', async () => {
    const queue = oneAtATime();
    let runs = 0;
    const { promise: begun, resolve: begin } = Promise.withResolvers<void>();
    const { promise: held, resolve: goOn } = Promise.withResolvers<void>();
    const work = async () => {
      runs += 1;
      begin();
      await held;
    };
    const first = queue.shared('a', work);
    await begun;
    const waiting = [queue.shared('a', work), queue.shared('a', work), queue.shared('a', work)];
    goOn();
    await Promise.all([first, ...waiting]);
    expect(runs).toBe(2);
  });

  test('a piece that fails is the failure of those who asked for it, and of nobody after them', async () => {
    const queue = oneAtATime();
    const failing = queue.after('a', async () => Promise.reject(new Error('planned')));
    const next = queue.after('a', async () => 'done');
    await expect(failing).rejects.toThrow('planned');
    expect(await next).toBe('done');
  });
});
