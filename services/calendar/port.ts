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

/** A time that is kept free for the time being, as a tentative entry in the calendar of one mailbox. */
export type CalendarHold = {
  /** Idempotency key: the same call twice makes one entry. */
  holdId: string;
  meetingId: string;
  mailbox: string;
  start: Date;
  end: Date;
  /** The reference at most (domain.md §8). */
  subject: string;
};

/**
 * The DSR team's calendar: shaped on what Graph's getSchedule and events need. Everything but `freeBusy` and `responses` is
 * called by jobs only, may be called again after an unclear end, and then changes nothing twice.
 */
export type Calendar = {
  /**
   * Free/busy of mailboxes in a window; one entry for every mailbox asked for.
   *
   * @param forMeetingId times held for this meeting don't count as busy: it is the one they are held for
   */
  freeBusy(mailboxes: readonly string[], window: Span, forMeetingId?: string): Promise<Map<string, Availability>>;
  /** Keeps a time free in a calendar that can be read: a mailbox that `freeBusy` knows. */
  hold(hold: CalendarHold): Promise<{ eventId: string }>;
  /**
   * Takes a held time away again. One that is gone already counts as taken away.
   *
   * @param hold.eventId null where the answer to `hold` was lost: the calendar finds what there is by `holdId`
   */
  release(hold: { holdId: string; mailbox: string; eventId: string | null }): Promise<void>;
  /** Creates the event and sees to it that every attendee is invited. */
  book(event: CalendarEvent): Promise<BookedEvent>;
  /** Moves a booked event. `etag` is the one stored: a differing one means somebody edited it meanwhile. */
  reschedule(eventId: string, etag: string, event: CalendarEvent): Promise<BookedEvent | { conflict: true }>;
  /**
   * Invites people to a booked event whose time stays: nobody who was invited to it before hears of it again. `event` holds
   * them among its attendees, under the SEQUENCE that was taken last; its words replace the earlier ones, because who joins
   * may know less. `etag` as for `reschedule`.
   */
  invite(
    eventId: string,
    etag: string,
    event: CalendarEvent,
    inviteeIds: readonly string[],
  ): Promise<BookedEvent | { conflict: true }>;
  /** Cancels it for everybody. An event that is gone already counts as cancelled. */
  cancel(eventId: string, event: CalendarEvent): Promise<void>;
  /** Who has answered so far. */
  responses(eventId: string): Promise<CalendarResponse[]>;
};
