import type { RequestState } from '../services/mbe-requests/model.ts';
import type { MeetingState } from '../services/meetings/model.ts';
import type { StateWords } from './team-request.ts';

const ofRequest: Record<RequestState, StateWords> = {
  draft: { words: '○ Draft, not sent', tone: 'default' },
  submitted: { words: '● Sent to the DSR team', tone: 'accent' },
  'information-requested': { words: '? Your answer is needed', tone: 'attention' },
  approved: { words: '✓ Approved', tone: 'default' },
  declined: { words: '✕ Not taken forward', tone: 'attention' },
  withdrawn: { words: '○ Withdrawn', tone: 'default' },
  closed: { words: '✓ Finished', tone: 'default' },
  cancelled: { words: '✕ Cancelled', tone: 'attention' },
};

/** A request's state as its requester reads it. */
export function requesterRequestState(state: RequestState, meeting: { state: MeetingState } | null = null): StateWords {
  if (state === 'approved' && meeting?.state === 'booked')
    return { words: '✓ Approved, meeting booked', tone: 'default' };
  return ofRequest[state];
}

/** The same without the sign, for what is read aloud and for lists. */
export function requestStateInWords(state: RequestState): string {
  return ofRequest[state].words.replace(/^\S+ /, '');
}
