import { z } from 'zod';
import type { BookedEvent, EventNow, Span } from '../calendar/port.ts';
import type { Database, Transaction } from '../platform/database.ts';
import { type AskedTime, isSameTime } from './follow-rules.ts';

/** Stands in `calendarSequence` while the calendar has been asked to book and its answer is not stored yet. */
const ASKED_TO_BOOK = -1;

const askedTimes: z.ZodType<AskedTime[]> = z.array(
  z.object({ sequence: z.int(), start: z.coerce.date(), end: z.coerce.date(), at: z.coerce.date() }),
);

/** The times the calendar was asked for whose answers are not stored. */
export function askedTimesOf(rows: { calendarAsked: unknown }): AskedTime[] {
  return askedTimes.parse(rows.calendarAsked);
}

/**
 * Notes that the calendar is about to be asked for an event at this time: once for each SEQUENCE, so that the first asking
 * counts. Should the process die before the answer is stored, this tells that there may be an event to cancel, and that an
 * event at this time is not somebody's edit.
 */
export async function markAsked(db: Database, meetingId: string, asked: AskedTime): Promise<void> {
  const already = JSON.stringify([{ sequence: asked.sequence }]);
  await db.$executeRaw`
    UPDATE meeting SET calendar_sequence = coalesce(calendar_sequence, ${ASKED_TO_BOOK}),
      calendar_asked = CASE WHEN calendar_asked @> ${already}::jsonb THEN calendar_asked
        ELSE calendar_asked || ${JSON.stringify([asked])}::jsonb END
    WHERE id = ${meetingId}::uuid`;
}

/** What the calendar answered, the time it has taken, and when it was asked. */
export type CalendarAnswer = BookedEvent &
  Span & {
    at: Date;
    /** It stands at another time than that: somebody has moved it before this answer was stored. */
    movedByHand?: true;
  };

/**
 * Stores what the calendar answered to one SEQUENCE; null for a cancellation.
 *
 * @param taken.inviteesRevision whom it invited: those there were when the meeting had this revision
 * @returns false when the answer to this SEQUENCE and revision, or a later one, is stored already
 */
export async function storeCalendarAnswer(
  tx: Transaction,
  meetingId: string,
  taken: { sequence: number; inviteesRevision: number },
  answer: CalendarAnswer | null,
): Promise<boolean> {
  const { sequence, inviteesRevision } = taken;
  await tx.$queryRaw`SELECT id FROM meeting WHERE id = ${meetingId}::uuid FOR UPDATE`;
  const row = await tx.meeting.findUnique({ where: { id: meetingId } });
  if (row === null) return false;
  const asked = askedTimesOf(row);
  const { count } = await tx.meeting.updateMany({
    where: {
      id: meetingId,
      OR: [
        { calendarSequence: null },
        { calendarSequence: { lt: sequence } },
        { calendarSequence: sequence, calendarInviteesRevision: { lt: inviteesRevision } },
      ],
    },
    data: {
      ...(answer === null ? {} : columnsOf(answer, row, asked)),
      calendarAsked: asked.filter((one) => one.sequence > sequence),
      calendarSequence: sequence,
      calendarInviteesRevision: inviteesRevision,
    },
  });
  return count === 1;
}

type Known = { calendarStartsAt: Date | null; calendarEndsAt: Date | null; joinUrl: string | null };

/** The event as it stands in the calendar, in the columns that keep it. A join link that is missing may still come. */
function columnsOf(answer: CalendarAnswer, row: Known, asked: readonly AskedTime[]) {
  const { start, end, at } = answer;
  const isNewTime =
    row.calendarStartsAt?.getTime() !== start.getTime() || row.calendarEndsAt?.getTime() !== end.getTime();
  // To an event that has had one time alone every answer is to that one, whatever the clocks of two machines say.
  const isOnlyTime = row.calendarStartsAt === null && asked.every((one) => isSameTime(one, answer));
  const since = asked.find((one) => isSameTime(one, answer));
  return {
    calendarEventId: answer.eventId,
    calendarUid: answer.uid,
    calendarEtag: answer.etag,
    calendarStartsAt: start,
    calendarEndsAt: end,
    calendarSeenAt: at,
    // Whoever answers before the calendar was asked for this time at all, answers to another one.
    ...(isNewTime ? { calendarAnswersFrom: isOnlyTime ? null : (since?.at ?? at) } : {}),
    joinUrl: answer.joinUrl ?? row.joinUrl,
  };
}

/** Whether what is stored of the calendar is as it was read; if so it stays that way until the transaction ends. */
export async function isCalendarUnchanged(
  tx: Transaction,
  seen: { id: string; version: number; calendarSequence: number | null; calendarEtag: string | null },
): Promise<boolean> {
  const { id, version, calendarSequence, calendarEtag } = seen;
  const { count } = await tx.meeting.updateMany({
    where: { id, version, calendarSequence, calendarEtag },
    data: { version },
  });
  return count === 1;
}

/** Notes an event as it was seen in the calendar, where nobody has moved it. */
export async function noteSeen(
  tx: Transaction,
  meetingId: string,
  { etag, joinUrl }: Pick<EventNow, 'etag' | 'joinUrl'>,
  at: Date,
): Promise<void> {
  const data = { calendarEtag: etag, calendarSeenAt: at, ...(joinUrl === null ? {} : { joinUrl }) };
  await tx.meeting.updateMany({ where: { id: meetingId }, data });
}

/**
 * Notes that the calendar holds a time that it was asked for under an earlier SEQUENCE, whose answer was lost: from there it
 * is moved on to the present one.
 */
export async function noteStandsAt(
  tx: Transaction,
  meetingId: string,
  asked: AskedTime,
  seen: EventNow,
): Promise<void> {
  await tx.meeting.updateMany({
    where: { id: meetingId },
    data: {
      calendarEtag: seen.etag,
      calendarStartsAt: seen.start,
      calendarEndsAt: seen.end,
      calendarAnswersFrom: asked.at,
      ...(seen.joinUrl === null ? {} : { joinUrl: seen.joinUrl }),
    },
  });
}

/**
 * Notes that the record follows the calendar: to another time, or, where the event is gone, to its end. Nothing is to be
 * asked of the calendar for this SEQUENCE.
 */
export async function noteFollowed(
  tx: Transaction,
  meetingId: string,
  sequence: number,
  seen: { event: EventNow; at: Date; answersFrom: Date } | null,
): Promise<void> {
  await tx.meeting.updateMany({
    where: { id: meetingId },
    data: {
      calendarSequence: sequence,
      calendarAsked: [],
      ...(seen && {
        calendarEtag: seen.event.etag,
        calendarStartsAt: seen.event.start,
        calendarEndsAt: seen.event.end,
        calendarSeenAt: seen.at,
        calendarAnswersFrom: seen.answersFrom,
        ...(seen.event.joinUrl === null ? {} : { joinUrl: seen.event.joinUrl }),
      }),
    },
  });
}

/** Booked meetings still to come whose events these are, with the etag each had when it was last written or read. */
export async function findMeetingsOfEvents(
  db: Database | Transaction,
  eventIds: readonly string[],
  now: Date,
): Promise<{ id: string; eventId: string | null; etag: string | null }[]> {
  const rows = await db.meeting.findMany({
    where: { calendarEventId: { in: [...eventIds] }, state: 'booked', endsAt: { gt: now } },
    select: { id: true, calendarEventId: true, calendarEtag: true },
  });
  return rows.map((row) => ({ id: row.id, eventId: row.calendarEventId, etag: row.calendarEtag }));
}
