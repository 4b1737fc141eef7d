import type { Deps } from '../platform/deps.ts';
import { ok, type Result, refuse } from '../platform/result.ts';
import { addDays, dayOf, instantAt } from '../platform/time.ts';
import { takeTry, useUpCode } from './code-store.ts';
import { CODE_TRIES, SESSION_MINUTES } from './model.ts';
import { codeDigestOf, digestOf, newSecret, sameDigest } from './secrets.ts';
import { insertSession, professionalOfAddress } from './session-store.ts';

export type CodeRefusal =
  | { reason: 'wrong-code'; triesLeft: number }
  /** Used up, too old, or never asked for in this browser: a new one is to be asked for. */
  | { reason: 'no-code' };

/** Never matches: compared with where no code was sent, so that it takes as long. */
const NO_CODE = 'f'.repeat(64);

/**
 * Lets a browser in whose user types the code that was mailed. Five tries, ten minutes; the comparison takes the same time
 * whatever is typed. The session ends after an hour, or at the end of the day for somebody who wants to be remembered.
 *
 * @param input.browserSecret what the browser was given when it asked for the code
 */
export async function enterCode(
  deps: Pick<Deps, 'db' | 'clock' | 'newId'>,
  input: { browserSecret: string; code: string; remember: boolean },
): Promise<Result<{ sessionSecret: string; expiresAt: Date }, CodeRefusal>> {
  const now = deps.clock.now();
  const attempt = await takeTry(deps.db, digestOf(input.browserSecret), now);
  if (attempt === null) return refuse({ reason: 'no-code' });
  const typed = input.code.replaceAll(/\s/g, '');
  if (!sameDigest(codeDigestOf(attempt.id, typed), attempt.codeDigest ?? NO_CODE)) {
    const triesLeft = CODE_TRIES - attempt.tries;
    return triesLeft > 0 ? refuse({ reason: 'wrong-code', triesLeft }) : refuse({ reason: 'no-code' });
  }
  const sessionSecret = newSecret();
  const expiresAt = input.remember
    ? instantAt(addDays(dayOf(now), 1), '00:00')
    : new Date(now.getTime() + SESSION_MINUTES * 60_000);
  const entered = await deps.db.$transaction(async (tx) => {
    if (!(await useUpCode(tx, attempt.id, now))) return false;
    const { id: professionalId } = await professionalOfAddress(tx, {
      newId: deps.newId(),
      address: attempt.address,
      now,
    });
    const session = { professionalId, remembered: input.remember, createdAt: now, expiresAt };
    await insertSession(tx, { id: deps.newId(), secretDigest: digestOf(sessionSecret), ...session });
    return true;
  });
  return entered ? ok({ sessionSecret, expiresAt }) : refuse({ reason: 'no-code' });
}
