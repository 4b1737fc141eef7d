import type { Deps } from '../platform/deps.ts';
import { ok, type Result, refuse } from '../platform/result.ts';
import { type ConsentChange, type ConsentRefusal, changeConsent } from './change-consent.ts';
import { checkText, type Incomplete, incomplete } from './check-consent.ts';
import { endConsent } from './end-consent.ts';
import { suspendSharing } from './suspend-sharing.ts';

/** What follows where consent was not valid: it is asked for again while the entry is suspended, or the entry ends. */
export const afterInvalid = ['ask-again', 'end-entry'] as const;
export type AfterInvalid = (typeof afterInvalid)[number];

/** Why it was not valid, as typed. */
export type TypedInvalid = { decidedBy?: string | undefined; note?: string | undefined; ends?: string | undefined };

export type NotFoundInvalid =
  | Incomplete
  /** There is no consent that counts, or counted until it ran out. */
  | { reason: 'no-consent' };

/**
 * A consent that was recorded turns out not to be one: whoever gave it had no authority, or was not told what it was for.
 * From today on it counts no more. While it is asked for again the entry is suspended, as after a lapse; where it is not
 * to be had, the entry ends as after a withdrawal.
 */
export function findConsentInvalid(
  deps: Deps,
  input: ConsentChange & { typed: TypedInvalid },
): Promise<Result<{ personId: string }, ConsentRefusal | NotFoundInvalid>> {
  const { actor, typed } = input;
  return changeConsent<NotFoundInvalid>(deps, 'find-consent-invalid', input, (seen) => {
    const { state } = seen;
    if (state.state !== 'valid' && state.state !== 'lapsed') return refuse({ reason: 'no-consent' });
    const note = checkText('note', typed.note, { required: true });
    const decidedBy = checkText('decidedBy', typed.decidedBy, { required: true, oneLine: true });
    const ends = afterInvalid.find((one) => one === typed.ends);
    const problems = [note.problem, decidedBy.problem].filter((one) => one !== undefined);
    if (ends === undefined) problems.push({ field: 'ends', problem: typed.ends ? 'unknown-choice' : 'missing' });
    if (problems.length > 0) return incomplete(problems);
    const day = seen.today;
    return ok({
      event: { kind: 'found-invalid', day, route: state.route, decidedBy: decidedBy.text, note: note.text },
      within: (tx, eventId) => {
        const { family, entryId, id: personId } = seen;
        if (ends === 'ask-again') return suspendSharing(tx, deps, family, 'found-invalid');
        const about = { personId, family, entryId, kind: 'found-invalid', useCase: 'find-consent-invalid' } as const;
        return endConsent(tx, deps, { ...about, day, eventId, route: state.route, actor });
      },
      ...(ends === undefined ? {} : { reason: ends }),
    });
  });
}
