import type { Actor } from '../access/actor.ts';
import type { Transaction } from '../platform/database.ts';
import type { Deps } from '../platform/deps.ts';
import type { NotAllowed, NotFound, Result } from '../platform/result.ts';
import { cancelInTransaction } from './cancel-in-transaction.ts';
import { type Decision, decideAndChange } from './change-meeting.ts';
import {
  checkReason,
  followOn,
  type MayNotArrange,
  type NextAfter,
  type ReasonProblem,
  whyNotAgain,
} from './follow-on.ts';
import type { MeetingView } from './model.ts';
import { type ChangedMeanwhile, type OpenMeeting, openMeeting, type WrongState } from './open-meeting.ts';
import { holdEntry } from './register-meeting-store.ts';
import { stateAfter } from './rules.ts';
import { waitsForClinicalLead } from './withdrawn-meeting-store.ts';

type Refusal =
  | ReasonProblem
  | MayNotArrange
  | { reason: 'already-ended' }
  /** Consent to the register ended when the meeting was near: the clinical lead decides first (domain.md §10). */
  | { reason: 'clinical-lead-decides' }
  | WrongState
  | ChangedMeanwhile;

function decide(
  deps: Deps,
  opened: OpenMeeting,
  asked: { actor: Actor; version: number; note: string; next: NextAfter },
): Decision<string, Refusal> {
  const { view } = opened;
  if (!stateAfter('cancel', view.state)) return { reason: 'wrong-state', state: view.state };
  if (view.version !== asked.version) return { reason: 'changed-meanwhile' };
  if (view.ended) return { reason: 'already-ended' };
  if (view.waitsForLead && !isClinicalLead(asked.actor)) return { reason: 'clinical-lead-decides' };
  const checked = checkReason('note', asked.note);
  if (!('text' in checked)) return checked;
  return whyNotAgain(opened, asked.next, deps) ?? { go: checked.text };
}

function isClinicalLead(actor: Actor): boolean {
  return actor.kind === 'professional' && actor.dsrRole === 'clinical-lead';
}

/** Asked again while nobody can end consent: a withdrawal between the card and this press comes first. */
async function isForTheLead(tx: Transaction, actor: Actor, { view }: OpenMeeting): Promise<boolean> {
  if (view.entryId === null || isClinicalLead(actor)) return false;
  await holdEntry(tx, view.entryId);
  return waitsForClinicalLead(tx, view.id);
}

/**
 * Cancels a meeting for everybody invited, and either arranges another one with the same invitees or ends the request.
 * The note is kept with the meeting, and with the request where that ends; the requester is told. A meeting that was near
 * when consent to the register ended is refused to everybody but the clinical lead while they have not decided about it.
 *
 * @param input.version the version of the meeting on the card
 * @param input.note why: required
 */
export async function cancelMeeting(
  deps: Deps,
  input: { actor: Actor; meetingId: string; version: number; note: string; next: NextAfter; press: string },
): Promise<Result<MeetingView, NotAllowed | NotFound | Refusal>> {
  const { actor, press: key, ...asked } = input;
  const opened = await openMeeting(deps, 'cancel-meeting', actor, input.meetingId);
  if (!opened.ok) return opened;
  const press = { key, useCase: 'cancel-meeting', actor, asked } as const;
  return decideAndChange(
    deps,
    press,
    opened.value,
    (meeting) => decide(deps, meeting, input),
    async (tx, note) => {
      if (await isForTheLead(tx, actor, opened.value)) return false;
      const by = { useCase: 'cancel-meeting', actor } as const;
      const cancelled = await cancelInTransaction(tx, deps, opened.value, { ...by, reason: input.next, note });
      if (cancelled) await followOn(tx, deps, opened.value, { next: input.next, why: note, by: press });
      return cancelled;
    },
  );
}
