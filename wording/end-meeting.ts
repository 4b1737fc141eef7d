import { MAX_TEXT } from '../services/mbe-requests/model.ts';
import type { NextAfter } from '../services/meetings/follow-on.ts';
import type { MeetingView } from '../services/meetings/model.ts';

/** What is to follow a meeting that will not take place, or did not. */
export const whatNext: readonly { next: NextAfter; label: string }[] = [
  { next: 'arrange-again', label: 'Arrange another time with the same people' },
  { next: 'end-request', label: 'End the request: there will be no meeting' },
];

/** The same choices for a meeting of the register, which ends no request. */
const whatNextOnRegister: Record<NextAfter, string> = {
  'arrange-again': 'Arrange another time with the same people',
  'end-request': 'Arrange no other meeting now',
};

/** What is to follow, as it is asked of this meeting. */
export function nextChoices(meeting: { requestId: string | null }): { next: NextAfter; label: string }[] {
  return whatNext.map(({ next, label }) => ({
    next,
    label: meeting.requestId === null ? whatNextOnRegister[next] : label,
  }));
}

const labelsOnRegister = {
  cancelReason: 'What are those invited told? (required)',
  cancelNote: 'Why is it cancelled? It stays with the meeting (required)',
  why: 'Why did it not take place? It stays with the meeting (required)',
  next: 'What next? (required)',
} as const;

/** The labels of these forms for this meeting: nobody outside the team reads why a meeting of the register is off. */
export function endLabels(meeting: { requestId: string | null }): Record<keyof typeof labelsOnRegister, string> {
  return meeting.requestId === null ? labelsOnRegister : endMeetingLabels;
}

export const endMeetingLabels = {
  cancelReason: 'What are those invited told? (required)',
  cancelNote: 'Why is it cancelled? The requester reads this (required)',
  why: 'Why did it not take place? The requester reads this (required)',
  next: 'What next? (required)',
} as const;

/** What cancelling does, a paragraph each. */
export function cancelMeaning({ state, proposal }: Pick<MeetingView, 'state' | 'proposal'>): string[] {
  if (state === 'booked') {
    return [
      'Everybody who was invited gets a cancellation, with the reason you choose, in words fit for each. Whoever may not know about the person hears only what is about the meeting itself. What you write beside it is sent to nobody of them.',
    ];
  }
  return proposal?.state === 'open'
    ? ['No time was booked yet. Whoever was asked about times is told that they are no longer needed.']
    : ['No time was booked yet, so nobody gets a cancellation.'];
}

/** What recording that a meeting did not take place does. */
export const didNotHappenMeaning = ['Nobody is sent a summary. What you write here stays with the request.'];
const didNotHappenOnRegister = ['Nobody is sent a summary. What you write here stays with the meeting.'];

/** The same for this meeting. */
export function notHappenedMeaning(meeting: { requestId: string | null }): string[] {
  return meeting.requestId === null ? didNotHappenOnRegister : didNotHappenMeaning;
}

/** Why a field of these forms was not taken. */
export type EndMeetingProblem = {
  field: 'cancelReason' | 'note' | 'why' | 'next';
  problem: 'missing' | 'too-long' | 'unknown-choice';
};

const missing: Record<EndMeetingProblem['field'], string> = {
  cancelReason: 'Choose what those invited are told.',
  note: 'Say why, so that the requester understands what happened.',
  why: 'Say why, so that the requester understands what happened.',
  next: 'Choose what is to happen next.',
};

/** What to put right. */
export function endMeetingProblemText({ field, problem }: EndMeetingProblem): string {
  if (field === 'cancelReason') return missing.cancelReason;
  if (problem === 'too-long')
    return `Shorten this to ${new Intl.NumberFormat('en-GB').format(MAX_TEXT)} characters or fewer.`;
  return problem === 'missing' ? missing[field] : 'Choose one of the two answers.';
}
