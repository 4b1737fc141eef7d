import { type Call, wantsImmutableIds } from './call.ts';
import type { Body } from './check-body.ts';
import type { Mailbox, StoredAttendee, StoredEvent, World } from './world.ts';
import { zoned } from './zoned-time.ts';

/** Graph's way to say that somebody has not answered yet. */
const NEVER = '0001-01-01T00:00:00Z';

export const etagOf = (item: { id: string; version: number }): string => `W/"${changeKeyOf(item)}"`;

export function changeKeyOf({ id, version }: { id: string; version: number }): string {
  return Buffer.from(`${id.slice(6, 18)}:${version}`).toString('base64');
}

/** The join link as it can be read now: it may come a while after the event. */
export function joinUrlNow(world: World, event: StoredEvent): string | null {
  return event.online && event.joinUrlFrom <= world.clock.now() ? event.joinUrl : null;
}

function attendeeJson(attendee: StoredAttendee, call: Call): Body {
  const json: Body = {
    type: attendee.type,
    status: { response: attendee.response, time: attendee.at?.toISOString() ?? NEVER },
    emailAddress: { name: attendee.name, address: attendee.address },
  };
  if (attendee.proposed !== null) {
    json.proposedNewTime = { start: zoned(attendee.proposed.start, call), end: zoned(attendee.proposed.end, call) };
  }
  return json;
}

const USUAL: Body = {
  subject: '',
  importance: 'normal',
  sensitivity: 'normal',
  showAs: 'busy',
  isAllDay: false,
  isReminderOn: true,
  reminderMinutesBeforeStart: 15,
  responseRequested: true,
  allowNewTimeProposals: true,
  categories: [],
  recurrence: null,
};

/** An event as Graph answers it. */
export function eventJson(world: World, mailbox: Mailbox, event: StoredEvent, call: Call): Body {
  const { singleValueExtendedProperties: _, location, ...other } = event.other;
  const joinUrl = joinUrlNow(world, event);
  const organizer = { emailAddress: { name: mailbox.address, address: mailbox.address } };
  return {
    '@odata.etag': etagOf(event),
    id: wantsImmutableIds(call) ? event.immutableId : event.id,
    createdDateTime: event.createdAt.toISOString(),
    lastModifiedDateTime: event.modifiedAt.toISOString(),
    changeKey: changeKeyOf(event),
    ...USUAL,
    ...other,
    ...(event.transactionId === null ? {} : { transactionId: event.transactionId }),
    iCalUId: event.iCalUId,
    originalStartTimeZone: event.timeZone,
    originalEndTimeZone: event.timeZone,
    hasAttachments: false,
    isCancelled: false,
    isDraft: false,
    isOrganizer: true,
    type: 'singleInstance',
    seriesMasterId: null,
    webLink: `https://outlook.example.org/owa/?itemid=${encodeURIComponent(event.id)}`,
    hideAttendees: event.hideAttendees,
    isOnlineMeeting: event.online,
    onlineMeetingProvider: event.online ? 'teamsForBusiness' : 'unknown',
    onlineMeetingUrl: null,
    onlineMeeting: joinUrl === null ? null : { joinUrl },
    responseStatus: { response: event.attendees.length > 0 ? 'organizer' : 'none', time: NEVER },
    body: { contentType: 'html', content: event.body.content },
    bodyPreview: event.body.content
      .replace(/<[^>]*>/g, ' ')
      .trim()
      .slice(0, 255),
    start: zoned(event.start, call),
    end: zoned(event.end, call),
    location: location ?? { displayName: '', locationType: 'default' },
    locations: location === undefined || location === null ? [] : [location],
    attendees: event.attendees.map((attendee) => attendeeJson(attendee, call)),
    organizer,
  };
}

/** An event in a calendar, for tests to look at. */
export type EventInCalendar = {
  id: string;
  immutableId: string;
  iCalUId: string;
  etag: string;
  transactionId: string | null;
  start: Date;
  end: Date;
  subject: string;
  body: string;
  location: string | null;
  attendees: StoredAttendee[];
  online: boolean;
  joinUrl: string | null;
  hideAttendees: boolean;
  sensitivity: string;
  showAs: string;
  /** Every other property as it was written. */
  other: Body;
};

export function inCalendar(event: StoredEvent): EventInCalendar {
  const { subject, sensitivity, showAs } = { ...USUAL, ...event.other };
  const place = event.other.location as { displayName?: string } | null | undefined;
  return {
    id: event.id,
    immutableId: event.immutableId,
    iCalUId: event.iCalUId,
    etag: etagOf(event),
    transactionId: event.transactionId,
    start: event.start,
    end: event.end,
    subject: String(subject),
    body: event.body.content,
    location: place?.displayName ?? null,
    attendees: event.attendees.map((attendee) => ({ ...attendee })),
    online: event.online,
    joinUrl: event.joinUrl,
    hideAttendees: event.hideAttendees,
    sensitivity: String(sensitivity),
    showAs: String(showAs),
    other: event.other,
  };
}
