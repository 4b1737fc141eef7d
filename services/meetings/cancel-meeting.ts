import type { Actor } from '../access/actor.ts';
import type { Transaction } from '../platform/database.ts';
import type { Deps } from '../platform/deps.ts';
import type { NotAllowed, NotFound, Result } from '../platform/result.ts';
import { choiceProblem } from '../platform/typed-problems.ts';
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

/** What is wrong with what was typed and chosen. */
export type CancelProblem =
  | ReasonProblem['problems'][number]
  | { field: 'cancelReason'; problem: 'missing' | 'unknown-choice' };

type Refusal =
  | { reason: 'incomplete'; problems: CancelProblem[] }
  | MayNotArrange
  | { reason: 'already-ended' }
  /** Consent to the register ended when the meeting was near: the clinical lead decides first (domain.md §10). */
  | { reason: 'clinical-lead-decides' }
  | WrongState
  | ChangedMeanwhile;

function decide(
  deps: Deps,
  opened: OpenMeeting,
  asked: { actor: Actor; version: number; cancelReason: string; note: string; next: NextAfter },
): Decision<{ note: string; cancelReason: string }, Refusal> {
  const { view } = opened;
  if (!stateAfter('cancel', view.state)) return { reason: 'wrong-state', state: view.state };
  if (view.version !== asked.version) return { reason: 'changed-meanwhile' };
  if (view.ended) return { reason: 'already-ended' };
  if (view.waitsForLead && !isClinicalLead(asked.actor)) return { reason: 'clinical-lead-decides' };
  const reason = deps.policy.cancelReasons.value.find(({ code }) => code === asked.cancelReason);
  const checked = checkReason('note', asked.note);
  const problems: CancelProblem[] = 'problems' in checked ? [...checked.problems] : [];
  if (reason === undefined) problems.unshift({ field: 'cancelReason', problem: choiceProblem(asked.cancelReason) });
  if (reason === undefined || !('text' in checked)) return { reason: 'incomplete', problems };
  return whyNotAgain(opened, asked.next, deps) ?? { go: { note: checked.text, cancelReason: reason.code } };
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
 * @param input.cancelReason a code of the policy's cancelReasons: those invited are told it in words fit for each
 * @param input.note why, for the record and the requester: required
 */
export async function cancelMeeting(
  deps: Deps,
  input: {
    actor: Actor;
    meetingId: string;
    version: number;
    cancelReason: string;
    note: string;
    next: NextAfter;
    press: string;
  },
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
    async (tx, { note, cancelReason }) => {
      if (await isForTheLead(tx, actor, opened.value)) return false;
      const by = { useCase: 'cancel-meeting', actor } as const;
      const why = { ...by, reason: input.next, note, cancelReason };
      const cancelled = await cancelInTransaction(tx, deps, opened.value, why);
      if (cancelled) await followOn(tx, deps, opened.value, { next: input.next, why: note, by: press });
      return cancelled;
    },
  );
}
