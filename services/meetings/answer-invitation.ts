import { recordDone } from '../audit/record.ts';
import { refreshCards } from '../notifications/store.ts';
import { carryOut, wasCarriedOut } from '../platform/carry-out.ts';
import type { Transaction } from '../platform/database.ts';
import type { Deps } from '../platform/deps.ts';
import { cleanLine } from '../platform/free-text.ts';
import { type NotAllowed, type NotFound, ok, type Result, refuse } from '../platform/result.ts';
import { choiceProblem, textProblems } from '../platform/typed-problems.ts';
import { type AnsweredByProblem, checkAnsweredBy, type TypedAnsweredBy } from '../sign-in/answered-by.ts';
import type { AnsweredBy } from '../sign-in/model.ts';
import type { InviteeResponse, InviteeView } from './model.ts';
import { type AsInvitee, openAsInvitee } from './open-as-invitee.ts';
import type { ChangedMeanwhile, OpenMeeting } from './open-meeting.ts';
import { holdMeeting, storeAnswer } from './responses-store.ts';
import { shownWith } from './rules.ts';
import { inviteInCalendar } from './stand-ins.ts';
import { watchQuorum } from './watch-quorum.ts';

/** What somebody invited can answer, in the order in which it is asked. */
const invitationResponses = ['accepted', 'tentative', 'declined'] as const satisfies InviteeResponse[];

/** One line: longer notes are not kept. */
const MAX_RESPONSE_NOTE = 300;

export type AnswerProblem =
  | { field: 'response'; problem: 'missing' | 'unknown-choice' }
  | { field: 'note'; problem: 'missing' | 'too-long' }
  | AnsweredByProblem;

type Refusal =
  | { reason: 'not-booked' }
  | { reason: 'already-ended' }
  | { reason: 'incomplete'; problems: AnswerProblem[] }
  /** The meeting was moved after the page was shown: the answer would be to another time. */
  | ChangedMeanwhile;

type Typed = { response: string; note: string; answeredBy: TypedAnsweredBy | null; startsAt?: Date };
type Answer = { response: InviteeResponse; note: string | null; answeredBy: AnsweredBy | null };

function decide({ view }: OpenMeeting, typed: Typed, sharedInbox: boolean): { go: Answer } | Refusal {
  if (view.state !== 'booked') return { reason: 'not-booked' };
  if (view.ended) return { reason: 'already-ended' };
  if (typed.startsAt && typed.startsAt.getTime() !== view.startsAt?.getTime()) return { reason: 'changed-meanwhile' };
  const response = invitationResponses.find((one) => one === typed.response);
  const note = cleanLine(typed.note);
  const { answeredBy, problems: whose } = checkAnsweredBy(typed.answeredBy, sharedInbox);
  const problems: AnswerProblem[] = [
    ...(response === undefined ? [{ field: 'response' as const, problem: choiceProblem(typed.response) }] : []),
    ...textProblems('note', note, { required: 'optional', longest: MAX_RESPONSE_NOTE }),
    ...whose,
  ];
  if (response === undefined || problems.length > 0) return { reason: 'incomplete', problems };
  return { go: { response, note: note || null, answeredBy } };
}

/**
 * Somebody invited says whether they come: on their page, or on a card in Teams. The latest answer stands, whichever way it
 * came; an answer to an earlier time of the meeting is not taken for the present one. A coordinator may enter what somebody
 * says on the phone. What follows from it, such as the loss
 * of the quorum, follows in the same transaction.
 *
 * @param input.address the visitor's, or the one that the tenant knows the professional by
 * @param input.startsAt the time that the page showed, where it says so
 */
export async function answerInvitation(
  deps: Deps,
  input: AsInvitee & Typed & { press: string },
): Promise<Result<null, NotAllowed | NotFound | Refusal>> {
  const { actor, inviteeId, press: key, response, note, answeredBy } = input;
  const opened = await openAsInvitee(deps, 'answer-invitation', input);
  if (!opened.ok) return opened;
  const { meeting, invitee, sharedInbox } = opened.value;
  const press = { key, useCase: 'answer-invitation', actor, asked: { inviteeId, response, note, answeredBy } } as const;
  const decided = decide(meeting, input, sharedInbox);
  if (!('go' in decided)) return (await wasCarriedOut(deps, press)) ? ok(null) : refuse(decided);
  const result = await carryOut(deps, press, (tx) => keep(tx, deps, { actor, meeting, invitee }, decided.go));
  return result === 'overtaken' ? refuse({ reason: 'changed-meanwhile' }) : ok(null);
}

async function keep(
  tx: Transaction,
  deps: Deps,
  about: { actor: AsInvitee['actor']; meeting: OpenMeeting; invitee: InviteeView },
  answer: Answer,
): Promise<boolean> {
  const { actor, meeting, invitee } = about;
  const { id: meetingId } = meeting.view;
  const held = await holdMeeting(tx, meetingId);
  if (held?.state !== 'booked' || held.startsAt?.getTime() !== meeting.view.startsAt?.getTime()) return false;
  const now = deps.clock.now();
  if (!(await storeAnswer(tx, invitee.id, { ...answer, at: now }))) return true;
  const by = { useCase: 'answer-invitation', actor } as const;
  const detail = { inviteeId: invitee.id, response: answer.response };
  await recordDone(tx, now, { ...by, noun: 'meeting', nounId: meetingId, detail });
  if (invitee.askedToStandIn && answer.response !== 'declined') await inviteInCalendar(tx, deps, meetingId, invitee.id);
  await watchQuorum(tx, deps, meetingId, by);
  await refreshCards(tx, deps, shownWith(meeting.view));
  return true;
}
