import { MAX_TEXT } from '../services/mbe-requests/model.ts';
import type { NextAfter } from '../services/meetings/follow-on.ts';
import type { MeetingState } from '../services/meetings/model.ts';

/** What is to follow a meeting that will not take place, or did not. */
export const whatNext: readonly { next: NextAfter; label: string }[] = [
  { next: 'arrange-again', label: 'Arrange another time with the same people' },
  { next: 'end-request', label: 'End the request: there will be no meeting' },
];

export const endMeetingLabels = {
  cancelNote: 'Why is it cancelled? The requester reads this (required)',
  why: 'Why did it not take place? The requester reads this (required)',
  next: 'What next? (required)',
} as const;

/** What cancelling does, a paragraph each. */
export function cancelMeaning(meeting: { state: MeetingState }): string[] {
  return meeting.state === 'booked'
    ? ['Everybody who was invited gets a cancellation in their calendar. The reason is not in it.']
    : ['No time was booked yet, so nobody gets a cancellation.'];
}

/** What recording that a meeting did not take place does. */
export const didNotHappenMeaning = ['Nobody is sent a summary. What you write here stays with the request.'];

/** Why a field of these forms was not taken. */
export type EndMeetingProblem = {
  field: 'note' | 'why' | 'next';
  problem: 'missing' | 'too-long' | 'unknown-choice';
};

const missing: Record<EndMeetingProblem['field'], string> = {
  note: 'Say why, so that the requester understands what happened.',
  why: 'Say why, so that the requester understands what happened.',
  next: 'Choose what is to happen next.',
};

/** What to put right. */
export function endMeetingProblemText({ field, problem }: EndMeetingProblem): string {
  if (problem === 'too-long')
    return `Shorten this to ${new Intl.NumberFormat('en-GB').format(MAX_TEXT)} characters or fewer.`;
  return problem === 'missing' ? missing[field] : 'Choose one of the two answers.';
}
