import {
  type FieldProblem,
  MAX_INVITEES,
  MAX_NAME,
  MAX_TEXT,
  type RequestField,
} from '../services/mbe-requests/model.ts';
import { fieldInWords } from './request-fields.ts';

type Problem = FieldProblem['problem'];

const counted = new Intl.NumberFormat('en-GB');

/** What to do where nothing was answered: a sentence for each field. */
const missing: Record<RequestField, string> = {
  personName: 'Enter the full name of the person the meeting is about.',
  purpose: 'Say what the meeting is for.',
  whyNoMdt: 'Say why an MDT or professionals meeting is not being taken forward without the DSR team.',
  mdtTried: 'Choose whether an MDT was tried.',
  mdtWhen: 'Say when the MDT was.',
  mdtWhoCame: 'Say who came to the MDT.',
  mdtWouldHelp: 'Say what would make an MDT possible.',
  mdtColleagues: 'Enter the email address of at least one colleague.',
  mdtTimes: 'There are no times yet.',
  organisationIds: 'Choose at least one organisation.',
  furtherPeople: 'Name at least one person to invite.',
  individualAnswer: 'Choose whether we should invite the person the meeting is about.',
  individualDetail: 'Enter how we can reach them, or why they should not be invited.',
  carerAnswer: 'Choose whether we should invite a parent or carer.',
  carerDetail: 'Enter how we can reach the parent or carer, or why they should not be invited.',
  basis: 'Choose whether the person knows about this request and agrees.',
  basisDetail: 'Say who made the best-interest decision, or why the person has not been asked yet.',
  basisDay: 'Enter the day on which the best-interest decision was made.',
  nhsNumber: 'Enter the NHS number.',
  dateOfBirth: 'Enter the date of birth.',
  neededBy: 'Enter the day by which the meeting is needed.',
  lengthMinutes: 'Choose how long the meeting should be.',
  place: 'Enter where to meet.',
  requesterName: 'Enter your name.',
  jobRole: 'Enter your job role, for example community nurse.',
  organisation: 'Enter the organisation you work for.',
  phone: 'Enter a phone number on which the DSR team can reach you.',
};

const names: ReadonlySet<RequestField> = new Set([
  'personName',
  'requesterName',
  'jobRole',
  'organisation',
  'phone',
  'place',
]);

function longest(field: RequestField): number {
  return names.has(field) ? MAX_NAME : MAX_TEXT;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

const sentences: Record<Problem, (field: RequestField) => string> = {
  missing: (field) => missing[field],
  'too-long': (field) =>
    field === 'furtherPeople'
      ? `Shorten each name to ${MAX_NAME} characters or fewer.`
      : `Shorten ${fieldInWords[field]} to ${counted.format(longest(field))} characters or fewer.`,
  'not-a-date': (field) => `Enter ${fieldInWords[field]} as day, month and year, for example 31/3/2027.`,
  'in-the-past': (field) => `${capital(fieldInWords[field])} has passed. Enter today or a later day.`,
  'in-the-future': (field) => `${capital(fieldInWords[field])} lies ahead. Enter today or an earlier day.`,
  'not-ten-digits': () => 'Enter an NHS number of 10 digits, or leave it empty.',
  'check-digit': () => 'This is not a valid NHS number. Check each digit, or leave it empty.',
  'repeated-digits': () => 'An NHS number is never one digit ten times. Check it, or leave it empty.',
  'test-number': () => 'NHS numbers that begin with 999 are for tests only. Check it, or leave it empty.',
  'no-invitees': () => 'Choose at least one organisation, or name at least one person to invite.',
  'too-many': () => `We can invite up to ${MAX_INVITEES} people. Take some out.`,
  'no-email': () => 'Add an email address after the name, for example Sam Example, sam@example.org.',
  'bad-email': () => 'Check the email address. It should look like sam@example.org.',
  'no-name': () => 'Write the name before the email address, for example Sam Example, sam@example.org.',
  repeated: () => 'This email address is in the list already. Take one of the two out.',
  'unknown-organisation': () => 'An organisation you chose is no longer in the directory. Choose again.',
  'unknown-choice': (field) => `Choose one of the answers for ${fieldInWords[field]}.`,
  'no-contact-details': () => 'Enter an email address, a phone number or a postal address, so that we can invite them.',
  'not-a-length': () => 'Choose one of the lengths in the list.',
  'says-who': () =>
    'Invitations carry this place, and it may say who the person is. Take out names, dates and long numbers, or write “Ask the DSR team”.',
  'not-a-phone-number': () => 'Enter a phone number, for example 01632 960 001.',
};

/** What to put right in a field and how, in one or two sentences. A problem with one line of several names the line. */
export function fieldProblemText(problem: FieldProblem): string {
  const sentence = sentences[problem.problem](problem.field);
  return problem.line === undefined ? sentence : `Line ${problem.line}: ${sentence}`;
}

/** The line at the top of a form that came back. Undefined when nothing is wrong. */
export function problemSummary(problems: readonly FieldProblem[], button: string): string | undefined {
  const fields = new Set(problems.map((problem) => problem.field)).size;
  if (fields === 0) return undefined;
  const what = fields === 1 ? 'one thing' : `${fields} things`;
  const kept = problems.some((problem) => problem.problem === 'too-long') ? '' : ' Nothing you typed is lost.';
  return `Please put ${what} right, then press ${button} again.${kept}`;
}

/** Said where not all of what was typed could be put back into its field. */
export function keptInPart(kept: number, typed: number): string {
  return `You typed ${counted.format(typed)} characters. The box holds the first ${counted.format(kept)}: check what is missing.`;
}
