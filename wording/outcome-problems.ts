import { MAX_ACTION_TEXT, MAX_ACTION_WHO } from '../services/agreed-actions/model.ts';
import { MAX_NAME, MAX_TEXT } from '../services/mbe-requests/model.ts';
import { MAX_ACTIONS, MAX_DECISIONS } from '../services/meetings/model.ts';
import type { OutcomeProblem } from '../services/meetings/outcome-model.ts';

const counted = new Intl.NumberFormat('en-GB');
const shorten = (most: number) => `Shorten this to ${counted.format(most)} characters or fewer.`;

/** What to put right in a field of the outcome. */
export function outcomeProblemText(problem: OutcomeProblem): string {
  switch (problem.field) {
    case 'attendance':
      return attendance[problem.problem];
    case 'decisions':
      return 'index' in problem ? decision(problem) : tooMany;
    case 'actions':
      return 'index' in problem ? action(problem) : tooMany;
    case 'recommendedRating':
      return 'Choose one of the ratings in the list.';
    case 'themes':
      return 'One of these themes is no longer in the list. Choose again.';
    case 'nextStep':
    case 'gaps':
      return shorten(MAX_TEXT);
  }
}

const tooMany = `There is room for ${MAX_DECISIONS} decisions and ${MAX_ACTIONS} actions. Bring some of them together in one.`;

const attendance: Record<Extract<OutcomeProblem, { field: 'attendance' }>['problem'], string> = {
  missing: 'Say whether they came.',
  'unknown-choice': 'Choose one of the three answers.',
  'no-name': 'Enter the name of the person who came instead.',
  'too-long': shorten(MAX_NAME),
};

function decision(problem: Extract<OutcomeProblem, { field: 'decisions'; index: number }>): string {
  if (problem.problem === 'missing') return 'Write what was decided, or untick who needs to know.';
  if (problem.problem === 'too-long') return shorten(MAX_TEXT);
  return 'Tick those who need to know from the list.';
}

type ActionProblem = Extract<OutcomeProblem, { field: 'actions'; index: number }>;

const missingOfAction: Record<ActionProblem['part'], string> = {
  what: 'Write what will be done.',
  party: 'Choose which organisation or person does it.',
  who: 'Enter who there does it.',
  'due-day': 'Enter the day by which it will be done.',
};

function action({ part, problem }: ActionProblem): string {
  switch (problem) {
    case 'missing':
      return missingOfAction[part];
    case 'too-long':
      return shorten(part === 'what' ? MAX_ACTION_TEXT : MAX_ACTION_WHO);
    case 'unknown-choice':
      return 'Choose one of the organisations or people in the list.';
    case 'not-a-date':
      return 'Enter the day as day, month and year.';
    case 'before-the-meeting':
      return 'This day is before the meeting. Enter the day of the meeting or a later one.';
  }
}

/** Said by the form itself, where a button needs something that was not there. */
export const outcomeFormProblems = {
  noDecision: 'Write what was decided.',
  noAction: 'Write what will be done, by whom and by when.',
  emptied: 'This is empty now. Write it again, choose “Leave it as it was”, or remove it from the list.',
  noRow: 'Choose one from the list first.',
} as const;
