import type { InviteeView, MeetingView } from '../services/meetings/model.ts';
import { formatSpan } from '../services/platform/time.ts';
import type { StateWords } from './team-request.ts';

const invitation: Record<InviteeView['invitation'], StateWords> = {
  'not-sent': { words: '○ Not invited yet', tone: 'default' },
  'on-its-way': { words: '○ Invitation on its way', tone: 'default' },
  sent: { words: '○ Invited, no answer yet', tone: 'default' },
  'may-have-been-sent': { words: '! May have been invited: check with them', tone: 'attention' },
  failed: { words: '! Invitation could not be sent', tone: 'attention' },
  bounced: { words: '! Invitation came back: check the address', tone: 'attention' },
  'held-until-basis': { words: '! Held back: not agreed yet', tone: 'attention' },
  'held-until-called': { words: '! Call them before anything is sent', tone: 'attention' },
  'by-hand': { words: '! No email: invite them yourself', tone: 'attention' },
};

const response: Record<NonNullable<InviteeView['response']>, StateWords> = {
  accepted: { words: '✓ Accepted', tone: 'default' },
  tentative: { words: '? Maybe', tone: 'attention' },
  declined: { words: '✕ Declined', tone: 'attention' },
};

const said: Record<NonNullable<InviteeView['saidToThisTime']>, StateWords> = {
  yes: { words: '✓ Said yes to this time', tone: 'default' },
  'if-need-be': { words: '? Said “if need be” to this time', tone: 'default' },
  no: { words: '✕ Said no to this time', tone: 'attention' },
};

/**
 * What became of somebody's invitation, and what they answered. An answer says more than "sent", and until there is one so
 * does what they said to this time when times were asked about.
 */
export function inviteeStatus(
  invitee: Pick<InviteeView, 'invitation' | 'response' | 'saidToThisTime' | 'askedToStandIn'>,
): StateWords {
  if (invitee.response !== null) return response[invitee.response];
  const isInvited = invitee.invitation === 'sent' || invitee.invitation === 'on-its-way';
  if (isInvited && invitee.saidToThisTime !== undefined) return said[invitee.saidToThisTime];
  if (isInvited && invitee.askedToStandIn) return { words: '○ Asked to stand in, no answer yet', tone: 'default' };
  return invitation[invitee.invitation];
}

/** Another time that somebody would rather have: 'Proposes Tuesday …'. */
export function proposedTime({ startsAt, endsAt }: NonNullable<InviteeView['proposed']>): string {
  return `Proposes ${formatSpan(startsAt, endsAt)}`;
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

/** Whether somebody has said which times suit them, while they are asked about times; null where nobody is asked. */
export function proposalStatus(
  { id, email }: Pick<InviteeView, 'id' | 'email'>,
  { state, proposal, invitees }: Pick<MeetingView, 'state' | 'proposal' | 'invitees'>,
): StateWords | null {
  if (state !== 'being-arranged' || proposal?.state !== 'open') return null;
  if (proposal.answered.some(({ inviteeId }) => inviteeId === id)) return { words: '✓ Has answered', tone: 'default' };
  if (proposal.waitingFor.includes(id)) return { words: '○ Not answered yet', tone: 'default' };
  if (invitees.some(({ standsInForId }) => standsInForId === id)) {
    return { words: '○ A stand-in is asked', tone: 'default' };
  }
  return email === null
    ? { words: '! No email: ask them yourself', tone: 'attention' }
    : { words: '! Not written to yet: ask them yourself', tone: 'attention' };
}
