import { recordDone } from '../audit/record.ts';
import type { Deps } from '../platform/deps.ts';
import { type NotAllowed, type NotFound, ok, type Result, refuse } from '../platform/result.ts';
import { dayOf } from '../platform/time.ts';
import { checkFirstStep } from './check-request.ts';
import { mergeDraft, openDraft } from './draft-store.ts';
import { draftView, keepable, type Professional } from './draft-view.ts';
import type { DraftView, FieldProblem, TypedRequest } from './model.ts';
import { mayUseDraft } from './request-for-actor.ts';

type Input = {
  actor: Professional;
  /** Made when the card is made, so that saving again changes the same draft. */
  draftId: string;
  typed: TypedRequest;
  /** 'nothing' keeps any half-made draft; 'step-1' keeps it only when the first card is right. */
  check: 'nothing' | 'step-1';
};
type Refusal =
  | NotAllowed
  | NotFound
  | { reason: 'incomplete'; problems: FieldProblem[] }
  | { reason: 'already-sent'; requestId: string };

/**
 * Keeps what is typed as a draft, field by field over what it held: a field that is not in `typed` stays as it was.
 *
 * Refuses `not-found` for somebody else's draft (on record), `incomplete` when the first card is checked and wrong,
 * `already-sent` when it has been submitted; nothing is stored then.
 */
export async function saveDraft(deps: Deps, input: Input): Promise<Result<DraftView, Refusal>> {
  const now = deps.clock.now();
  const { actor, draftId } = input;
  const ask = { draftId, professionalId: actor.id, organisationIds: [], today: dayOf(now) };
  const known = await openDraft(deps.db, ask);
  const requesterId = known.row?.requesterId ?? actor.id;
  const refusal = await mayUseDraft(deps, 'save-draft', actor, { id: draftId, requesterId });
  if (refusal) return refusal;
  if (known.row && known.row.state !== 'draft') return refuse({ reason: 'already-sent', requestId: draftId });

  const typed = keepable(input.typed);
  const problems = input.check === 'step-1' ? checkFirstStep({ ...known.row?.typed, ...typed }, known.requester) : [];
  if (problems.length > 0) return refuse({ reason: 'incomplete', problems });

  const kept = await deps.db.$transaction(async (tx) => {
    const row = await mergeDraft(tx, { id: draftId, requesterId: actor.id, typed, copiedFromId: null, at: now });
    if (row?.added) {
      const entry = { useCase: 'save-draft', actor, noun: 'mbe-request', nounId: draftId, to: 'draft' } as const;
      await recordDone(tx, now, entry);
    }
    return row;
  });
  // Submitted on another copy of the card a moment before.
  return kept ? ok(draftView(draftId, known, kept)) : saveDraft(deps, input);
}
