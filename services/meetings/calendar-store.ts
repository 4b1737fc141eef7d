import type { BookedEvent, Span } from '../calendar/port.ts';
import type { Database, Transaction } from '../platform/database.ts';

/** Stands in `calendarSequence` while the calendar has been asked to book and its answer is not stored yet. */
const ASKED_TO_BOOK = -1;

/**
 * Notes that the calendar is about to be asked for an event. Should the process die before the answer is stored, and the
 * meeting be cancelled meanwhile, this tells that there may be an event to cancel.
 */
export async function markAskedToBook(db: Database, meetingId: string): Promise<void> {
  const data = { calendarSequence: ASKED_TO_BOOK };
  await db.meeting.updateMany({ where: { id: meetingId, calendarSequence: null }, data });
}

/**
 * Stores what the calendar answered to one SEQUENCE; null for a cancellation.
 *
 * @param taken.inviteesRevision whom it invited: those there were when the meeting had this revision
 * @returns false when the answer to this SEQUENCE and revision, or a later one, is stored already
 */
export async function storeCalendarAnswer(
  tx: Transaction,
  meetingId: string,
  { sequence, inviteesRevision }: { sequence: number; inviteesRevision: number },
  answer: (BookedEvent & Span) | null,
): Promise<boolean> {
  const event = answer && {
    calendarEventId: answer.eventId,
    calendarUid: answer.uid,
    calendarEtag: answer.etag,
    calendarStartsAt: answer.start,
    calendarEndsAt: answer.end,
    joinUrl: answer.joinUrl,
  };
  const { count } = await tx.meeting.updateMany({
    where: {
      id: meetingId,
      OR: [
        { calendarSequence: null },
        { calendarSequence: { lt: sequence } },
        { calendarSequence: sequence, calendarInviteesRevision: { lt: inviteesRevision } },
      ],
    },
    data: { ...event, calendarSequence: sequence, calendarInviteesRevision: inviteesRevision },
  });
  return count === 1;
}
