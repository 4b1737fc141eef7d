import { z } from 'zod';
import { Prisma } from '../../generated/prisma/client.ts';
import type { Span } from '../calendar/port.ts';
import type { DatabaseOrTransaction, Transaction } from '../platform/database.ts';
import type { AnsweredBy } from '../sign-in/model.ts';
import type { InviteeResponse } from './model.ts';

/**
 * Holds a meeting's row until the end of the transaction: whoever answers, stands in or books at the same moment comes
 * after, so that what follows from an answer follows once.
 *
 * @returns as it is now; null when it is gone
 */
export async function holdMeeting(tx: Transaction, meetingId: string) {
  await tx.$queryRaw`SELECT id FROM meeting WHERE id = ${meetingId}::uuid FOR UPDATE`;
  return tx.meeting.findUnique({
    where: { id: meetingId },
    select: { state: true, sequence: true, startsAt: true, quorumState: true },
  });
}

/** The meeting somebody is invited to; null when there is no such invitee. */
export async function meetingOfInvitee(db: DatabaseOrTransaction, inviteeId: string): Promise<string | null> {
  if (!z.uuid().safeParse(inviteeId).success) return null;
  const found = await db.invitee.findUnique({ where: { id: inviteeId }, select: { meetingId: true } });
  return found?.meetingId ?? null;
}

/** The address, in small letters, that an account of the tenant or a visitor is known by. */
export async function findAddressOf(db: DatabaseOrTransaction, professionalId: string): Promise<string | null> {
  const row = await db.professional.findUnique({
    where: { id: professionalId },
    select: { confirmedAddress: true, email: true },
  });
  return (row?.confirmedAddress ?? row?.email)?.toLowerCase() ?? null;
}

/** Answers to an invitation were to its old time: after a move everybody is asked again. */
export async function forgetResponses(tx: Transaction, meetingId: string): Promise<void> {
  await tx.invitee.updateMany({
    where: { meetingId },
    data: { response: null, respondedAt: null, responseNote: null, answeredBy: Prisma.DbNull, ...proposing(null) },
  });
}

/** Another time that somebody would rather have goes with the answer it came with. */
function proposing(span: Span | null) {
  return { proposedStartsAt: span?.start ?? null, proposedEndsAt: span?.end ?? null };
}

/** Everybody invited, as far as answers in a calendar are about them. */
export async function findAnswerers(db: DatabaseOrTransaction, meetingId: string) {
  return db.invitee.findMany({
    where: { meetingId },
    orderBy: { position: 'asc' },
    select: { id: true, email: true, response: true, respondedAt: true },
  });
}

/**
 * Stores what the calendar says that an invitee has answered, unless a later answer is there. Reading it again changes
 * nothing. What they wrote with an earlier answer was about that one, and goes.
 */
export async function storeResponse(
  tx: Transaction,
  answer: {
    meetingId: string;
    inviteeId: string;
    response: InviteeResponse;
    at: Date;
    note?: string | null;
    proposed?: Span | null;
  },
): Promise<boolean> {
  const { meetingId, inviteeId, response, at, note = null, proposed = null } = answer;
  const isNewer = [
    { respondedAt: null },
    { respondedAt: { lt: at } },
    { respondedAt: at, response: { not: response } },
  ];
  const { count } = await tx.invitee.updateMany({
    where: { id: inviteeId, meetingId, OR: isNewer },
    data: { response, respondedAt: at, responseNote: note, answeredBy: Prisma.DbNull, ...proposing(proposed) },
  });
  return count === 1;
}

/** Stores the answer somebody gives here, with what they wrote and, from a shared inbox, who they are. The latest stands. */
export async function storeAnswer(
  tx: Transaction,
  inviteeId: string,
  answer: { response: InviteeResponse; note: string | null; answeredBy: AnsweredBy | null; at: Date },
): Promise<boolean> {
  const { response, note, answeredBy, at } = answer;
  const { count } = await tx.invitee.updateMany({
    where: { id: inviteeId, OR: [{ respondedAt: null }, { respondedAt: { lte: at } }] },
    data: {
      ...{ response, respondedAt: at, responseNote: note, answeredBy: answeredBy ?? Prisma.DbNull },
      ...proposing(null),
    },
  });
  return count === 1;
}
