import type { InviteeView } from '../services/meetings/model.ts';
import type { StateWords } from './team-request.ts';

const invitation: Record<InviteeView['invitation'], StateWords> = {
  'not-sent': { words: '○ Not invited yet', tone: 'default' },
  'on-its-way': { words: '○ Invitation on its way', tone: 'default' },
  sent: { words: '○ Invited, no answer yet', tone: 'default' },
  'may-have-been-sent': { words: '! May have been invited: check with them', tone: 'attention' },
  failed: { words: '! Invitation could not be sent', tone: 'attention' },
  'held-until-basis': { words: '! Held back: not agreed yet', tone: 'attention' },
  'by-hand': { words: '! No email: invite them yourself', tone: 'attention' },
};

const response: Record<NonNullable<InviteeView['response']>, StateWords> = {
  accepted: { words: '✓ Accepted', tone: 'default' },
  tentative: { words: '? Maybe', tone: 'attention' },
  declined: { words: '✕ Declined', tone: 'attention' },
};

/** What became of somebody's invitation, and what they answered. An answer says more than "sent". */
export function inviteeStatus(invitee: Pick<InviteeView, 'invitation' | 'response'>): StateWords {
  return invitee.response === null ? invitation[invitee.invitation] : response[invitee.response];
}

/** '3 of 6 accepted, 1 declined', for the line above the list. */
export function answersInBrief(invitees: readonly Pick<InviteeView, 'response'>[]): string {
  const count = (answer: InviteeView['response']) => invitees.filter((invitee) => invitee.response === answer).length;
  const also = [
    count('declined') ? `${count('declined')} declined` : '',
    count('tentative') ? `${count('tentative')} maybe` : '',
  ];
  return [`${count('accepted')} of ${invitees.length} accepted`, ...also.filter(Boolean)].join(', ');
}
