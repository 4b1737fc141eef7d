import type { CancellationView, EventTexts, InvitationView } from '../services/notifications/words-port.ts';

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
export function meetingLocation(meeting: Pick<InvitationView, 'place' | 'placeWithheld'>): string {
  if (meeting.placeWithheld) return 'Ask the organiser for the place';
  return meeting.place ?? 'Online (Microsoft Teams)';
}

/** What a calendar entry says. `place` is what somebody typed as a place, already checked by `placeToWrite`. */
export function eventTexts(
  view: Pick<InvitationView, 'reference' | 'purpose' | 'place' | 'placeWithheld' | 'joinUrl' | 'team' | 'contact'>,
): EventTexts {
  const lines = [
    `The ${view.team} invites you to this meeting. Its reference is ${view.reference}.`,
    ...(view.joinUrl === null ? [] : [`Join the meeting: ${view.joinUrl}`]),
    'Please answer this invitation, so that we know who is coming. If you cannot come, send somebody in your place and tell us who.',
    'Do not write names or anything about the individual into this invitation or your answer.',
    `Questions: ${view.contact}`,
  ];
  return { subject: meetingSubject(view), body: lines.join('\n\n'), location: meetingLocation(view) };
}

/** What the calendar entry says once the meeting is cancelled. */
export function cancelledEventTexts(
  view: Pick<CancellationView, 'reference' | 'purpose' | 'team' | 'contact'>,
): EventTexts {
  const body = [`The ${view.team} has cancelled meeting ${view.reference}.`, `Questions: ${view.contact}`];
  return { subject: cancelledSubject(view), body: body.join('\n\n'), location: null };
}
