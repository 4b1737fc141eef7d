import type { Deps } from '../platform/deps.ts';
import { ok, type Result, refuse } from '../platform/result.ts';
import { type ConsentChange, type ConsentRefusal, changeConsent, type SeenConsent } from './change-consent.ts';
import { type ConsentProblem, checkConsent, type Incomplete, incomplete, type TypedRecord } from './check-consent.ts';
import { consentRecord } from './consent-state.ts';
import { endConsent } from './end-consent.ts';
import { consentRoutes } from './model.ts';

/** Who takes the consent back, as typed. */
export type TypedWithdrawal = Pick<TypedRecord, 'consenterName' | 'form' | 'day' | 'note'> & {
  /** A code of consentRoutes: as whom they say it. */
  saidBy?: string | undefined;
};

export type NotWithdrawn =
  | Incomplete
  /** There is no consent, and nobody is on the register. */
  | { reason: 'nothing-to-withdraw' };

/**
 * Somebody takes consent to the register back: at any time, without a reason, and whoever says it (domain.md §4). It is an
 * event of its own beside the consent, with its own day; everything that rested on the consent ends (end-consent.ts).
 *
 * @param input.typed who says so, how and when; the reason may be empty
 */
export function withdrawConsent(
  deps: Deps,
  input: ConsentChange & { typed: TypedWithdrawal },
): Promise<Result<{ personId: string }, ConsentRefusal | NotWithdrawn>> {
  const { actor, typed } = input;
  return changeConsent<NotWithdrawn>(deps, 'withdraw-consent', input, (seen) => {
    if (!canBeWithdrawn(seen)) return refuse({ reason: 'nothing-to-withdraw' });
    const route = consentRoutes.find((one) => one === typed.saidBy);
    const problems: ConsentProblem[] =
      route === undefined ? [{ field: 'saidBy', problem: typed.saidBy ? 'unknown-choice' : 'missing' }] : [];
    const checked = checkConsent(typed, ['consenterName', 'form'], seen);
    if (!checked.ok) return incomplete([...problems, ...checked.problems]);
    const { day, consenterName, form, note } = checked.value;
    const before = consentRecord(seen.events, deps.policy);
    if (before.state === 'given' && day < before.since) problems.push({ field: 'day', problem: 'before-consent' });
    if (problems.length > 0 || route === undefined) return incomplete(problems);
    return ok({
      event: { kind: 'withdrawn', day, route, consenterName, form, note },
      within: (tx, eventId) => {
        const { family, entryId, id: personId } = seen;
        const consented = before.state === 'given' ? before.route : null;
        const about = { personId, family, entryId, kind: 'withdrawn', useCase: 'withdraw-consent' } as const;
        return endConsent(tx, deps, { ...about, day, eventId, route: consented, actor });
      },
    });
  });
}

/** Consent that runs or has run out; also whoever is still on the register, whatever is on record. */
export function canBeWithdrawn(seen: Pick<SeenConsent, 'state' | 'entryId'>): boolean {
  return seen.state.state === 'valid' || seen.state.state === 'lapsed' || seen.entryId !== null;
}
