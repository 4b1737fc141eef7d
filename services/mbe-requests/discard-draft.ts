import { recordDone } from '../audit/record.ts';
import type { Deps } from '../platform/deps.ts';
import { type NotAllowed, type NotFound, ok, type Result, refuse } from '../platform/result.ts';
import { dayOf } from '../platform/time.ts';
import { deleteDraft, openDraft } from './draft-store.ts';
import type { Professional } from './draft-view.ts';
import { mayUseDraft } from './request-for-actor.ts';

type Refusal = NotAllowed | NotFound | { reason: 'already-sent'; requestId: string };

/**
 * Deletes a draft: of what was typed nothing is kept but the audit event. A draft that is gone already counts as
 * discarded.
 *
 * Refuses `not-found` for somebody else's draft (on record), `already-sent` when it has been submitted.
 */
export async function discardDraft(
  deps: Deps,
  input: { actor: Professional; draftId: string },
): Promise<Result<null, Refusal>> {
  const now = deps.clock.now();
  const { actor, draftId } = input;
  const ask = { draftId, professionalId: actor.id, organisationIds: [], today: dayOf(now) };
  const { row } = await openDraft(deps.db, ask);
  const requesterId = row?.requesterId ?? actor.id;
  const refusal = await mayUseDraft(deps, 'discard-draft', actor, { id: draftId, requesterId });
  if (refusal) return refusal;
  if (row && row.state !== 'draft') return refuse({ reason: 'already-sent', requestId: draftId });

  const deleted = await deps.db.$transaction(async (tx) => {
    if (!(await deleteDraft(tx, draftId, actor.id))) return false;
    const entry = { useCase: 'discard-draft', actor, noun: 'mbe-request', nounId: draftId, from: 'draft' } as const;
    await recordDone(tx, now, entry);
    return true;
  });
  // Submitted or discarded on another copy of the card a moment before.
  return deleted || !row ? ok(null) : discardDraft(deps, input);
}
