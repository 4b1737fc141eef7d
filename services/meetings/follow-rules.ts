import type { CalendarResponse, EventNow, Span } from '../calendar/port.ts';

/**
 * A time that the calendar was asked for under a SEQUENCE, and since when. It stands until an answer to that SEQUENCE, or to a
 * later one, is stored: while it stands, an event at that time is one whose answer was lost or is on its way.
 */
export type AskedTime = Span & { sequence: number; at: Date };

/** What is known of a booked meeting and of its event. */
export type KnownOfEvent = {
  /** When the meeting is, as it is recorded. */
  meeting: Span;
  /** When the event was, as it was last written or read. */
  event: Span;
  /** Times it was asked for whose answers are not stored. */
  asked: readonly AskedTime[];
};

/**
 * What the event says that the record does not:
 * - 'gone': somebody has deleted or cancelled it
 * - 'moved': somebody has given it a time that nothing here asked for
 * - 'ours': it stands at a time that was asked for from here, and whose answer is still to be stored; `asked` says which
 * - 'same': its time is the one that is known
 */
export type EventChange =
  | { what: 'gone' }
  | { what: 'moved' }
  | { what: 'ours'; asked: AskedTime | null }
  | { what: 'same' };

/** What has become of an event. Times alone count: every answer of somebody invited changes its etag. */
export function whatChanged(known: KnownOfEvent, seen: EventNow | null): EventChange {
  if (seen === null) return { what: 'gone' };
  if (isSameTime(seen, known.event)) return { what: 'same' };
  const asked = known.asked.findLast((one) => isSameTime(seen, one)) ?? null;
  if (asked !== null || isSameTime(seen, known.meeting)) return { what: 'ours', asked };
  return { what: 'moved' };
}

/** Whether two spans are one. */
export function isSameTime(one: Span, other: Span): boolean {
  return one.start.getTime() === other.start.getTime() && one.end.getTime() === other.end.getTime();
}

/** Somebody invited, by what a calendar knows of them and what they have answered last. */
export type Answerer = { id: string; email: string | null; response: string | null; respondedAt: Date | null };

/**
 * Whose answers are new, oldest first. An answer is of everybody invited under its address; one from before the event had
 * this time was to another, and of several of one address the latest stands.
 *
 * @param from since when the event may have had the time it has
 */
export function newAnswers(
  responses: readonly CalendarResponse[],
  invitees: readonly Answerer[],
  from: Date | null,
): { inviteeId: string; answer: CalendarResponse }[] {
  const byTime = responses
    .filter(({ at }) => from === null || at >= from)
    .toSorted((one, other) => one.at.getTime() - other.at.getTime());
  const latest = new Map(byTime.map((answer) => [answer.address.toLowerCase(), answer]));
  return [...latest].flatMap(([address, answer]) =>
    invitees
      .filter(({ email, ...before }) => email?.toLowerCase() === address && isNewer(answer, before))
      .map(({ id }) => ({ inviteeId: id, answer })),
  );
}

/** Calendars count seconds: whoever changes their mind within one has two answers of the same instant. */
function isNewer(answer: CalendarResponse, { respondedAt, response }: Omit<Answerer, 'email'>): boolean {
  if (respondedAt === null || respondedAt < answer.at) return true;
  return respondedAt.getTime() === answer.at.getTime() && response !== answer.response;
}
