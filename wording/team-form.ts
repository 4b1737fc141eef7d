import { MAX_TEXT } from '../services/mbe-requests/model.ts';

/** The fields of the team's forms that no requester fills in. */
export type TeamField = 'purposeCategory' | 'question' | 'reason' | 'note' | 'toProfessionalId';

/** Why such a field was not taken. */
export type TeamFieldProblem = { field: TeamField; problem: 'missing' | 'too-long' | 'unknown-choice' };

export const teamFieldLabels: Record<TeamField, string> = {
  purposeCategory: 'What the meeting is about, as invitations may say it (required)',
  question: 'What do you need to know? (required)',
  reason: 'Reason (required)',
  note: 'Note to the requester (required for “Another reason”)',
  toProfessionalId: 'New owner (required)',
};

/** The place as the team is asked for it: what the requester typed for the team goes out to everybody invited. */
export const placeLabel = 'Place, as invitations may say it (leave empty for online)';

const missing: Record<TeamField, string> = {
  purposeCategory: 'Choose what the meeting is about.',
  question: 'Write your question to the requester.',
  reason: 'Choose a reason: the requester is told it.',
  note: 'Say which other reason, so that the requester knows what to do next.',
  toProfessionalId: 'Choose who takes the request over.',
};

const counted = new Intl.NumberFormat('en-GB');

/** What to put right in a field of a team form. */
export function teamFieldProblemText({ field, problem }: TeamFieldProblem): string {
  switch (problem) {
    case 'missing':
      return missing[field];
    case 'too-long':
      return `Shorten this to ${counted.format(MAX_TEXT)} characters or fewer.`;
    case 'unknown-choice':
      return 'Choose one of the answers in the list.';
  }
}
