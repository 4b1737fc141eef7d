import { setTimeout as sleep } from 'node:timers/promises';

/** So many calls within so many seconds. */
export type Limit = { seconds: number; most: number };

/**
 * What Teams lets one bot do in one conversation: “per bot per thread limit”, send to conversation. Updates are counted with
 * it, since Teams does not say that they are not.
 * https://learn.microsoft.com/en-us/microsoftteams/platform/bots/how-to/rate-limit
 */
export const TEAMS_LIMITS: readonly Limit[] = [
  { seconds: 1, most: 7 },
  { seconds: 2, most: 8 },
  { seconds: 30, most: 60 },
  { seconds: 3600, most: 1800 },
];

/** A worker is not kept longer than this by one conversation: the others have theirs to do. */
const LONGEST_WAIT_SECONDS = 20;
/** Conversations that have been quiet for an hour are forgotten, looked for whenever there are so many. */
const LOOKED_OVER_AT = 1000;

/** Nothing was sent: the conversation has had as much as Teams allows, or Teams has asked us to wait. */
export class TooSoon extends Error {
  override name = 'TooSoon';
}

/** How fast the bot may speak, conversation by conversation. */
export type Pace = {
  /**
   * Waits until the conversation may be written to once more, and counts that.
   *
   * @throws TooSoon where that would take longer than a job can wait; it is not counted then
   */
  turn(conversationId: string): Promise<void>;
  /** Teams has answered 429: nothing before so many seconds are over. */
  rest(conversationId: string, seconds: number): void;
};

type Spoken = { at: number[]; restUntil: number };

/**
 * Keeps the pace of this process. It counts by the machine's time, since Teams does.
 *
 * @param options.limits none where it is not Teams that listens
 */
export function openPace({
  limits = TEAMS_LIMITS,
  now = () => performance.now() / 1000,
  pause = async (seconds: number) => void (await sleep(seconds * 1000)),
}: {
  limits?: readonly Limit[];
  /** In seconds. */
  now?: () => number;
  pause?: (seconds: number) => Promise<void>;
} = {}): Pace {
  const spoken = new Map<string, Spoken>();
  const longest = Math.max(0, ...limits.map(({ seconds }) => seconds));
  const most = Math.max(0, ...limits.map((limit) => limit.most));

  function conversation(id: string): Spoken {
    const known = spoken.get(id);
    if (known) return known;
    if (spoken.size >= LOOKED_OVER_AT) {
      for (const [key, { at, restUntil }] of spoken) {
        if (Math.max(at.at(-1) ?? 0, restUntil) < now() - longest) spoken.delete(key);
      }
    }
    const fresh = { at: [], restUntil: 0 };
    spoken.set(id, fresh);
    return fresh;
  }

  return {
    turn: async (conversationId) => {
      const { at, restUntil } = conversation(conversationId);
      // As many calls back as a limit allows lies the one that must be older than its seconds.
      const free = limits.map((limit) => {
        const before = at[at.length - limit.most];
        return before === undefined ? 0 : before + limit.seconds;
      });
      const when = Math.max(now(), restUntil, at.at(-1) ?? 0, ...free);
      const wait = when - now();
      if (wait > LONGEST_WAIT_SECONDS) throw new TooSoon();
      if (limits.length > 0) at.push(when);
      if (at.length > most) at.shift();
      if (wait > 0) await pause(wait);
    },
    rest: (conversationId, seconds) => {
      const one = conversation(conversationId);
      one.restUntil = Math.max(one.restUntil, now() + seconds);
    },
  };
}
