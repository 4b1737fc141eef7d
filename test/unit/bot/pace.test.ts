import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { openPace, TEAMS_LIMITS, TooSoon } from '../../../bot/pace.ts';

/** A pace whose time passes when it waits, and when it is told to. */
function paceInTime() {
  let time = 1000;
  const pace = openPace({
    now: () => time,
    pause: async (seconds) => {
      time += seconds;
    },
  });
  return { pace, now: () => time, pass: (seconds: number) => (time += seconds) };
}

describe('the pace of one conversation', () => {
  test('a few messages go out at once, the eighth waits for the second one, the ninth for two', async () => {
    const { pace, now } = paceInTime();
    for (let n = 0; n < 7; n++) await pace.turn('a');
    expect(now()).toBe(1000);
    await pace.turn('a');
    expect(now()).toBe(1001);
    await pace.turn('a');
    expect(now()).toBe(1002);
  });

  test('others are not kept waiting by it', async () => {
    const { pace, now } = paceInTime();
    for (let n = 0; n < 7; n++) await pace.turn('a');
    await pace.turn('b');
    expect(now()).toBe(1000);
  });

  test('no limit of Teams is ever passed, whatever is sent when', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 0, max: 40 }), { maxLength: 200 }), async (pauses) => {
        const { pace, now, pass } = paceInTime();
        const sent: number[] = [];
        for (const tenths of pauses) {
          pass(tenths / 10);
          await pace.turn('a').then(
            () => sent.push(now()),
            (fault) => expect(fault).toBeInstanceOf(TooSoon),
          );
        }
        for (const { seconds, most } of TEAMS_LIMITS) {
          for (const [at, when] of sent.entries()) {
            const later = sent.slice(at).filter((other) => other < when + seconds - 1e-6);
            expect(later.length).toBeLessThanOrEqual(most);
          }
        }
      }),
      { seed: 5, numRuns: 100 },
    );
  });

  test('many who ask at once wait for one after the other', async () => {
    const waited: number[] = [];
    const pace = openPace({
      now: () => 1000,
      pause: async (seconds) => void waited.push(seconds),
    });
    await Promise.all(Array.from({ length: 10 }, () => pace.turn('a')));
    expect(waited).toEqual([1, 2, 2]);
  });

  test('a job is not kept for longer than it can wait: nothing is sent then', async () => {
    const { pace, now } = paceInTime();
    for (let n = 0; n < 60; n++) await pace.turn('a');
    const before = now();
    pace.rest('a', 60);
    await expect(pace.turn('a')).rejects.toThrow(TooSoon);
    expect(now()).toBe(before);
  });
});

describe('when Teams asks for quiet', () => {
  test('a short time is waited out', async () => {
    const { pace, now } = paceInTime();
    pace.rest('a', 7);
    await pace.turn('a');
    expect(now()).toBe(1007);
  });

  test('a long one is handed back, until it is over', async () => {
    const { pace, pass } = paceInTime();
    pace.rest('a', 300);
    await expect(pace.turn('a')).rejects.toThrow(TooSoon);
    pass(285);
    await pace.turn('a');
  });

  test('a shorter wish does not cut a longer one, and it holds where there are no limits', async () => {
    const pace = openPace({ limits: [], now: () => 1000 });
    pace.rest('a', 300);
    pace.rest('a', 1);
    await expect(pace.turn('a')).rejects.toThrow(TooSoon);
    await pace.turn('b');
  });
});
