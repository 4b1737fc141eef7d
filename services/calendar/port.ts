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
  /** Attendees do not see each other. */
  hideAttendees: boolean;
  attendees: { inviteeId: string; name: string; email: string }[];
  /** Addresses of invitees who are to hear nothing of it, or nothing more: a calendar that still invites them stops. */
  notInvited?: readonly string[];
};

/** What is stored after a call. `etag` changes with every edit, somebody's in Outlook included. */
export type BookedEvent = { eventId: string; uid: string; etag: string; joinUrl: string | null };

/**
 * What somebody has answered to an invitation in their own calendar. By address, because that is all a calendar knows; in
 * small letters.
 */
export type CalendarResponse = {
  address: string;
  response: 'accepted' | 'tentative' | 'declined';
  at: Date;
  /** Another time they would rather have. */
  proposed: Span | null;
};

/** An event as it was when it was last written or read here: what has changed since is somebody's edit. */
export type KnownEvent = { eventId: string; etag: string; start: Date; end: Date };

/** An event as it stands in the calendar now. */
export type EventNow = {
  etag: string;
  start: Date;
  end: Date;
  joinUrl: string | null;
  /** Everybody who has answered to this time. */
  responses: CalendarResponse[];
};

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
 * The DSR team's calendar: shaped on what Graph's getSchedule and events need. Everything but `freeBusy` and `look` is
 * called by jobs only, may be called again after an unclear end, and then changes nothing twice. Each throws
 * `CalendarAway` while it cannot be reached at all.
 */
export type Calendar = {
  /** It writes to those invited itself, all in the same words; else each gets a mail of ours. */
  readonly writesToInvitees: boolean;
  /**
   * Free/busy of mailboxes in a window; one entry for every mailbox asked for.
   *
   * @param forMeetingId times held for this meeting don't count as busy: it is the one they are held for
   */
  freeBusy(mailboxes: readonly string[], window: Span, forMeetingId?: string): Promise<Map<string, Availability>>;
  /**
   * Keeps a time free in a calendar that can be read: a mailbox that `freeBusy` knows. Null where we may not write into
   * that mailbox: then nothing is held.
   */
  hold(hold: CalendarHold): Promise<{ eventId: string } | null>;
  /**
   * Takes a held time away again. One that is gone already counts as taken away.
   *
   * @param hold.eventId null where the answer to `hold` was lost: the calendar finds what there is by `holdId`
   */
  release(hold: { holdId: string; mailbox: string; eventId: string | null }): Promise<void>;
  /** Creates the event and sees to it that every attendee is invited. */
  book(event: CalendarEvent): Promise<BookedEvent>;
  /**
   * Moves a booked event. Where somebody has moved it in the calendar itself since it was `known`, it is left as it is;
   * that attendees have answered meanwhile is no conflict.
   */
  reschedule(known: KnownEvent, event: CalendarEvent): Promise<BookedEvent | { conflict: true }>;
  /**
   * Invites people to a booked event whose time stays: nobody who was invited to it before hears of it again. `event` holds
   * them among its attendees, under the SEQUENCE that was taken last; its words replace the earlier ones where the calendar
   * can do that quietly, because who joins may know less. Conflicts as for `reschedule`.
   */
  invite(
    known: KnownEvent,
    event: CalendarEvent,
    inviteeIds: readonly string[],
  ): Promise<BookedEvent | { conflict: true }>;
  /** Cancels it for everybody. An event that is gone already counts as cancelled. */
  cancel(eventId: string, event: CalendarEvent): Promise<void>;
  /**
   * The event as it is now; null when it is gone, deleted or cancelled by somebody in the calendar itself.
   *
   * @param invited under which addresses people were invited: whose calendar knows them by another one has their answer
   *   under this one
   */
  look(eventId: string, invited?: readonly string[]): Promise<EventNow | null>;
};

/** An event of the calendar that is not as it was. `etag` null: it is gone, or nothing is known but that it has changed. */
export type ChangedEvent = { eventId: string; etag: string | null };

/** What changes in the calendar, for whoever has missed being told. Ids and etags alone. */
export type CalendarChanges = {
  /**
   * What has changed since a position, all that lies in the window where that is null. Something may be listed twice, and
   * nothing goes unlisted.
   *
   * @param window counts where `position` is null, and holds for every position that follows
   * @returns 'lost' where the calendar has forgotten the position: begin again
   * @throws CalendarAway
   */
  list(
    position: string | null,
    window: Span,
  ): Promise<{ changed: ChangedEvent[]; position: string; more: boolean } | 'lost'>;
};

/** The calendar cannot be reached, and is known to be away: nothing was asked of it. Whoever waits is told by the outage. */
export class CalendarAway extends Error {
  override name = 'CalendarAway';
}
