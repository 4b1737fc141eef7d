import type { InviteAnswer } from '../services/mbe-requests/model.ts';

/** The two answers to "should we invite them?", in the order they are offered. Neither is ever chosen beforehand. */
export const inviteChoices: readonly { answer: InviteAnswer; label: string }[] = [
  { answer: 'invite', label: 'Invite' },
  { answer: 'do-not-invite', label: 'Do not invite' },
];

/** What was answered, with how to reach them or why not. The detail is free text: escape the result for a card. */
export function inviteWords(invite: { answer: InviteAnswer; detail: string }): string {
  return `${invite.answer === 'invite' ? 'Invite' : 'Do not invite'}: ${invite.detail}`;
}
