import type { EventFacts, EventTexts, EventWords } from '../services/calendar/words-port.ts';

/**
 * The subject of everything that leaves the organisation about a meeting: the reference and, where the receiver may know
 * it, the purpose category. Nothing else ever (domain.md §8): a subject shows on lock screens and in shared calendars.
 */
export function meetingSubject(meeting: { reference: string; purpose: string | null }): string {
  return meeting.purpose === null ? `Meeting ${meeting.reference}` : `Meeting ${meeting.reference}: ${meeting.purpose}`;
}

/** The same for a meeting that was cancelled. */
export function cancelledSubject(meeting: { reference: string; purpose: string | null }): string {
  return `Cancelled: m${meetingSubject(meeting).slice(1)}`;
}

/** Where to be: a place, Microsoft Teams, or that it has to be asked for. */
export function meetingLocation(meeting: Pick<EventFacts, 'place' | 'placeWithheld'>): string {
  if (meeting.placeWithheld) return 'Ask the organiser for the place';
  return meeting.place ?? 'Online (Microsoft Teams)';
}

/** How to join online, or that it is still to come; nothing where people meet in a place. */
export function howToJoin(meeting: Pick<EventFacts, 'place' | 'placeWithheld' | 'joinUrl'>): string | null {
  if (meeting.joinUrl !== null) return `Join the meeting: ${meeting.joinUrl}`;
  return meeting.place === null && !meeting.placeWithheld ? 'We send you the link before the meeting.' : null;
}

/** What a calendar entry says. `place` is what somebody typed as a place, already checked by `placeToWrite`. */
export const eventTexts: EventTexts = (facts) => {
  const join = howToJoin(facts);
  const lines = [
    `You are invited to this meeting. Its reference is ${facts.reference}.`,
    ...(join === null ? [] : [join]),
    'Please answer this invitation, so that we know who is coming. If you cannot come, send somebody in your place and tell us who.',
    'Do not write names or anything about the individual into this invitation or your answer.',
  ];
  return { subject: meetingSubject(facts), body: lines.join('\n\n'), location: meetingLocation(facts) };
};

/** What the calendar entry says once the meeting is cancelled. */
export function cancelledEventTexts(facts: { reference: string; purpose: string | null }): EventWords {
  const body = `Meeting ${facts.reference} is cancelled. You do not need to do anything.`;
  return { subject: cancelledSubject(facts), body, location: null };
}
