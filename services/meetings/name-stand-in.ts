import { recordDone } from '../audit/record.ts';
import { refreshCards } from '../notifications/store.ts';
import { carryOut, wasCarriedOut } from '../platform/carry-out.ts';
import type { Transaction } from '../platform/database.ts';
import type { Deps } from '../platform/deps.ts';
import { isEmailAddress, LONGEST_EMAIL_ADDRESS } from '../platform/email-address.ts';
import { cleanLine } from '../platform/free-text.ts';
import { type NotAllowed, type NotFound, ok, type Result, refuse } from '../platform/result.ts';
import { textProblems } from '../platform/typed-problems.ts';
import { askInvitees } from '../proposals/ask-invitees.ts';
import { type AnsweredByProblem, checkAnsweredBy, type TypedAnsweredBy } from '../sign-in/answered-by.ts';
import type { InviteeView } from './model.ts';
import { type AsInvitee, openAsInvitee } from './open-as-invitee.ts';
import { type ChangedMeanwhile, type OpenMeeting, readMeeting, type WrongState } from './open-meeting.ts';
import { holdMeeting } from './responses-store.ts';
import { shownWith } from './rules.ts';
import { insertStandIn, readerOf } from './stand-in-store.ts';
import { inviteInCalendar } from './stand-ins.ts';
import { closeFindStandIn } from './todo-store.ts';
import { hopeAgain } from './watch-quorum.ts';

const LONGEST_NAME = 120;
/** For one role no more people are written to than this because somebody outside names them. The limit is ours. */
export const MOST_STAND_INS = 5;

export type StandInProblem =
  | { field: 'standInName' | 'standInEmail'; problem: 'missing' | 'too-long' }
  | { field: 'standInEmail'; problem: 'bad-email' }
  | AnsweredByProblem;

type Refusal =
  | { reason: 'incomplete'; problems: StandInProblem[] }
  /** Somebody with that address is invited already. */
  | { reason: 'already-invited' }
  /** So many were named, or asked, for this role that the team is to be told instead. */
  | { reason: 'too-many' }
  | { reason: 'already-ended' }
  | WrongState
  | ChangedMeanwhile;

type Typed = { standIn: { name: string; email: string }; answeredBy: TypedAnsweredBy | null };
/** `asked`: somebody of this role whom we have asked to come ourselves, and who has not answered yet. */
type Named = { name: string; email: string; asked: InviteeView | undefined };

function decide({ view }: OpenMeeting, seat: InviteeView, typed: Typed, sharedInbox: boolean): { go: Named } | Refusal {
  if (view.state !== 'booked' && view.state !== 'being-arranged') return { reason: 'wrong-state', state: view.state };
  if (view.ended) return { reason: 'already-ended' };
  const name = cleanLine(typed.standIn.name);
  const email = cleanLine(typed.standIn.email).toLowerCase();
  const problems: StandInProblem[] = [
    ...textProblems('standInName', name, { required: 'required', longest: LONGEST_NAME }),
    ...textProblems('standInEmail', email, { required: 'required', longest: LONGEST_EMAIL_ADDRESS }),
    ...checkAnsweredBy(typed.answeredBy, sharedInbox).problems,
  ];
  const isBad = email !== '' && email.length <= LONGEST_EMAIL_ADDRESS && !isEmailAddress(email);
  if (isBad) problems.push({ field: 'standInEmail', problem: 'bad-email' });
  if (problems.length > 0) return { reason: 'incomplete', problems };
  const there = view.invitees.find((one) => one.email?.toLowerCase() === email);
  const isAsked = there?.standsInForId === seat.id && there.askedToStandIn && there.response !== 'declined';
  if (there !== undefined && !isAsked) return { reason: 'already-invited' };
  const before = view.invitees.filter(({ standsInForId }) => standsInForId === seat.id).length;
  if (there === undefined && before >= MOST_STAND_INS) return { reason: 'too-many' };
  return { go: { name, email, asked: there } };
}

/** The role that is filled: a stand-in who sends somebody else fills the same one. Null for the person and their family. */
function seatOf(invitees: readonly InviteeView[], { id, standsInForId }: InviteeView): InviteeView | null {
  const seat = invitees.find((one) => one.id === (standsInForId ?? id));
  return seat?.kind === 'agency' || seat?.kind === 'other' ? seat : null;
}

/**
 * An agency names somebody to come in the place of whoever was invited. They fill the same role: their party is the
 * agency's, where their address is one of the organisation's; an address that is not gets the date, the time, the place and
 * the reference only, as somebody without an organisation (domain.md §7). Of a meeting being arranged they are asked about
 * the times that are open, of a booked one they are invited, and nobody else again. Naming them is no answer: what the
 * invited contact has said stands until the stand-in answers. Naming somebody whom we have asked ourselves invites them.
 *
 * @param input.inviteeId of whoever was invited, or stands in already
 */
export async function nameStandIn(
  deps: Deps,
  input: AsInvitee & Typed & { press: string },
): Promise<Result<null, NotAllowed | NotFound | Refusal>> {
  const { actor, inviteeId, press: key, standIn, answeredBy } = input;
  const opened = await openAsInvitee(deps, 'name-stand-in', input);
  if (!opened.ok) return opened;
  const { meeting, invitee, sharedInbox } = opened.value;
  const seat = seatOf(meeting.view.invitees, invitee);
  if (seat === null) return refuse({ reason: 'not-found' });
  const press = { key, useCase: 'name-stand-in', actor, asked: { inviteeId, standIn, answeredBy } } as const;
  const decided = decide(meeting, seat, input, sharedInbox);
  if (!('go' in decided)) return (await wasCarriedOut(deps, press)) ? ok(null) : refuse(decided);
  const result = await carryOut(deps, press, (tx) => name(tx, deps, { actor, meeting, invitee, seat }, decided.go));
  return result === 'overtaken' ? refuse({ reason: 'changed-meanwhile' }) : ok(null);
}

async function name(
  tx: Transaction,
  deps: Deps,
  about: { actor: AsInvitee['actor']; meeting: OpenMeeting; invitee: InviteeView; seat: InviteeView },
  named: Named,
): Promise<boolean> {
  const { actor, meeting, invitee, seat } = about;
  const { id: meetingId } = meeting.view;
  const held = await holdMeeting(tx, meetingId);
  if (held?.state !== meeting.view.state) return false;
  const now = deps.clock.now();
  if (named.asked !== undefined) {
    await inviteInCalendar(tx, deps, meetingId, named.asked.id);
    await hopeAgain(tx, deps, meetingId);
    const detail = { inviteeId: named.asked.id, standsInForId: seat.id, namedById: invitee.id };
    await recordDone(tx, now, { useCase: 'name-stand-in', actor, noun: 'meeting', nounId: meetingId, detail });
    await refreshCards(tx, deps, shownWith(meeting.view));
    return true;
  }
  if ((await tx.invitee.count({ where: { standsInForId: seat.id } })) >= MOST_STAND_INS) return false;
  const reader = seat.organisation === null ? null : await readerOf(tx, seat.organisation.id, named.email);
  const of =
    seat.organisation !== null && reader !== null
      ? { kind: seat.kind, organisationId: seat.organisation.id, contactId: reader.contactId }
      : { kind: 'other' as const, organisationId: null, contactId: null };
  const { name: called, email } = named;
  const id = await insertStandIn(tx, {
    name: called,
    email,
    ...of,
    id: deps.newId(),
    meetingId,
    standsInForId: seat.id,
  });
  if (id === null) return false;
  const detail = { inviteeId: id, standsInForId: seat.id, namedById: invitee.id, sameOrganisation: reader !== null };
  await recordDone(tx, now, { useCase: 'name-stand-in', actor, noun: 'meeting', nounId: meetingId, detail });
  if (held.state === 'booked') {
    await inviteInCalendar(tx, deps, meetingId, id);
    await hopeAgain(tx, deps, meetingId);
  } else await askAboutTimes(tx, deps, meetingId);
  const closed = await closeFindStandIn(tx, seat.id, now);
  await refreshCards(tx, deps, [...shownWith(meeting.view), ...closed]);
  return true;
}

/** Whoever stands in is asked about the times that everybody else is asked about. */
async function askAboutTimes(tx: Transaction, deps: Deps, meetingId: string): Promise<void> {
  const view = (await readMeeting({ ...deps, db: tx }, meetingId))?.view;
  if (view?.proposal?.state === 'open') await askInvitees(tx, deps, view, view.proposal.id);
}
