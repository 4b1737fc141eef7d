import type { DatabaseOrTransaction, Transaction } from '../platform/database.ts';
import type { Deps } from '../platform/deps.ts';

/** Calls that the team has recorded before it sent somebody an invitation. */
export async function findCalls(
  db: DatabaseOrTransaction,
  meetingId: string,
): Promise<{ inviteeId: string | null; raisedAt: Date }[]> {
  const rows = await db.teamTodo.findMany({
    where: { meetingId, kind: 'phone-first', doneById: { not: null } },
    select: { inviteeId: true, createdAt: true },
  });
  return rows.map(({ inviteeId, createdAt }) => ({ inviteeId, raisedAt: createdAt }));
}

/** The to-dos about what a person needs at one meeting, done or not. */
export async function findNeedsTodos(db: DatabaseOrTransaction, meetingId: string) {
  return db.teamTodo.findMany({ where: { meetingId, kind: { in: ['phone-first', 'book-interpreter'] } } });
}

/** A to-do about what a person needs. */
export type NeedsTodo = Awaited<ReturnType<typeof findNeedsTodos>>[number];

/** Whoever was not invited to a booked meeting yet, and may be now, is invited; nobody else hears of it. */
export async function inviteNewcomers(
  tx: Transaction,
  deps: Pick<Deps, 'jobs'>,
  meetingIds: readonly string[],
): Promise<void> {
  const booked = await tx.meeting.updateManyAndReturn({
    where: { id: { in: [...meetingIds] }, state: 'booked' },
    data: { inviteesRevision: { increment: 1 } },
    select: { id: true },
  });
  await deps.jobs.enqueue(
    tx,
    booked.map(({ id }) => ({ name: 'sync-calendar' as const, data: { meetingId: id } })),
  );
}

/**
 * Brings the meetings of somebody whose needs have changed in step: those that are booked and ahead raise and close their
 * to-dos. @returns the ids of the cards that show the needs
 */
export async function followNeeds(
  tx: Transaction,
  deps: Pick<Deps, 'jobs' | 'clock'>,
  personIds: readonly string[],
): Promise<string[]> {
  const meetings = await tx.meeting.findMany({
    where: {
      state: { in: ['being-arranged', 'booked'] },
      OR: [{ request: { personId: { in: [...personIds] } } }, { entry: { personId: { in: [...personIds] } } }],
    },
    select: { id: true, requestId: true, endsAt: true },
  });
  const entries = await tx.registerEntry.findMany({
    where: { personId: { in: [...personIds] }, toDay: null },
    select: { id: true },
  });
  const ahead = meetings.filter(({ endsAt }) => endsAt !== null && endsAt > deps.clock.now());
  await inviteNewcomers(
    tx,
    deps,
    ahead.map(({ id }) => id),
  );
  return [...meetings.map(({ id, requestId }) => requestId ?? id), ...entries.map(({ id }) => id)];
}

/** Keeps what somebody wants to say before a meeting, in the place of what they said before; an empty text takes it back. */
export async function keepAdvanceWords(
  tx: Transaction,
  words: { meetingId: string; inviteeId: string; text: string; at: Date },
): Promise<void> {
  const { meetingId, inviteeId, text, at } = words;
  const key = { meetingId_inviteeId: { meetingId, inviteeId } };
  if (text === '') {
    await tx.advanceWords.deleteMany({ where: { meetingId, inviteeId } });
    return;
  }
  await tx.advanceWords.upsert({ where: key, create: words, update: { text, at }, select: { meetingId: true } });
}

/** Keeps whom somebody brings with them. */
export async function keepBringing(tx: Transaction, inviteeId: string, bringing: string | null): Promise<void> {
  await tx.invitee.updateMany({ where: { id: inviteeId }, data: { bringing } });
}

/** The chair of a meeting, else whoever has taken the request that it serves. */
export async function chairOrOwner(db: DatabaseOrTransaction, meetingId: string): Promise<string | null> {
  const found = await db.meeting.findUnique({
    where: { id: meetingId },
    select: { chairId: true, request: { select: { ownerId: true } } },
  });
  return found?.chairId ?? found?.request?.ownerId ?? null;
}
