import type { AttendanceAnswer } from '../services/meetings/model.ts';
import type { Rating } from '../services/register/model.ts';

/** The three answers to "who came?", in the order they are offered. Neither is ever chosen beforehand. */
export const attendanceChoices: readonly { answer: AttendanceAnswer; label: string }[] = [
  { answer: 'came', label: 'Came' },
  { answer: 'stand-in', label: 'Sent somebody else' },
  { answer: 'did-not-come', label: 'Did not come' },
];

/** The choice that recommends no rating. */
export const NO_RATING = 'none';

/** The ratings a meeting may recommend, most urgent first. */
export const ratingChoices: readonly { rating: Rating | typeof NO_RATING; label: string }[] = [
  { rating: NO_RATING, label: 'No recommendation' },
  { rating: 'red', label: 'Red' },
  { rating: 'amber', label: 'Amber' },
  { rating: 'green', label: 'Green' },
  { rating: 'blue', label: 'Blue' },
];

export const outcomeLabels = {
  text: 'What was decided',
  parties: 'Who needs to know? Tick none for everybody invited',
  recommendedRating: 'Recommended rating (not in the summaries)',
  nextStep: 'Next step, in every summary',
  what: 'What will be done',
  party: 'Which organisation or person does it',
  who: 'Who there',
  dueDay: 'By when',
  themes: 'Themes',
  gaps: 'Service gaps: what was needed and is not there',
  decisionRow: 'Change or remove a decision',
  actionRow: 'Change or remove an action',
} as const;

/** Which of the three steps a card is, and for a correction of which version. */
export function outcomeStep(step: 1 | 2 | 3, version: number): string {
  const words = ['who came', 'what was decided', 'who does what'][step - 1];
  const correction = version > 1 ? `Correction (version ${version}). ` : '';
  return `${correction}Step ${step} of 3: ${words}`;
}

/** Said on the first step: what to do, and what happens to it. */
export function attendanceIntro(state: { booked: boolean; version: number }): string {
  if (state.version > 1) return 'Put right what was wrong. Only those whose part has changed will be told.';
  return state.booked
    ? 'If the meeting took place, say who came. Each step is saved when you press Continue.'
    : 'Each step is saved when you press Continue.';
}

/** Said once somebody sent another person: a name is all that is missing. */
export function nameStandIns(count: number): string {
  return count === 1 ? 'Now name the person who came instead.' : `Now name the ${count} people who came instead.`;
}

/** How many rows of a list do not fit on the card. */
export function rowsLeftOut(count: number): string {
  return `… and ${count} more. You find ${count === 1 ? 'it' : 'them'} in the list below.`;
}
