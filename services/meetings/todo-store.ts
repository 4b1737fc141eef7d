import { z } from 'zod';
import { findAction } from '../agreed-actions/action-store.ts';
import { deliveryKinds } from '../notifications/model.ts';
import { todoKinds } from '../notifications/todos.ts';
import type { DatabaseOrTransaction, Transaction } from '../platform/database.ts';
import { meetingStates } from './model.ts';
import type { TodoView } from './todo-model.ts';

const kindCode = z.enum(todoKinds);
const stateCode = z.enum(meetingStates);
const inviteeKindCode = z.enum(['agency', 'individual', 'carer', 'other']);
const deliveryKindCode = z.enum(deliveryKinds);

/** How many to-dos a card lists at most; the oldest come first, so nothing is out of reach for long. */
const MOST_LISTED = 50;

type TodoRow = Awaited<ReturnType<DatabaseOrTransaction['teamTodo']['findMany']>>[number];

function known(ids: readonly (string | null)[]): string[] {
  return [...new Set(ids.filter((id) => id !== null))];
}

/** What the to-dos speak of, by id. */
async function contextOf(db: DatabaseOrTransaction, rows: readonly TodoRow[]) {
  const inIds = (ids: readonly (string | null)[]) => ({ where: { id: { in: known(ids) } } });
  const [requests, meetings, invitees, deliveries, people, entries, referrals] = await Promise.all([
    db.mbeRequest.findMany({ ...inIds(rows.map((row) => row.requestId)), select: { id: true, reference: true } }),
    db.meeting.findMany(inIds(rows.map((row) => row.meetingId))),
    db.invitee.findMany(inIds(rows.map((row) => row.inviteeId))),
    db.delivery.findMany({
      ...inIds(rows.map((row) => row.deliveryId)),
      select: { id: true, kind: true, bounceCode: true },
    }),
    db.professional.findMany({ ...inIds(rows.map((row) => row.doneById)), select: { id: true, name: true } }),
    db.registerEntry.findMany({
      ...inIds(rows.map((row) => row.entryId)),
      select: { id: true, personId: true, person: { select: { dsrReference: true } } },
    }),
    db.referral.findMany({
      ...inIds(rows.map((row) => row.referralId)),
      select: { id: true, reference: true, personId: true },
    }),
  ]);
  const organisations = await db.organisation.findMany({
    ...inIds(invitees.map((row) => row.organisationId)),
    select: { id: true, name: true },
  });
  const actions = await Promise.all(known(rows.map((row) => row.actionKey)).map((key) => findAction(db, key)));
  return { actions, requests, meetings, invitees, deliveries, people, organisations, entries, referrals };
}

type Context = Awaited<ReturnType<typeof contextOf>>;

function byId<T extends { id: string }>(rows: readonly T[], id: string | null): T | null {
  return rows.find((row) => row.id === id) ?? null;
}

function inviteeOf(row: TodoRow, context: Context): TodoView['invitee'] {
  const invitee = byId(context.invitees, row.inviteeId);
  if (invitee === null) return null;
  const { id, name, email, otherContact } = invitee;
  const organisation = byId(context.organisations, invitee.organisationId)?.name ?? null;
  return { id, kind: inviteeKindCode.parse(invitee.kind), name, organisation, email, otherContact };
}

function actionOf({ actionKey }: TodoRow, context: Context): TodoView['action'] {
  const action = context.actions.find((one) => one?.key === actionKey);
  if (!action) return null;
  const { what, who, organisationName: organisation, dueDay, state, note } = action;
  return { what, who, organisation, dueDay, state, note };
}

/** The reference it is spoken of by: of what it is most closely about. */
function referenceOf(row: TodoRow, context: Context): string | null {
  return (
    byId(context.requests, row.requestId)?.reference ??
    byId(context.referrals, row.referralId)?.reference ??
    byId(context.entries, row.entryId)?.person.dsrReference ??
    byId(context.meetings, row.meetingId)?.reference ??
    null
  );
}

/** A meeting that is over, or off, needs no decision any more. */
function isToDecide(kind: string, meetingState: string | undefined): boolean {
  if (kind === 'decide-withdrawn-meeting') return meetingState === 'being-arranged' || meetingState === 'booked';
  return kind === 'decide-consent';
}

function todoView(row: TodoRow, context: Context): TodoView {
  const meeting = byId(context.meetings, row.meetingId);
  const delivery = byId(context.deliveries, row.deliveryId);
  return {
    id: row.id,
    kind: kindCode.parse(row.kind),
    requestId: row.requestId,
    meetingId: row.meetingId,
    entryId: row.entryId,
    referralId: row.referralId,
    letterId: row.letterId,
    personId: byId(context.entries, row.entryId)?.personId ?? byId(context.referrals, row.referralId)?.personId ?? null,
    reference: referenceOf(row, context),
    meeting: meeting && {
      state: stateCode.parse(meeting.state),
      startsAt: meeting.startsAt,
      endsAt: meeting.endsAt,
    },
    invitee: inviteeOf(row, context),
    delivery: delivery && deliveryKindCode.parse(delivery.kind),
    bounceCode: delivery?.bounceCode ?? null,
    action: actionOf(row, context),
    time: row.startsAt && row.endsAt && { startsAt: row.startsAt, endsAt: row.endsAt },
    said: row.doneAt === null ? row.note : null,
    toDecide: row.doneAt === null && isToDecide(row.kind, meeting?.state),
    createdAt: row.createdAt,
    done: row.doneAt && { at: row.doneAt, by: byId(context.people, row.doneById), note: row.note },
  };
}

/** Open to-dos, oldest first; or one by its id, done or not. */
export async function findTodos(db: DatabaseOrTransaction, todoId?: string): Promise<TodoView[]> {
  const rows = await db.teamTodo.findMany({
    where: todoId === undefined ? { doneAt: null } : { id: todoId },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    take: MOST_LISTED,
  });
  if (rows.length === 0) return [];
  const context = await contextOf(db, rows);
  return rows.map((row) => todoView(row, context));
}

/** Marks an open to-do as done. False when it is done already. */
export async function finishTodo(
  tx: Transaction,
  todoId: string,
  done: { at: Date; byId: string; note: string | null },
): Promise<boolean> {
  const { count } = await tx.teamTodo.updateMany({
    where: { id: todoId, doneAt: null },
    // What was said stays where nobody adds to it.
    data: { doneAt: done.at, doneById: done.byId, ...(done.note === null ? {} : { note: done.note }) },
  });
  return count === 1;
}

/** The to-dos about inviting people to one meeting, done or not. */
export async function findInvitingTodos(db: DatabaseOrTransaction, meetingId: string) {
  return db.teamTodo.findMany({ where: { meetingId, kind: { in: ['speak-first', 'invite-by-hand'] } } });
}

export type InvitingTodo = Awaited<ReturnType<typeof findInvitingTodos>>[number];

/** Closes to-dos that no longer apply; nobody is named as having done them. */
export async function closeSettled(tx: Transaction, ids: readonly string[], at: Date): Promise<void> {
  await tx.teamTodo.updateMany({ where: { id: { in: [...ids] }, doneAt: null }, data: { doneAt: at } });
}

/** Closes what was raised while the calendar did not take a meeting: it has taken it now. @returns their ids */
export async function closeCalendarBehind(tx: Transaction, meetingId: string, at: Date): Promise<string[]> {
  const where = { meetingId, kind: 'calendar-behind', doneAt: null };
  const closed = await tx.teamTodo.updateManyAndReturn({ where, data: { doneAt: at }, select: { id: true } });
  return closed.map(({ id }) => id);
}

/** Closes what told the team of times in the calendar: the meeting has another one by now, or none. @returns their ids */
export async function closeTimeTodos(tx: Transaction, meetingId: string, at: Date): Promise<string[]> {
  const where = { meetingId, kind: { in: ['moved-in-calendar', 'time-proposed'] }, doneAt: null };
  const closed = await tx.teamTodo.updateManyAndReturn({ where, data: { doneAt: at }, select: { id: true } });
  return closed.map(({ id }) => id);
}

/** Closes what told the team of a time that somebody proposed: they have answered again. @returns their ids */
export async function closeTimeProposed(tx: Transaction, inviteeId: string, at: Date): Promise<string[]> {
  const where = { inviteeId, kind: 'time-proposed', doneAt: null };
  const closed = await tx.teamTodo.updateManyAndReturn({ where, data: { doneAt: at }, select: { id: true } });
  return closed.map(({ id }) => id);
}

/** Closes what asked the team for a stand-in: there is one now. @returns their ids */
export async function closeFindStandIn(tx: Transaction, seatId: string, at: Date): Promise<string[]> {
  const where = { inviteeId: seatId, kind: 'find-stand-in', doneAt: null };
  const closed = await tx.teamTodo.updateManyAndReturn({ where, data: { doneAt: at }, select: { id: true } });
  return closed.map(({ id }) => id);
}

/** Opens to-dos again that apply once more. */
export async function reopenTodos(tx: Transaction, ids: readonly string[]): Promise<void> {
  await tx.teamTodo.updateMany({ where: { id: { in: [...ids] } }, data: { doneAt: null } });
}

/** Whether a meeting is still as it was seen; if so it stays that way until the transaction ends. */
export async function isUnchanged(
  tx: Transaction,
  seen: { id: string; version: number; state: string },
): Promise<boolean> {
  const where = { id: seen.id, version: seen.version, state: seen.state };
  return (await tx.meeting.updateMany({ where, data: { version: seen.version } })).count === 1;
}
