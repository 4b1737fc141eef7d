import type { AreaPolicy } from '../services/policies/model.ts';
import type { ReferralField, ReferralProblem } from '../services/referrals/draft-model.ts';
import { MAX_PROFESSIONALS } from '../services/referrals/model.ts';

type Problem = ReferralProblem['problem'];
type Policy = Pick<AreaPolicy, 'name' | 'selfReferralTurnTo' | 'ownConsentFrom'>;

/** What to do where nothing was answered. Fields that are not here are choices. */
const missing: Partial<Record<ReferralField, string>> = {
  receivedOn: 'Enter the date on which it was received.',
  contactName: 'Enter who was on the phone or wrote.',
  contactRelation: 'Say what they are to the person.',
  contactDetail: 'Enter how we can reach them.',
  personName: 'Enter the person’s full name.',
  dateOfBirth: 'Enter the date of birth as day, month and year, for example 31/3/1998.',
  residence: 'Enter where the person lives.',
  jobRole: 'Enter your job role, for example community nurse.',
  organisation: 'Enter the organisation you work for.',
  phone: 'Enter a phone number on which the DSR team can reach you.',
  consenterName: 'Enter the name of whoever said so.',
  consentDay: 'Enter the date on which it was said or decided.',
  evidence: 'Say where it is recorded, or what was said.',
  personView: 'Say what the young person thinks of it.',
  decidedBy: 'Enter who made the best-interest decision.',
  capacityAssessedOn: 'Enter the date on which capacity for this decision was assessed.',
  consulted: 'Say who was consulted.',
  whyNot: 'Say why the person has not been asked yet.',
  personDetail: 'Enter the address or number at which the person can be told.',
  representativeName: 'Enter the name of the representative.',
  representativeDetail: 'Enter the address or number at which they can be told.',
  currentIssues: 'Say what is happening now.',
  escalationRisk: 'Say what may happen next.',
  whatWasTried: 'Say what has been tried. If nothing has, write that.',
  whatCouldHelp: 'Say what could reduce the risk. If you do not know, write that.',
  professionalName: 'Enter the name of this professional.',
  professionalRole: 'Enter their job role.',
};

const texts: ReadonlySet<ReferralField> = new Set([
  ...(['currentIssues', 'escalationRisk', 'whatWasTried', 'whatCouldHelp', 'actionPlan', 'whyNot'] as const),
]);
const consentTexts: ReadonlySet<ReferralField> = new Set(['evidence', 'personView', 'consulted']);
const consentLines: ReadonlySet<ReferralField> = new Set(['consenterName', 'decidedBy']);

function tooLong(field: ReferralField): string {
  const most = texts.has(field) ? '4,000' : consentTexts.has(field) ? '2,000' : consentLines.has(field) ? '120' : '200';
  return `Shorten this to ${most} characters or fewer.`;
}

/** A route the area does not take: what to say instead, and to whom to turn. */
function routeNotTaken(policy: Policy): string {
  const turnTo = 'value' in policy.selfReferralTurnTo ? policy.selfReferralTurnTo.value : [];
  const instead = turnTo.length > 0 ? ` Tell them where to turn instead: ${turnTo.join(' ')}` : '';
  return `${policy.name} does not take referrals from them, so this one cannot be sent.${instead}`;
}

function notLead(policy: Policy): string {
  const turnTo = 'value' in policy.selfReferralTurnTo ? ` ${policy.selfReferralTurnTo.value.join(' ')}` : '';
  return `In ${policy.name} only the person’s lead professional can refer, so this cannot be sent by you. Ask the lead professional to refer.${turnTo}`;
}

const sentences: Record<
  Exclude<Problem, 'route-not-taken' | 'not-lead-professional'>,
  (field: ReferralField, policy: Policy) => string
> = {
  missing: (field) => missing[field] ?? 'Choose one of the answers.',
  'too-long': tooLong,
  'unknown-choice': () => 'Choose one of the answers.',
  'not-a-date': () => 'Enter a real date as day, month and year, for example 31/3/1998.',
  'year-of-four-digits': () => 'Write the year with four digits, for example 31/3/1998: 98 could be 1998 or 2098.',
  'in-the-future': () => 'This date lies ahead. Enter today or an earlier date.',
  'too-long-ago': () => 'This is more than 120 years ago. Check the year.',
  'before-birth': () => 'This is before the person was born. Check this date and the date of birth.',
  'before-capacity': () => 'Capacity was assessed after the decision. Check both dates.',
  'not-ten-digits': () => 'Enter an NHS number of 10 digits, or leave it empty.',
  'check-digit': () => 'This is not a valid NHS number. Check each digit, or leave it empty.',
  'repeated-digits': () => 'An NHS number is never one digit ten times. Check it, or leave it empty.',
  'test-number': () => 'NHS numbers that begin with 999 are for tests only. Check it, or leave it empty.',
  'not-a-phone-number': () => 'Enter a phone number, for example 01632 960 001.',
  'bad-email': () => 'Check the email address. It should look like sam@example.org.',
  'not-at-this-age': (_, policy) =>
    `They cannot agree in this way at the person’s age. From ${policy.ownConsentFrom.value} it is the person’s own decision unless they lack capacity for it; before that, it is for whoever has parental responsibility. If you are unsure, choose “Not yet” and say why.`,
  'no-professionals': () => 'Name at least one professional who knows the person, or press “I am one”.',
  'too-many': () => `Name up to ${MAX_PROFESSIONALS} professionals. Take somebody out.`,
  'no-way-to-reach': () => 'Enter an email address or a phone number, so that the team can reach them.',
};

/** What to put right in a field and how, in one or two sentences. */
export function referralProblemText({ field, problem }: ReferralProblem, policy: Policy): string {
  if (problem === 'route-not-taken') return routeNotTaken(policy);
  if (problem === 'not-lead-professional') return notLead(policy);
  return sentences[problem](field, policy);
}

/** The line at the top of a step that came back. Empty when nothing is wrong. */
export function referralProblemSummary(problems: readonly ReferralProblem[], button: string): string {
  const fields = new Set(problems.map((problem) => problem.field)).size;
  if (fields === 0) return '';
  const what = fields === 1 ? 'one thing' : `${fields} things`;
  const kept = problems.some((problem) => problem.problem === 'too-long') ? '' : ' Nothing you typed is lost.';
  return `Please put ${what} right, then press ${button} again.${kept}`;
}
