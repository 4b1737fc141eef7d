import type { DatabaseOrTransaction, Transaction } from '../platform/database.ts';
import type { EventNow, Span } from './port.ts';

/**
 * When mailboxes are in meetings that are booked here.
 *
 * @returns by address in lower case
 */
export async function bookedSpans(
  db: DatabaseOrTransaction,
  mailboxes: readonly string[],
  window: Span,
): Promise<Map<string, Span[]>> {
  const addresses = new Set(mailboxes.map((mailbox) => mailbox.toLowerCase()));
  const meetings = await db.meeting.findMany({
    where: { state: 'booked', startsAt: { lt: window.end }, endsAt: { gt: window.start } },
    select: { startsAt: true, endsAt: true, invitees: { select: { email: true } } },
  });
  const spans = new Map<string, Span[]>();
  for (const { startsAt, endsAt, invitees } of meetings) {
    if (startsAt === null || endsAt === null) continue;
    for (const { email } of invitees) {
      const address = email?.toLowerCase() ?? '';
      if (addresses.has(address)) spans.set(address, [...(spans.get(address) ?? []), { start: startsAt, end: endsAt }]);
    }
  }
  return spans;
}

/**
 * When mailboxes have times held for meetings that are being arranged.
 *
 * @param exceptMeetingId the meeting that asks: what is held for it is free for it
 * @returns by address in lower case
 */
export async function heldSpans(
  db: DatabaseOrTransaction,
  mailboxes: readonly string[],
  window: Span,
  exceptMeetingId: string | null,
): Promise<Map<string, Span[]>> {
  const holds = await db.calendarHold.findMany({
    where: {
      mailbox: { in: mailboxes.map((mailbox) => mailbox.toLowerCase()) },
      eventId: { not: null },
      startsAt: { lt: window.end },
      endsAt: { gt: window.start },
      ...(exceptMeetingId === null ? {} : { slot: { proposal: { meetingId: { not: exceptMeetingId } } } }),
    },
    select: { mailbox: true, startsAt: true, endsAt: true },
  });
  const spans = new Map<string, Span[]>();
  for (const { mailbox, startsAt, endsAt } of holds) {
    spans.set(mailbox, [...(spans.get(mailbox) ?? []), { start: startsAt, end: endsAt }]);
  }
  return spans;
}

/** Makes a hold that is asked for one that stands in the calendar: under its own id. */
export async function noteHeld(db: DatabaseOrTransaction, holdId: string): Promise<void> {
  await db.calendarHold.updateMany({ where: { id: holdId }, data: { eventId: holdId } });
}

/** Takes a hold out of the calendar. */
export async function noteReleased(db: DatabaseOrTransaction, holdId: string): Promise<void> {
  await db.calendarHold.deleteMany({ where: { id: holdId } });
}

/** Writes where a meeting is joined. */
export async function setJoinUrl(tx: Transaction, meetingId: string, joinUrl: string): Promise<void> {
  await tx.meeting.updateMany({ where: { id: meetingId }, data: { joinUrl } });
}

/**
 * The event of a booked meeting, as its row has it; null while it is not booked. Answers are kept with the invitees
 * themselves: this calendar has none of its own.
 */
export async function eventNow(db: DatabaseOrTransaction, transactionId: string): Promise<EventNow | null> {
  const meeting = await db.meeting.findUnique({ where: { transactionId } });
  if (meeting?.state !== 'booked' || meeting.startsAt === null || meeting.endsAt === null) return null;
  const { sequence, startsAt: start, endsAt: end, joinUrl } = meeting;
  return { etag: String(sequence), start, end, joinUrl, responses: [] };
}
