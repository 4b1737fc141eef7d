import type { InviteAnswer } from '../services/mbe-requests/model.ts';

/** The two answers to "should we invite them?", in the order they are offered. Neither is ever chosen beforehand. */
export const inviteChoices: readonly { answer: InviteAnswer; label: string }[] = [
  { answer: 'invite', label: 'Invite' },
  { answer: 'do-not-invite', label: 'Do not invite' },
];

/** An answer as it is read; a request by email may leave it open. */
export const inviteAnswerWords: Record<InviteAnswer, string> = {
  invite: 'Invite',
  'do-not-invite': 'Do not invite',
  'not-said': 'Not said for certain in the email',
};

/** What was answered, with how to reach them or why not. The detail is free text: escape the result for a card. */
export function inviteWords({ answer, detail }: { answer: InviteAnswer; detail: string }): string {
  return detail === '' ? inviteAnswerWords[answer] : `${inviteAnswerWords[answer]}: ${detail}`;
}
