import type { RequestReceivedBy, RequestState } from '../services/mbe-requests/model.ts';
import type { MeetingState } from '../services/meetings/model.ts';

/** Teams draws green and yellow words too faintly on white for all to read, so neither is used (WCAG 2.2, 1.4.3). */
export type Tone = 'accent' | 'attention' | 'default';

/** A state in words, with a sign before it, and a tone that only repeats what the words say. */
export type StateWords = { words: string; tone: Tone };

const ofRequest: Record<RequestState, StateWords> = {
  draft: { words: '○ Draft', tone: 'default' },
  submitted: { words: '● To decide', tone: 'accent' },
  'information-requested': { words: '? Question asked', tone: 'accent' },
  approved: { words: '✓ Approved', tone: 'default' },
  declined: { words: '✕ Declined', tone: 'default' },
  withdrawn: { words: '✕ Withdrawn', tone: 'default' },
  closed: { words: '✓ Closed', tone: 'default' },
  cancelled: { words: '✕ Cancelled', tone: 'default' },
};

/** Behind how long ago a request was received: how it came, where it was not in Teams. */
export const requestReceivedWords: Record<RequestReceivedBy, string> = {
  teams: '',
  web: ', by the web pages: address confirmed',
  mail: ', by email',
};

/** The request's state as the DSR team reads it: what there is to do, before how it is called. */
export function teamRequestState(state: RequestState): StateWords {
  return ofRequest[state];
}

const ofMeeting: Record<MeetingState, StateWords> = {
  'being-arranged': { words: '● Time to choose', tone: 'accent' },
  booked: { words: '✓ Booked', tone: 'default' },
  'took-place': { words: '● Outcome to send', tone: 'accent' },
  'did-not-take-place': { words: '✕ Did not take place', tone: 'default' },
  cancelled: { words: '✕ Cancelled', tone: 'default' },
  'outcome-recorded': { words: '✓ Outcome sent', tone: 'default' },
};

/** The meeting's state as the DSR team reads it. */
export function teamMeetingState(meeting: { state: MeetingState; ended: boolean; asked?: boolean }): StateWords {
  if (meeting.state === 'booked' && meeting.ended) return { words: '● Outcome to record', tone: 'accent' };
  if (meeting.state === 'being-arranged' && meeting.asked === true)
    return { words: '○ Asked about times', tone: 'default' };
  return ofMeeting[meeting.state];
}

/** The one state a request's card shows: once approved, that of its meeting says more. */
export function teamStateOf(
  request: { state: RequestState },
  meeting: { state: MeetingState; ended: boolean; asked?: boolean } | null,
): StateWords {
  return request.state === 'approved' && meeting !== null ? teamMeetingState(meeting) : teamRequestState(request.state);
}

/** What a notification or a lock screen may show of a request: its reference and state. */
export function teamSummary(request: { reference: string; state: RequestState }): string {
  return `${request.reference}: ${teamRequestState(request.state).words.slice(2)}`;
}

/** Why a request was marked urgent. */
export const urgentWords = {
  'needed-by-soon': 'needed within two working days',
  'words-of-danger': 'its words speak of danger',
} as const;

/** Why another request may concern the same individual. */
export const sameBecauseWords = { 'nhs-number': 'same NHS number', name: 'same or similar name' } as const;

/** How many minutes a meeting lasts: '1 hour 30 minutes'. */
export function lengthWords(minutes: number): string {
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  const parts = [hours ? `${hours} hour${hours === 1 ? '' : 's'}` : '', rest ? `${rest} minutes` : ''];
  return parts.filter(Boolean).join(' ');
}
