import {
  type CommunicationNeeds,
  LONGEST_INTERPRETER,
  LONGEST_OTHER_NEEDS,
  type NeedsProblem,
} from '../services/people/model.ts';
import { letterFormatLabels } from './letter-card.ts';

/** What somebody needs to take part, a line each. The words that were typed are free text: escape them for a card. */
export function needsLines(needs: CommunicationNeeds): string[] {
  const { format, interpreter, phoneFirst, other } = needs;
  return [
    ...(phoneFirst ? ['Call them before anything is sent'] : []),
    ...(format === null || format === 'plain' ? [] : [letterFormatLabels[format]]),
    ...(interpreter === null ? [] : [`Interpreter: ${interpreter}`]),
    ...(other === null ? [] : [other]),
  ];
}

export const needsWords = {
  title: 'Communication needs',
  button: 'Communication needs',
  none: 'Nothing recorded',
  heading: 'What the person needs to take part',
  intro:
    'This is kept with the person, and followed: in letters, on their page, and by a to-do whenever a meeting is booked.',
  format: 'In which format do they read? (required)',
  interpreter: 'Do they need an interpreter? Which one? (leave empty if not)',
  phoneFirst: 'Are they to be called before anything is sent? (required)',
  yes: 'Yes: nobody sends an invitation before somebody has called',
  no: 'No',
  other: 'What else helps them?',
  send: 'Record',
  done: 'Recorded. Meetings that are booked follow it.',
  changed: 'Somebody changed this while you had it open. This is how it stands now: nothing you typed was recorded.',
  notFound: 'There is no such person. Nothing was changed.',
} as const;

/** What to put right in a field of the form. */
export function needsProblemText({ field, problem }: NeedsProblem): string {
  if (problem === 'too-long') {
    const longest = field === 'interpreter' ? LONGEST_INTERPRETER : LONGEST_OTHER_NEEDS;
    return `Shorten this to ${new Intl.NumberFormat('en-GB').format(longest)} characters or fewer.`;
  }
  if (problem === 'unknown-choice') return 'Choose one of the answers in the list.';
  return field === 'format' ? 'Choose a format.' : 'Choose yes or no.';
}
