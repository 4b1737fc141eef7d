/** A half-open span of time: `end` is not part of it. */
export type Span = { start: Date; end: Date };

/** What a calendar says of one mailbox. A mailbox outside the tenant, or one that answers an error, is unknown, never free. */
export type Availability = { known: true; busy: Span[] } | { known: false };

/** An event as the DSR calendar holds it. Texts carry reference and purpose category at most (domain.md §8). */
export type CalendarEvent = {
  meetingId: string;
  /** Graph's transactionId: the same call twice makes one event. */
  transactionId: string;
  sequence: number;
  start: Date;
  end: Date;
  subject: string;
  body: string;
  location: string | null;
  online: boolean;
  attendees: { inviteeId: string; name: string; email: string }[];
};

/** What is stored after a call. `etag` changes with every edit, somebody's in Outlook included. */
export type BookedEvent = { eventId: string; uid: string; etag: string; joinUrl: string | null };

export type CalendarResponse = { inviteeId: string; response: 'accepted' | 'tentative' | 'declined'; at: Date };

/**
 * The DSR team's calendar: shaped on what Graph's getSchedule and events need. `book`, `reschedule` and `cancel` are
 * called by jobs only, may be called again after an unclear end, and then change nothing twice.
 */
export type Calendar = {
  /** Free/busy of mailboxes in a window; one entry for every mailbox asked for. */
  freeBusy(mailboxes: readonly string[], window: Span): Promise<Map<string, Availability>>;
  /** Creates the event and sees to it that every attendee is invited. */
  book(event: CalendarEvent): Promise<BookedEvent>;
  /** Moves a booked event. `etag` is the one stored: a differing one means somebody edited it meanwhile. */
  reschedule(eventId: string, etag: string, event: CalendarEvent): Promise<BookedEvent | { conflict: true }>;
  /** Cancels it for everybody. An event that is gone already counts as cancelled. */
  cancel(eventId: string, event: CalendarEvent): Promise<void>;
  /** Who has answered so far. */
  responses(eventId: string): Promise<CalendarResponse[]>;
};
