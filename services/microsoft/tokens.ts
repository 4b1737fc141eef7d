import type { Clock } from '../platform/time.ts';
import type { FreshToken } from './sign-in.ts';

/** Asked for again so long before a token ends, while the old one is still used: Entra's last about an hour. */
const RENEWED_BEFORE_SECONDS = 5 * 60;
/** A token that ends within this is not used for one more call. */
const SPARE_SECONDS = 60;
/** While a token that is still good cannot be renewed, it is tried again so often. */
const TRIED_AGAIN_AFTER_SECONDS = 30;
/** A token that is younger than this holds the permissions there are. */
const YOUNG_SECONDS = 5 * 60;

/** The tokens of the service, one at a time. */
export type Tokens = {
  /** A token that is good now. Many who ask at once wait for one sign-in. Throws what signing in throws. */
  current(): Promise<string>;
  /** This token was refused: the next who asks gets another. Says nothing of one that has been replaced already. */
  refused(token: string): void;
  /** This token lacks a permission: unless it is young, the next who asks gets another, which has what was granted since. */
  lacking(token: string): void;
};

type Held = { value: string; askedAt: number; endsAt: number };

/**
 * Keeps the present token, renews it before it ends, and lets one sign-in serve everybody who waits for it. A renewal that
 * fails while the old token is still good hurts nobody.
 */
export function openTokens(signIn: () => Promise<FreshToken>, clock: Clock): Tokens {
  let held: Held | null = null;
  let underWay: Promise<string> | null = null;
  let triedAt = Number.NEGATIVE_INFINITY;
  const now = () => clock.now().getTime();

  const renew = (): Promise<string> => {
    underWay ??= (async () => {
      try {
        triedAt = now();
        const fresh = await signIn();
        held = { value: fresh.value, askedAt: triedAt, endsAt: now() + fresh.lifetimeSeconds * 1000 };
        return fresh.value;
      } finally {
        underWay = null;
      }
    })();
    return underWay;
  };

  return {
    current: async () => {
      const left = held === null ? 0 : (held.endsAt - now()) / 1000;
      if (held === null || left <= SPARE_SECONDS) return renew();
      if (left <= RENEWED_BEFORE_SECONDS && now() - triedAt >= TRIED_AGAIN_AFTER_SECONDS * 1000) {
        // Whoever asks now is not kept waiting: the old token is good for minutes, and the next will have the new one.
        renew().catch(() => {});
      }
      return held.value;
    },
    refused: (token) => {
      if (held?.value === token) held = null;
    },
    lacking: (token) => {
      if (held?.value === token && now() - held.askedAt >= YOUNG_SECONDS * 1000) held = null;
    },
  };
}
