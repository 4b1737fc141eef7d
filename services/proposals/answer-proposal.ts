import type { Actor } from '../access/actor.ts';
import { authorise } from '../access/authorise.ts';
import { recordDone } from '../audit/record.ts';
import { idOf } from '../meetings/open-meeting.ts';
import { holdMeeting } from '../meetings/responses-store.ts';
import { shownWith } from '../meetings/rules.ts';
import { refreshCards } from '../notifications/store.ts';
import { todoKeys } from '../notifications/todos.ts';
import { carryOut, wasCarriedOut } from '../platform/carry-out.ts';
import type { Transaction } from '../platform/database.ts';
import type { Deps } from '../platform/deps.ts';
import { type NotFound, ok, type Result, refuse } from '../platform/result.ts';
import { isSharedInbox } from '../sign-in/shared-inbox-store.ts';
import { actOnAnswers } from './act-on-answers.ts';
import { closeTodos } from './asking-store.ts';
import { type CheckedAnswer, checkAnswer, type TypedAnswer } from './check-answer.ts';
import type { InviteeProposal, ProposalAnswerProblem } from './model.ts';
import { takesAnswers } from './rules.ts';
import { storeAnswer } from './store.ts';
import { type AskedInvitee, findAsked, inviteeProposal, relationOf } from './view-proposal.ts';

type Refusal =
  | NotFound
  /** A time was chosen, the question was taken back, or the deadline is past. */
  | { reason: 'closed' }
  | { reason: 'incomplete'; problems: ProposalAnswerProblem[] };

type Decided = { go: CheckedAnswer } | Exclude<Refusal, NotFound>;

function decide({ proposal }: AskedInvitee, typed: TypedAnswer, sharedInbox: boolean, now: Date): Decided {
  if (!takesAnswers(proposal, now)) return { reason: 'closed' };
  const answer = checkAnswer(proposal, typed, sharedInbox);
  return 'checked' in answer ? { go: answer.checked } : { reason: 'incomplete', problems: answer.problems };
}

/**
 * Takes somebody's answer to the times they are asked about, in place of an earlier one, and does what follows from it: the
 * chair is told once when enough people can come at one of them, and it is booked by itself where that was asked for.
 * Answers of one meeting come one after another; so do answers and bookings. A coordinator may enter what somebody says on
 * the phone.
 *
 * @param input.address the address that whoever answers is known by
 */
export async function answerProposal(
  deps: Deps,
  input: { actor: Actor; address: string; inviteeId: string; press: string } & TypedAnswer,
): Promise<Result<InviteeProposal, Refusal>> {
  const { actor, press: key, ...asked } = input;
  const found = await findAsked(deps, input.inviteeId);
  const relation = await relationOf(deps, found, input);
  const about = { noun: 'proposal', nounId: found?.proposal.id ?? null, relations: [relation] } as const;
  if ((await authorise(deps, 'answer-proposal', actor, about)) || found === null)
    return refuse({ reason: 'not-found' });
  const sharedInbox = relation === 'invitee' && (await isSharedInbox(deps.db, input.address));
  const now = deps.clock.now();
  const press = { key, useCase: 'answer-proposal', actor, asked } as const;
  const present = async () => inviteeProposal((await findAsked(deps, input.inviteeId)) ?? found, now);

  const decided = decide(found, input, sharedInbox, now);
  if (!('go' in decided)) return (await wasCarriedOut(deps, press)) ? ok(await present()) : refuse(decided);
  const result = await carryOut(deps, press, (tx) => take(tx, deps, found, actor, decided.go));
  if (result !== 'overtaken') return ok(await present());
  const again = await findAsked(deps, input.inviteeId);
  const redecided = again === null ? ({ reason: 'closed' } as const) : decide(again, input, sharedInbox, now);
  return refuse('go' in redecided ? { reason: 'closed' } : redecided);
}

/** @returns false when the proposal has ended meanwhile, or another one has come in its place */
async function take(
  tx: Transaction,
  deps: Deps,
  { meeting, invitee, proposal }: AskedInvitee,
  actor: Actor,
  answer: CheckedAnswer,
): Promise<boolean> {
  const { view } = meeting;
  const now = deps.clock.now();
  await holdMeeting(tx, view.id);
  const present = await findAsked({ ...deps, db: tx }, invitee.id);
  if (present?.proposal.id !== proposal.id || !takesAnswers(present.proposal, now)) return false;
  const { id: proposalId } = proposal;
  await storeAnswer(tx, { proposalId, inviteeId: invitee.id, professionalId: idOf(actor), ...answer }, now);
  const about = { noun: 'proposal', nounId: proposalId, from: 'open', to: 'open' } as const;
  await recordDone(tx, now, { useCase: 'answer-proposal', actor, ...about, detail: { inviteeId: invitee.id } });
  // A time that they can't come at is given back to their calendar.
  if (Object.values(answer.answers).includes('no')) {
    await deps.jobs.enqueue(tx, [{ name: 'sync-holds', data: { proposalId } }]);
  }
  await actOnAnswers(tx, deps, view.id);
  const closed = await closeTodos(tx, [todoKeys.askByHand(proposalId, invitee.id)], now);
  await refreshCards(tx, deps, [...shownWith(view), view.id, invitee.id, ...closed]);
  return true;
}
