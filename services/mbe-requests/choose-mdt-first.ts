import { recordDone } from '../audit/record.ts';
import type { Transaction } from '../platform/database.ts';
import type { Deps } from '../platform/deps.ts';
import { type NotAllowed, type NotFound, ok, type Result, refuse } from '../platform/result.ts';
import { dayOf } from '../platform/time.ts';
import { mergeDraft, openDraft } from './draft-store.ts';
import { draftView, keepable, type Professional } from './draft-view.ts';
import { readColleagues } from './mdt-invitation.ts';
import { keepMdtChoice } from './mdt-store.ts';
import type { DraftView, MdtChoiceCode, TypedRequest } from './model.ts';
import { mayUseDraft } from './request-for-actor.ts';

export type ColleaguesProblem = { reason: 'incomplete'; problem: 'missing' | 'bad-email' | 'too-many' };

type Refusal = NotAllowed | NotFound | ColleaguesProblem | { reason: 'already-sent'; requestId: string };

/**
 * A requester whose reason for no MDT says too little chooses: to go on, with what they answered about an MDT, or to be
 * written an invitation that they send themselves. Either is kept with the draft, and never holds it back; the choice is on
 * record, so that the team can see how many MbEs were not needed. For an invitation a job looks for times.
 *
 * Refuses an invitation without colleagues, or with something that is no email address ('incomplete'); somebody else's draft
 * ('not-found', on record); one that was sent ('already-sent'). Nothing is stored then.
 */
export async function chooseMdtFirst(
  deps: Deps,
  input: { actor: Professional; draftId: string; typed: TypedRequest; choice: MdtChoiceCode },
): Promise<Result<DraftView, Refusal>> {
  const { actor, draftId, choice } = input;
  const now = deps.clock.now();
  const ask = { draftId, professionalId: actor.id, organisationIds: [], today: dayOf(now) };
  const known = await openDraft(deps.db, ask);
  const requesterId = known.row?.requesterId ?? actor.id;
  const refusal = await mayUseDraft(deps, 'choose-mdt-first', actor, { id: draftId, requesterId });
  if (refusal) return refusal;
  if (known.row && known.row.state !== 'draft') return refuse({ reason: 'already-sent', requestId: draftId });
  if (choice === 'mdt-invitation') {
    const colleagues = readColleagues(input.typed.mdtColleagues ?? '');
    if ('problem' in colleagues) return refuse({ reason: 'incomplete', problem: colleagues.problem });
  }
  const typed = keepable(input.typed);
  const kept = await deps.db.$transaction((tx) => keep(tx, deps, { ...input, typed }, now));
  deps.jobs.wake();
  // Sent on another copy of the card a moment before.
  return kept ? ok(draftView(draftId, known, kept)) : refuse({ reason: 'already-sent', requestId: draftId });
}

async function keep(
  tx: Transaction,
  deps: Deps,
  input: { actor: Professional; draftId: string; typed: TypedRequest; choice: MdtChoiceCode },
  at: Date,
) {
  const { actor, draftId, typed, choice } = input;
  const row = await mergeDraft(tx, { id: draftId, requesterId: actor.id, typed, copiedFromId: null, at });
  if (row === undefined) return undefined;
  await keepMdtChoice(tx, { draftId, choice, byId: actor.id, at });
  await recordDone(tx, at, {
    useCase: 'choose-mdt-first',
    actor,
    noun: 'mbe-request',
    nounId: draftId,
    detail: { choice },
  });
  if (choice === 'mdt-invitation') await deps.jobs.enqueue(tx, [{ name: 'prepare-mdt-invitation', data: { draftId } }]);
  return row;
}
