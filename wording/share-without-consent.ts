import { MAX_TEXT } from '../services/mbe-requests/model.ts';
import type { SharingProblems, SharingReason } from '../services/meetings/share-without-consent.ts';

/** The two grounds on which the clinical lead may decide (domain.md §10, MbE and consent). */
export const shareReasons: readonly { reason: SharingReason; label: string }[] = [
  { reason: 'safeguarding', label: 'Safeguarding' },
  { reason: 'serious-risk-of-harm', label: 'Serious risk of harm' },
];

/** What the decision does and what it does not, a paragraph each. */
export const shareMeaning: readonly string[] = [
  'For this meeting only, and until the last day you enter, information about the person may go to organisations with a sharing agreement in force. Invitations and summaries that were held back can then be sent.',
  'It does not record that the person agrees, and it renews nothing. Your name, the reason and your note are kept with the meeting.',
];

export const shareLabels = {
  reason: 'Why may it be shared without consent? (required)',
  note: 'What the decision rests on (required)',
  untilDay: 'Last day on which it may be shared (required)',
} as const;

/** Why a field was not taken. */
export type ShareProblem = SharingProblems['problems'][number];

const missing: Record<ShareProblem['field'], string> = {
  reason: 'Choose a reason.',
  note: 'Say what the decision rests on.',
  untilDay: 'Enter the last day.',
};

const others: Record<Exclude<ShareProblem['problem'], 'missing'>, string> = {
  'too-long': `Shorten this to ${new Intl.NumberFormat('en-GB').format(MAX_TEXT)} characters or fewer.`,
  'unknown-choice': 'Choose one of the two reasons.',
  'not-a-date': 'Enter the last day as day, month and year.',
  'in-the-past': 'This day has passed. Enter today or a later day.',
};

/** What to put right. */
export function shareProblemText({ field, problem }: ShareProblem): string {
  return problem === 'missing' ? missing[field] : others[problem];
}
