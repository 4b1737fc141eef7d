import { MAX_SLOTS, type ProposingProblem } from '../services/proposals/model.ts';

/** Words of the form that asks people which times suit them. */
export const proposeForm = {
  heading: 'Ask which times suit',
  again: 'Ask again with other times',
  intro: `Choose up to ${MAX_SLOTS} times. Everybody invited who has an email address is asked which of them suit: in Teams, or on a page of their own. They see the times and the reference, nothing about the person.`,
  replaces: 'This replaces the question that is open now. Answers to times you ask about again are kept.',
  times: 'Times we found',
  day: (number: number) => `A time of your own (${number}): day`,
  at: (number: number) => `A time of your own (${number}): start, for example 14:30`,
  deadlineDay: 'Answers by, day (required)',
  deadlineAt: 'Answers by, time (required)',
  options: 'And then',
  autoBook:
    'Book the best of these times automatically, where enough people can come: as soon as everybody has answered, at the latest when the time to answer is over',
  hold: 'Keep these times free in the calendars we can read, until one is chosen',
  send: 'Ask them',
  looking: 'We are still looking for times. You can enter times of your own now, or come back in a minute.',
  nothingFound: 'No time was found. Enter times of your own.',
} as const;

/** What is wrong with what was chosen and typed: found by the service, or by the form itself. */
export type ProposeProblem = ProposingProblem | { field: 'day-1' | 'day-2' | 'deadline'; problem: 'half-typed' };

const texts: Record<ProposeProblem['problem'], string> = {
  'no-times': 'Choose at least one time, or enter one below.',
  'too-many-times': `Choose ${MAX_SLOTS} times or fewer, those you enter included.`,
  'half-typed': 'Enter both the day and the time.',
  'not-a-time': 'Enter a day, and a time such as 14:30. A day and time you entered do not exist.',
  'time-in-the-past': 'One of these times has passed. Choose later ones.',
  'times-renewed': 'The times were looked for again, and one you chose is no longer in the list. Choose again.',
  'same-time-twice': 'One of these times is here twice. Choose or enter each once.',
  'deadline-past': 'This day and time have passed. Enter later ones.',
  'nobody-to-ask':
    'Nobody invited can be written to yet: they have no email address, or it is held back until there is a basis for sharing. Ask them yourself.',
  'deadline-too-late': 'Answers must be in before the first of these times begins.',
};

/** What to put right. */
export function proposeProblemText({ field, problem }: ProposeProblem): string {
  if (field === 'deadline' && problem === 'not-a-time') {
    return 'Enter the day and the time by which you need the answers, for example 17:00.';
  }
  return texts[problem];
}

/** How soon a time is. */
export function howSoonWords(workingDays: number): string {
  if (workingDays <= 0) return 'Today';
  return workingDays === 1 ? 'In 1 working day' : `In ${workingDays} working days`;
}

export const withdrawProposalForm = {
  heading: 'Withdraw the question',
  meaning:
    'Nobody can answer any more, and times that were kept free in calendars are given back. Whoever was asked is told that there is nothing left to answer. The meeting is still being arranged: you can ask again.',
  send: 'Withdraw the question',
} as const;

/** What was just done about times. */
export const proposalDone = {
  sent: 'Everybody is being asked which times suit them.',
  withdrawn: 'The question about times is withdrawn.',
  notOpen: 'There is no open question to withdraw: here is how it stands now.',
} as const;

/** What stands on top of the cards that come by themselves. */
export const proposalNews = {
  reached: 'Enough people can come at one of the times. You can book it now.',
  booked: 'Enough people could come, so this time was booked for you. Invitations are on their way.',
  closed: 'The time to answer is over, and at none of the times can enough people come. You can ask about other times.',
  lost: 'Not enough people can come any more. Another time, or a stand-in, has to be found.',
} as const;
