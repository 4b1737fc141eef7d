import type { ConsentState } from '../services/consent/model.ts';
import { type CalendarDay, formatDayShort, formatInstant } from '../services/platform/time.ts';
import { type AskedService, MAX_QUESTION, type QuestionProblem } from '../services/service-questions/model.ts';

/** What the team reads about questions to services. */
export const questionWords = {
  section: 'Questions to services',
  none: 'No service has been asked anything.',
  ask: 'Ask a service',
  open: 'Open',
  formHeading: 'Ask services a question',
  formIntro:
    'They get an email with a reference and the date. Your question and the person’s name are on a page that opens only with a code. Organisations without a sharing agreement are not listed: they may not know who is on the register.',
  suggestion: 'For example: what is being offered, since when, and what is in the way?',
  text: 'Your question (required)',
  dueDay: 'Answer by (required)',
  organisations: 'Who is asked (required)',
  organisationsChosen: 'Organisations chosen',
  send: 'Ask',
  offered: 'Offered',
  since: 'Since',
  inTheWay: 'In the way',
  email: 'Their email',
  withdraw: 'Withdraw the question',
  asked: 'Asked. You are told here when a service answers.',
  withdrawn: 'Withdrawn. Services that have not answered are asked no more.',
  answered: 'A service has answered.',
  nobodyAsked: 'Nobody is asked this any more: every service has answered, or it was withdrawn already.',
  notPossible: 'That was not possible',
} as const;

/** The mark of one service: 'Overdue since Mon 1 Feb 2027', 'Answered Tue 12 Jan 2027, 9:30am'. */
export function askedServiceMark(
  service: Pick<AskedService, 'state' | 'overdue' | 'answer'>,
  due: CalendarDay,
): string {
  if (service.answer !== null) {
    const how = service.answer.via === 'email' ? 'Answered by email' : 'Answered';
    return `✓ ${how} ${formatInstant(service.answer.at)}`;
  }
  if (service.state === 'withdrawn') return 'Withdrawn';
  return service.overdue ? `! Overdue since ${formatDayShort(due)}` : `Answer due by ${formatDayShort(due)}`;
}

/** Who answered: somebody at a shared inbox, or whose address it is. Names are free text: escape the result for a card. */
export function answeredByWords({
  answer,
  organisation,
  name,
  email,
}: Pick<AskedService, 'answer' | 'organisation' | 'name' | 'email'>): string {
  const by = answer?.by;
  if (by && answer.via === 'email') {
    return `“${by.name}” (${email}), a shared inbox of ${organisation}. We do not know which of its readers wrote it`;
  }
  if (by) return `${by.name}, ${by.jobRole}, ${by.phone} (from ${email})`;
  return `${name} (${email})`;
}

/** What an answer says, a line a part; an email as it was written. Free text: escape it for a card. */
export function answerLines({ answer }: Pick<AskedService, 'answer'>): string[] {
  if (answer === null) return [];
  if (answer.via === 'email') return [`${questionWords.email}: ${answer.offered}`];
  return [
    `${questionWords.offered}: ${answer.offered}`,
    ...(answer.since === null ? [] : [`${questionWords.since}: ${answer.since}`]),
    ...(answer.inTheWay === null ? [] : [`${questionWords.inTheWay}: ${answer.inTheWay}`]),
  ];
}

/** What is wrong with a question. Names of organisations are free text: escape the result for a card. */
export function questionProblemText(problem: QuestionProblem): string {
  switch (problem.problem) {
    case 'missing':
      return missing[problem.field];
    case 'too-long':
      return `Shorten the question to ${MAX_QUESTION} characters or fewer`;
    case 'not-a-date':
      return 'Enter a date, for example 31 January 2027';
    case 'in-the-past':
      return 'Choose today or a later day';
    case 'unknown-choice':
      return 'Choose the organisations again: one of them is no longer in the directory';
    case 'no-agreement':
      return `${problem.organisation} has no sharing agreement in force, so it may not be asked about anybody`;
    case 'no-address':
      return `${problem.organisation} has neither a contact nor a duty inbox with an email address. Have one added to the directory, or phone them`;
    case 'address-shared':
      return `The address of ${problem.organisation} is also read by an organisation without a sharing agreement. Phone them`;
  }
}

const missing: Record<QuestionProblem['field'], string> = {
  text: 'Enter the question',
  dueDay: 'Enter by when you need the answer',
  organisationIds: 'Choose at least one organisation',
};

/** Why a question was not asked, or not withdrawn. */
export type QuestionRefusal =
  | { reason: 'not-allowed' | 'not-found' | 'entry-ended' | 'changed-meanwhile' | 'nobody-asked' }
  | { reason: 'no-consent'; because: string; consent: ConsentState['state'] };

/** The same in words. */
export function questionRefusalText(refusal: QuestionRefusal): string {
  switch (refusal.reason) {
    case 'not-allowed':
      return 'Only the DSR team can do this. Nothing was changed.';
    case 'not-found':
      return 'This is not there any more. Nothing was changed.';
    case 'entry-ended':
      return 'The person is no longer on the register, so no service can be asked about them. Nothing was sent.';
    case 'no-consent':
      return refusal.because === 'register-only'
        ? 'The person agreed to the register, and not to sharing. No service can be asked about them. Nothing was sent.'
        : 'There is no consent to sharing at the moment, so no service can be asked about them. Nothing was sent.';
    case 'changed-meanwhile':
      return 'Something changed while you were writing. Nothing was sent. Try again.';
    case 'nobody-asked':
      return questionWords.nobodyAsked;
  }
}

/** A question's card on a lock screen: reference and state alone. */
export function questionSummary(question: {
  reference: string;
  services: readonly Pick<AskedService, 'state'>[];
}): string {
  const answered = question.services.filter(({ state }) => state === 'answered').length;
  return `${question.reference}: ${answered} of ${question.services.length} answered`;
}
