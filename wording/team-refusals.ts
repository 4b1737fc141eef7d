import type { NamedPerson, RequestState } from '../services/mbe-requests/model.ts';
import { formatInstant } from '../services/platform/time.ts';
import { teamRequestState } from './team-request.ts';

/** Why something the team asked for was not done. */
export type TeamRefusal =
  | { reason: 'not-allowed' | 'not-found' | 'changed-meanwhile' | 'not-in-the-team' | 'same-request' }
  | { reason: 'too-late'; state: RequestState }
  | { reason: 'already-owned'; by: NamedPerson }
  | { reason: 'already-decided'; by: NamedPerson; at: Date; state: RequestState };

function inWords(state: RequestState): string {
  return teamRequestState(state).words.replace(/^\S+ /, '').toLowerCase();
}

/** Why it was not done, and what stands instead. Names are free text: escape the result for a card. */
export function teamRefusalText(refusal: TeamRefusal): string {
  switch (refusal.reason) {
    case 'not-allowed':
      return 'Only the DSR team can do this. Nothing was changed.';
    case 'not-found':
      return 'There is no such request. Check the reference, or type “queue” to look through the open requests.';
    case 'changed-meanwhile':
      return 'Somebody changed this request while you had it open. What you entered is still here: choose Back to see what changed, or send it again.';
    case 'not-in-the-team':
      return 'Only members of the DSR team can own a request. Choose somebody from the list.';
    case 'same-request':
      return 'These are one and the same request. Nothing was changed.';
    case 'too-late':
      return `This can no longer be done, because the request is ${inWords(refusal.state)}. Nothing was changed.`;
    case 'already-owned':
      return `${refusal.by.name} took this request first. Use Hand over to change its owner.`;
    case 'already-decided':
      return `${refusal.by.name} was first: the request is ${inWords(refusal.state)} since ${formatInstant(refusal.at)}. Nothing you entered was recorded.`;
  }
}

/** What has just been done, for the line at the top of the card. */
export const teamDone = {
  approved: 'Approved. The requester is told, and times are being looked for.',
  declined: 'Declined. The requester is told why.',
  asked: 'Your question goes to the requester.',
  taken: 'This request is yours now.',
  handedOver: 'Handed over.',
  basisRecorded: 'Recorded.',
  linked: 'Linked: both requests are about the same person.',
} as const;
