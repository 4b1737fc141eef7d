import type { MeetingState } from '../meetings/model.ts';
import { openStates, type RequestState, type WaitingFor } from './model.ts';

/** Everything that moves a request from one state to another (domain.md §2). What is not here cannot happen. */
export const requestTransitions = {
  submit: { from: ['draft'], to: 'submitted' },
  'ask-information': { from: ['submitted'], to: 'information-requested' },
  'answer-information': { from: ['information-requested'], to: 'submitted' },
  approve: { from: ['submitted', 'information-requested'], to: 'approved' },
  decline: { from: ['submitted', 'information-requested'], to: 'declined' },
  withdraw: { from: ['submitted', 'information-requested'], to: 'withdrawn' },
  close: { from: ['approved'], to: 'closed' },
  cancel: { from: ['approved'], to: 'cancelled' },
} as const satisfies Record<string, { from: readonly RequestState[]; to: RequestState }>;

export type RequestTransition = keyof typeof requestTransitions;

/** The state a transition leads to, or undefined when it is not allowed from `state`. */
export function requestAfter(transition: RequestTransition, state: RequestState): RequestState | undefined {
  const { from, to }: { from: readonly RequestState[]; to: RequestState } = requestTransitions[transition];
  return from.includes(state) ? to : undefined;
}

/** Submitted and not over yet: it can be taken, handed over, and its basis recorded. */
export function isOpen(state: RequestState): boolean {
  return (openStates as readonly RequestState[]).includes(state);
}

/** Undecided for longer than the policy allows. While the requester is asked, the clock stands. */
export function isOverdue(request: { state: RequestState; decideBy: Date | null }, now: Date): boolean {
  return request.state === 'submitted' && request.decideBy !== null && request.decideBy < now;
}

/** Who has to do something next, from the request's state and that of the meeting that serves it. */
export function waitingFor(request: {
  state: RequestState;
  owned: boolean;
  /** `asked`: those invited are asked which times suit, and enough of them have not answered yet. */
  meeting: { state: MeetingState; ended: boolean; asked?: boolean } | null;
}): WaitingFor {
  const team = request.owned ? 'owner' : 'anybody-in-the-team';
  if (request.state === 'submitted') return team;
  if (request.state === 'information-requested') return 'requester';
  if (request.state !== 'approved') return 'nobody';
  const { meeting } = request;
  if (meeting?.state === 'took-place' || (meeting?.state === 'booked' && meeting.ended)) return 'chair';
  if (meeting?.state === 'being-arranged' && meeting.asked === true) return 'invitees';
  return meeting?.state === 'booked' ? 'invitees' : team;
}
