import { type AuditEntry, recordDone } from '../audit/record.ts';
import { addDeliveries } from '../notifications/store.ts';
import { addTodos, todoKeys } from '../notifications/todos.ts';
import type { Transaction } from '../platform/database.ts';
import type { Deps } from '../platform/deps.ts';
import type { InviteeView, MeetingView } from './model.ts';
import type { OpenMeeting } from './open-meeting.ts';
import { holdersOf, seatsOf } from './quorum.ts';
import { insertStandIn, inviteAgain, nextToAsk, noteThatTheyJoin } from './stand-in-store.ts';

type By = Pick<AuditEntry, 'useCase' | 'actor'>;

/** Whose contact has declined and who must be there: the person and their family are asked to send nobody. */
function seatsToFill({ invitees, quorum }: Pick<MeetingView, 'invitees' | 'quorum'>): InviteeView[] {
  const missing = new Set(quorum.missing.flatMap(({ seats }) => seats));
  return seatsOf(invitees).filter(
    ({ id, kind, need, response }) =>
      response === 'declined' &&
      (kind === 'agency' || kind === 'other') &&
      (need === 'required' || missing.has(id)) &&
      holdersOf(id, invitees).every((holder) => holder.response === 'declined' || holder.askedToStandIn),
  );
}

/**
 * Where a required role has declined and nobody stands in: asks the next contact of that organisation, in the directory's
 * order, then its duty inbox; where nobody is left the team is asked to find somebody. Whoever is asked is put down as a
 * stand-in who has not answered, so that they have a page of their own; the calendar invites them once they say yes. Of one
 * role one person is asked at a time.
 */
export async function askForStandIns(tx: Transaction, deps: Deps, meeting: OpenMeeting, by: By): Promise<void> {
  for (const seat of seatsToFill(meeting.view)) await askFor(tx, deps, meeting, seat, by);
}

async function askFor(tx: Transaction, deps: Deps, { view, rows }: OpenMeeting, seat: InviteeView, by: By) {
  const waiting = holdersOf(seat.id, view.invitees).find((one) => one.askedToStandIn && one.response !== 'declined');
  const asked = waiting?.id ?? (await askNext(tx, deps, view, seat, by));
  const about = { meetingId: view.id, ...(view.requestId ? { requestId: view.requestId } : {}) };
  if (asked === null) {
    const eventKey = todoKeys.findStandIn(view.id, rows.sequence, seat.id);
    return addTodos(tx, deps, [{ ...about, kind: 'find-stand-in', eventKey, inviteeId: seat.id }]);
  }
  // After a move whoever was asked is asked again: it is another time.
  const eventKey = `stand-in-needed:${view.id}:${rows.sequence}:${asked}`;
  await addDeliveries(tx, deps, [
    { ...about, kind: 'stand-in-needed', eventKey, channel: 'mail', inviteeId: asked, detail: { seatId: seat.id } },
  ]);
}

async function askNext(tx: Transaction, deps: Deps, view: MeetingView, seat: InviteeView, by: By) {
  if (seat.organisation === null) return null;
  const invited = await tx.invitee.findMany({ where: { meetingId: view.id }, select: { email: true } });
  const addresses = invited.flatMap(({ email }) => email?.toLowerCase() ?? []);
  const next = await nextToAsk(tx, seat.organisation.id, addresses);
  if (next === null) return null;
  const { id: organisationId } = seat.organisation;
  const row = {
    ...next,
    id: deps.newId(),
    meetingId: view.id,
    standsInForId: seat.id,
    kind: seat.kind,
    organisationId,
  };
  const id = await insertStandIn(tx, row);
  const detail = { inviteeId: id, standsInForId: seat.id };
  await recordDone(tx, deps.clock.now(), { ...by, noun: 'meeting', nounId: view.id, detail });
  return id;
}

/** Somebody joins a booked meeting while its time stays: a job has the calendar invite them, and nobody else again. */
export async function inviteInCalendar(tx: Transaction, deps: Deps, meetingId: string, inviteeId: string) {
  await noteThatTheyJoin(tx, meetingId, inviteeId);
  await inviteAgain(tx, deps, meetingId);
}
