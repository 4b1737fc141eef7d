import { type ActionPageView, MAX_REPORT_NOTE, type ReportProblem } from '../../services/agreed-actions/model.ts';
import { formatDay, formatInstant } from '../../services/platform/time.ts';
import type { AnsweredBy } from '../../services/sign-in/model.ts';

type NotShown = Extract<ActionPageView['about'], { knows: false }>['because'];

/** Why nothing about the person is shown, without a word about the person. */
export function whyNotShown(because: NotShown): string {
  return because === 'no-agreement'
    ? 'We do not have an information sharing agreement with you that is in force.'
    : 'We may not show more here at the moment.';
}

export const actionWords = {
  title: 'Your agreed action',
  facts: {
    action: 'Action',
    who: 'Who does it',
    organisation: 'Organisation',
    about: 'About',
    due: 'Do it by',
    meeting: 'Agreed at',
  },
  saidTitle: 'What you told us last',
  formTitle: 'Tell the team',
  again: 'Has something changed? Tell the team',
  notShown: {
    title: 'We cannot show the action here',
    contact: (team: string) =>
      `The ${team} tells you another way what was agreed. If you have not heard from us, write to`,
  },
  fields: {
    state: 'How is it going?',
    doneOn: 'On which day was it done?',
    doneOnHint: (example: string) => `Only if it is done. For example, ${example}`,
    note: 'Note, or why it cannot be done',
    noteHint: 'Needed where it cannot be done. Please do not write anybody’s full name.',
  },
  choices: [
    { value: 'done', text: 'It is done' },
    { value: 'under-way', text: 'It is under way' },
    { value: 'cannot', text: 'It cannot be done', hint: 'Say why below. The team will speak to you.' },
  ],
  button: 'Send to the team',
  saved: { title: 'Thank you', text: 'The team can see what you told us.' },
} as const;

/** When it is to be done, and how far away that is. */
export function dueWords({
  dueDay,
  daysLeft,
  overdue,
}: Pick<ActionPageView, 'dueDay' | 'daysLeft' | 'overdue'>): string {
  if (overdue) return `${formatDay(dueDay)}. This was ${daysLeft === -1 ? 'yesterday' : `${-daysLeft} days ago`}`;
  if (daysLeft === 0) return `${formatDay(dueDay)}, today`;
  if (daysLeft === 1) return `${formatDay(dueDay)}, tomorrow`;
  return formatDay(dueDay);
}

const states = { done: 'It is done', 'under-way': 'It is under way', cannot: 'It cannot be done' } as const;

function whose({ name, jobRole, phone }: AnsweredBy): string {
  return `${name}, ${jobRole}, ${phone}`;
}

/** What somebody said of an action, as facts. */
export function progressFacts(progress: NonNullable<ActionPageView['progress']>): [string, string][] {
  const { state, doneOn, note, answeredBy, by, at } = progress;
  const who = answeredBy === null ? by : whose(answeredBy);
  return [
    ['Answer', doneOn === null ? states[state] : `${states[state]}, on ${formatDay(doneOn)}`],
    ...(note === null ? [] : [['Note', note] as [string, string]]),
    ['Told us', who === null || who === '' ? formatInstant(at) : `${who}, ${formatInstant(at)}`],
  ];
}

const problems: Record<string, Record<string, string>> = {
  state: { missing: 'Choose how it is going', 'unknown-choice': 'Choose how it is going' },
  doneOn: {
    missing: 'Enter the day on which it was done',
    'not-a-date': 'The day on which it was done must be a real date',
    'in-future': 'The day on which it was done must be today or in the past',
  },
  note: {
    missing: 'Say why it cannot be done',
    'too-long': `Shorten your note to ${MAX_REPORT_NOTE} characters or fewer`,
  },
};

/** What is wrong with a report, and how to put it right. */
export function reportProblem(one: ReportProblem): string | undefined {
  return problems[one.field]?.[one.problem];
}
