import type { RequestView } from '../services/mbe-requests/model.ts';
import type { MeetingView } from '../services/meetings/model.ts';
import { formatInstant } from '../services/platform/time.ts';

/** What a requester is told of the meeting that serves their request. */
export type MeetingTime = Pick<MeetingView, 'state' | 'startsAt' | 'endsAt' | 'ended' | 'place' | 'joinUrl'>;

const held: Partial<Record<MeetingView['state'], string[]>> = {
  'took-place': ['The meeting has taken place. The DSR team is writing down what was agreed.'],
  'outcome-recorded': ['The meeting has taken place, and what was agreed is recorded.'],
  'did-not-take-place': ['The meeting did not take place. The DSR team will say what happens next.'],
  cancelled: ['The meeting was cancelled. The DSR team will say what happens next.'],
};

function whenApproved(meeting: MeetingTime | null): string[] {
  if (meeting?.state === 'booked' && meeting.ended) return held['took-place'] ?? [];
  if (meeting?.state === 'booked') {
    return [
      'Everybody invited gets a calendar invitation. You do not need to do anything.',
      'If the time changes, we tell you here.',
    ];
  }
  return (
    (meeting && held[meeting.state]) ?? [
      'The DSR team is looking for a time that suits those invited.',
      'We tell you here as soon as the meeting is booked.',
    ]
  );
}

/** What happens next, for the requester: one sentence a line, by the request's present state. */
export function whatHappensNext(
  request: Pick<RequestView, 'state' | 'decideBy' | 'overdue'>,
  meeting: MeetingTime | null,
): string[] {
  switch (request.state) {
    case 'draft':
      return ['Nobody has seen this yet. Finish it and send it when you are ready.'];
    case 'submitted':
      return [whenDecided(request), 'We tell you here what they decide. They may ask you a question first.'];
    case 'information-requested':
      return ['The DSR team needs your answer before it can decide.', 'You can also withdraw the request.'];
    case 'approved':
      return whenApproved(meeting);
    case 'declined':
      return [
        'There will be no meeting from this request.',
        'You can copy it to a new draft, change it and send it again.',
      ];
    case 'withdrawn':
      return ['You withdrew this request. Nothing more will happen with it.'];
    case 'closed':
      return ['The meeting has taken place. Those with something to do have been told what was agreed.'];
    case 'cancelled':
      return ['The meeting was cancelled and this request has ended.', 'If it is still needed, request a new meeting.'];
  }
}

function whenDecided(request: Pick<RequestView, 'decideBy' | 'overdue'>): string {
  if (request.overdue) return 'The DSR team should have decided by now. We have reminded them.';
  if (request.decideBy === null) return 'The DSR team reads your request and decides.';
  return `The DSR team reads your request and decides by ${formatInstant(request.decideBy)}.`;
}
