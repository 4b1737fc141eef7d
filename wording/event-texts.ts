import type { EventFacts, EventTexts, EventWords, HoldSubject } from '../services/calendar/words-port.ts';
import type { InviteeKind } from '../services/meetings/model.ts';

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

/** The same for a mail that says that a meeting has changed, so that it is not taken for the first one. */
export function changedSubject(meeting: { reference: string; purpose: string | null }): string {
  return `Changed: m${meetingSubject(meeting).slice(1)}`;
}

/** The same for somebody who has not said whether they come. */
export function reminderSubject(meeting: { reference: string; purpose: string | null }): string {
  return `Reminder: can you come? ${meetingSubject(meeting)}`;
}

/** Where to be: a place, Microsoft Teams, or that it has to be asked for. */
export function meetingLocation(meeting: Pick<EventFacts, 'place' | 'placeWithheld'>): string {
  if (meeting.placeWithheld) return 'Ask us for the place';
  return meeting.place ?? 'Online (Microsoft Teams)';
}

/** How to join online, or that it is still to come; nothing where people meet in a place. */
export function howToJoin(
  meeting: Pick<EventFacts, 'place' | 'placeWithheld' | 'joinUrl'>,
  stillToCome = 'We send you the link before the meeting.',
): string | null {
  if (meeting.joinUrl !== null) return `Join the meeting: ${meeting.joinUrl}`;
  return meeting.place === null && !meeting.placeWithheld ? stillToCome : null;
}

/** The person, a parent or a carer: they are not asked to send somebody else, and may say what they like about themselves. */
export function isFamily(receiver: InviteeKind): boolean {
  return receiver === 'individual' || receiver === 'carer';
}

const answer: Record<'agency' | 'family' | 'several', string[]> = {
  agency: [
    'Please answer this invitation, so that we know who is coming. If you cannot come, send somebody in your place and tell us who.',
    'Do not write names or anything about the person in this invitation or your answer.',
  ],
  family: [
    'Please tell us if you can come. You do not have to come. Do you want somebody to come with you? Ask us.',
    'Email is not always private. To tell us something private, ask us to phone you.',
  ],
  several: [
    'Please answer this invitation, so that we know who is coming. If you cannot come, tell us.',
    'Please do not write names or anything private in this invitation or your answer.',
  ],
};

function answerFor(receiver: EventFacts['receiver']): string[] {
  if (receiver === 'several') return answer.several;
  return isFamily(receiver) ? answer.family : answer.agency;
}

function eventWords(facts: EventFacts, join: string | null, more: readonly string[] = []): EventWords {
  const lines = [
    `You are invited to this meeting. Its reference is ${facts.reference}.`,
    ...(join === null ? [] : [join]),
    ...answerFor(facts.receiver),
    ...more,
  ];
  return { subject: meetingSubject(facts), body: lines.join('\n\n'), location: meetingLocation(facts) };
}

/** What a calendar entry says. `place` is what somebody typed as a place, already checked by `placeToWrite`. */
export const eventTexts: EventTexts = (facts) => eventWords(facts, howToJoin(facts));

/**
 * The same in a calendar that invites people itself, and adds the link to join: everybody reads the one text, so it leads
 * to the start page, where each asks for a code of their own.
 *
 * @param startUrl where the start page is; null where there are no pages
 */
export function sharedEventTexts(startUrl: string | null): EventTexts {
  const page = startUrl === null ? [] : [`To see more, or to answer on a page: ${startUrl}/ asks for a code by email.`];
  return (facts) => eventWords(facts, howToJoin(facts, 'The link to join is in this invitation.'), page);
}

/** What a time that is kept free says in a calendar. It goes when another time is chosen. */
export const holdSubject: HoldSubject = ({ reference }) => `Hold: possible time for meeting ${reference}`;

/** What the calendar entry says once the meeting is cancelled. */
export function cancelledEventTexts(facts: { reference: string; purpose: string | null }): EventWords {
  const body = `Meeting ${facts.reference} is cancelled. You do not need to do anything.`;
  return { subject: cancelledSubject(facts), body, location: null };
}

/** What a cancellation says that Outlook sends by itself: it names the meeting in its subject. */
export const cancelledComment = 'This meeting is cancelled. You do not need to do anything.';
