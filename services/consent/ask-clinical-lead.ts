import { addTodos, todoKeys } from '../notifications/todos.ts';
import type { Deps } from '../platform/deps.ts';
import { ok, type Result, refuse } from '../platform/result.ts';
import { type ConsentChange, type ConsentRefusal, changeConsent } from './change-consent.ts';
import { checkText, checkWho, type Incomplete, incomplete, type TypedWho } from './check-consent.ts';
import { referralsInHand } from './ending-store.ts';
import { suspendSharing } from './suspend-sharing.ts';

export type NotAsked =
  | Incomplete
  /** Who may consent follows from the rules: there is nothing for the clinical lead to decide. */
  | { reason: 'nothing-to-decide' };

/**
 * A young person under 16 who can decide this, or parents who disagree: the clinical lead is asked, and nothing is shared
 * until they have decided (domain.md §10). A consent that was recorded before counts no more from today on; the entry is
 * suspended, not over.
 *
 * @param input.note why the consent so far counts no more, kept beside it; may be empty
 */
export function askClinicalLead(
  deps: Deps,
  input: ConsentChange & { who: TypedWho; note: string },
): Promise<Result<{ personId: string }, ConsentRefusal | NotAsked>> {
  return changeConsent<NotAsked>(deps, 'ask-clinical-lead', input, (seen) => {
    const who = checkWho({ ...input.who, answer: 'agrees' }, seen, deps.policy);
    if (!who.ok) return incomplete(who.problems);
    const because = who.value.clinicalLead;
    if (because === null) return refuse({ reason: 'nothing-to-decide' });
    const note = checkText('note', input.note, { required: false });
    if (note.problem) return incomplete([note.problem]);
    const { state } = seen;
    const suspends = state.state === 'valid' || state.state === 'lapsed';
    const about = { day: seen.today, note: note.text };
    return ok({
      // Where there was no consent, nothing is said about one: the question itself is the to-do and its audit event.
      event: suspends ? { ...about, kind: 'found-invalid', route: state.route } : null,
      within: async (tx) => {
        const [referral] = await referralsInHand(tx, seen.family);
        const kind = 'decide-consent';
        const referralId = seen.entryId === null ? (referral?.id ?? null) : null;
        const eventKey = todoKeys.ofConsent(kind, input.press);
        await addTodos(tx, deps, [{ kind, eventKey, entryId: seen.entryId, referralId }]);
        return suspends ? suspendSharing(tx, deps, seen.family, 'found-invalid') : true;
      },
      reason: because,
    });
  });
}
