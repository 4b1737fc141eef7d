import type { Clock } from '../platform/time.ts';

const MINUTE_MS = 60_000;

/** One mail that may be sent now. */
export type MailSlot = {
  /** The mail did not leave: another one may go in its place. */
  giveBack(): void;
};

/**
 * Keeps to so many mails in any minute, for everybody who sends through one mailbox in this process.
 *
 * @param pause waits; tests hand in one that moves their clock
 */
export function mailsPerMinute(
  most: number,
  clock: Clock,
  pause: (milliseconds: number) => Promise<void>,
): {
  /**
   * Waits for a turn, first come first served.
   *
   * @returns null where it would take longer than `waitMs`
   */
  take(waitMs: number): Promise<MailSlot | null>;
} {
  let taken: number[] = [];
  let turn: Promise<unknown> = Promise.resolve();

  async function next(until: number): Promise<MailSlot | null> {
    for (;;) {
      const now = clock.now().getTime();
      taken = taken.filter((at) => at > now - MINUTE_MS && at <= now);
      const first = taken[0];
      if (first === undefined || taken.length < most) {
        taken.push(now);
        return { giveBack: () => void taken.splice(taken.indexOf(now), taken.includes(now) ? 1 : 0) };
      }
      const free = first + MINUTE_MS;
      if (free > until) return null;
      await pause(free - now);
    }
  }

  return {
    take: (waitMs) => {
      const until = clock.now().getTime() + waitMs;
      const mine = turn.then(() => next(until));
      turn = mine.catch(() => undefined);
      return mine;
    },
  };
}
