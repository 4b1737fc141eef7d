import type { ConsentRoute } from '../services/consent/model.ts';
import type { OptionalValues, RequiredValues, RuleName } from '../services/policies/model.ts';
import type { Choice } from '../services/policies/rule.ts';
import type { SupportTool } from '../services/policies/support-tool.ts';
import type { ReferralRoute } from '../services/referrals/model.ts';
import { durationWords } from './clocks.ts';
import { measureWords } from './measures.ts';

type Values = RequiredValues & OptionalValues;
type RuleWords<K extends RuleName> = { label: string; words: (value: Values[K]) => string[] };

const counted = new Intl.NumberFormat('en-GB');
const many = (count: number, one: string, more = `${one}s`) => `${counted.format(count)} ${count === 1 ? one : more}`;

const labels = (choices: readonly Choice[]) => [choices.map(({ label }) => label).join('; ')];
const daysBefore = (days: readonly number[]) => [
  `${listWords(
    days.toSorted((a, b) => b - a).map((day) => String(day)),
    'and',
  )} days before`,
];

const hoursBefore = (hours: readonly number[]) =>
  `${listWords(
    hours.toSorted((a, b) => b - a).map((hour) => String(hour)),
    'and',
  )} hours before`;

/** 'red, amber and green' */
export function listWords(parts: readonly string[], joint: 'and' | 'or'): string {
  if (parts.length < 2) return parts.join('');
  return `${parts.slice(0, -1).join(', ')} ${joint} ${parts.at(-1)}`;
}

const referrers: Record<ReferralRoute, string> = {
  professional: 'any professional',
  'lead-professional': 'the person’s lead professional',
  self: 'the person themselves',
  carer: 'a parent or carer',
};

const consenters: Record<ConsentRoute, string> = {
  person: 'the person',
  parent: 'a parent',
  guardian: 'a guardian',
  'parental-responsibility': 'whoever holds parental responsibility',
  deputy: 'a deputy for personal welfare, appointed by the Court of Protection',
  attorney: 'a health and welfare attorney',
  'best-interest': 'a recorded best-interest decision',
};

const sectors = { education: 'education', 'social-care': 'social care', health: 'health' } as const;
const managers = { health: 'health', 'local-authority': 'the local authority' } as const;
const ratingNames = { red: 'Red', amber: 'Amber', green: 'Green', blue: 'Blue' } as const;

function byHospital(prefix: string, value: Values['cetrRepeat']): string[] {
  return [
    `adults: ${prefix} ${durationWords(value.adult)}`,
    `tier 4: ${prefix} ${durationWords(value['tier-4'])}`,
    `secure setting: ${prefix} ${durationWords(value.secure)}`,
  ];
}

function toolWords(name: string, tool: SupportTool): string {
  const { questions, thresholds } = tool;
  const suggestions = thresholds
    .toSorted((a, b) => a.atLeast - b.atLeast)
    .map(({ atLeast, suggests }) => `${ratingNames[suggests]} from ${atLeast}`);
  return `${name}: ${tool.title}, ${many(questions.length, 'question')}; suggests ${listWords(suggestions, 'and')}`;
}

/** Every rule with its name and its value in words. A new rule without words does not compile. */
const rules: { [K in RuleName]: RuleWords<K> } = {
  whoRuns: { label: 'Who runs the register', words: (value) => [value] },
  referralRoutes: {
    label: 'Who may refer',
    words: (value) => [
      listWords(
        value.map((route) => referrers[route]),
        'or',
      ),
    ],
  },
  selfReferralTurnTo: { label: 'Where people can turn who may not refer themselves', words: (value) => [...value] },
  entryCriteria: { label: 'Whom the register is for', words: (value) => [value] },
  eligibilityQuestions: {
    label: 'What is asked about eligibility',
    words: (value) => value.map(({ question, expected }) => `${question} (${expected} speaks for the register)`),
  },
  localities: { label: 'Parts of the area', words: labels },
  referralTriage: { label: 'Triage of a referral', words: (value) => [`within ${durationWords(value)} of receipt`] },
  referralReview: {
    label: 'Risk review of a referral',
    words: (value) => [`within ${durationWords(value)} of receipt`],
  },
  referralReviewMayPause: {
    label: 'Whether the risk review pauses',
    words: (value) => [value ? 'yes, while the referrer is asked' : 'no'],
  },
  referralReviewers: {
    label: 'Who takes part in the risk review',
    words: (value) => [
      listWords(
        value.map((sector) => sectors[sector]),
        'and',
      ),
    ],
  },
  notEligibleReasons: { label: 'Reasons for “not eligible”', words: labels },
  endReasons: { label: 'Reasons for the end of an entry', words: labels },
  ratingDefinitions: {
    label: 'What the ratings mean',
    words: ({ red, amber, green, blue }) => [`Red: ${red}`, `Amber: ${amber}`, `Green: ${green}`, `Blue: ${blue}`],
  },
  ratingMeasures: {
    label: 'What must, may and can be done at each rating',
    words: (value) => value.map((measure) => `${ratingNames[measure.rating]} – ${measureWords(measure)}`),
  },
  childUnder: { label: 'Who is a child', words: (value) => [`under ${value}`] },
  childrenAndYoungPeopleUpTo: {
    label: 'Who counts as children and young people',
    words: (value) => [`up to and including age ${value}`],
  },
  keyworkerUpTo: { label: 'Keyworker', words: (value) => [`up to and including age ${value}`] },
  ownConsentFrom: { label: 'Own consent', words: (value) => [`sought from age ${value}`] },
  parentalResponsibilityUntil: { label: 'Parental responsibility', words: (value) => [`ends at ${value}`] },
  consentRoutes: {
    label: 'Who may consent, in this order',
    words: (value) => value.map((route, at) => `${at + 1}. ${consenters[route]}`),
  },
  consentRenewal: { label: 'Renewal of consent', words: (value) => [`after ${durationWords(value)}`] },
  consentReminders: { label: 'Renewal is asked for', words: daysBefore },
  clockReminders: { label: 'The key professional is reminded', words: daysBefore },
  withdrawalHours: {
    label: 'The clinical lead decides about a meeting first, when consent is withdrawn',
    words: (value) => [`within ${many(value, 'hour')} of it`],
  },
  cetrFirstOffer: {
    label: 'First C(E)TR after admission',
    words: (value) => byHospital('offered within', value),
  },
  cetrRepeat: { label: 'Repeat C(E)TR', words: (value) => byHospital('every', value) },
  cetrPlanReview: { label: 'Review of the C(E)TR action plan', words: (value) => [`within ${durationWords(value)}`] },
  oversightVisit: {
    label: 'Commissioner oversight visits',
    words: ({ adult, child }) => [`adults: every ${durationWords(adult)}`, `children: every ${durationWords(child)}`],
  },
  panelInterval: { label: 'Everybody is discussed at the panel', words: (value) => [`every ${durationWords(value)}`] },
  greenExit: {
    label: 'Leaving the register from Green',
    words: (value) => [`can be considered from ${durationWords(value)} on Green`],
  },
  longestStay: {
    label: 'Leaving the register after a long time',
    words: (value) => [`considered from ${durationWords(value)} on the register`],
  },
  escalation: {
    label: 'Escalation of overdue deadlines',
    words: ({ ratings, afterDays, sectors: who }) => [
      `at ${listWords(
        ratings.map((rating) => ratingNames[rating]),
        'and',
      )}, ${many(afterDays, 'day')} after the due date, to senior managers of ${listWords(
        who.map((sector) => managers[sector]),
        'and',
      )}`,
    ],
  },
  supportTool: {
    label: 'Support tool',
    words: ({ adult, child }) => [toolWords('Adults', adult), toolWords('Children', child)],
  },
  dischargePlanPoints: { label: 'Points of the plan for discharge', words: labels },
  digest: {
    label: 'Daily digest',
    words: ({ at, emptyOn }) => [
      `at ${at}; when nothing is due, on ${['Mondays', 'Tuesdays', 'Wednesdays', 'Thursdays', 'Fridays'][emptyOn - 1]} only`,
    ],
  },
  emergencyAdvice: { label: 'What to do in an emergency', words: (value) => [...value] },
  dangerWords: { label: 'Words that make a request urgent', words: (value) => [value.join(', ')] },
  urgentWithinWorkingDays: {
    label: 'A request is urgent when it is needed',
    words: (value) => [`within ${many(value, 'working day')}`],
  },
  decideWithinWorkingDays: {
    label: 'Requests are decided',
    words: (value) => [`within ${many(value, 'working day')}`],
  },
  purposeCategories: { label: 'Purposes of a meeting', words: labels },
  declineReasons: { label: 'Reasons for declining a request', words: labels },
  themes: { label: 'Themes of outcomes', words: labels },
  meetingLengths: {
    label: 'Lengths of a meeting',
    words: (value) => [`${listWords(value.map(String), 'or')} minutes`],
  },
  defaultMeetingLength: { label: 'Usual length of a meeting', words: (value) => [many(value, 'minute')] },
  workingHours: { label: 'Meetings are held', words: ({ start, end }) => [`from ${start} to ${end}`] },
  noticeWorkingDays: {
    label: 'Notice of a proposed time',
    words: (value) => [`at least ${many(value, 'whole working day')}`],
  },
  proposals: {
    label: 'Answers to proposed times',
    words: ({ answerWithinWorkingDays, chaseHoursBefore }) => [
      `within ${many(answerWithinWorkingDays, 'working day')}; whoever has not answered is reminded ${hoursBefore(chaseHoursBefore)}`,
    ],
  },
  responseChasers: {
    label: 'Invitations without an answer',
    words: ({ hoursAfterInvitation, hoursBeforeMeeting }) => [
      `asked about ${many(hoursAfterInvitation, 'hour')} after the invitation and ${many(hoursBeforeMeeting, 'hour')} before the meeting`,
    ],
  },
  travelMinutes: { label: 'Kept free around a meeting in person', words: (value) => [many(value, 'minute')] },
  rooms: { label: 'Rooms whose calendar is read', words: (value) => value.map(({ label }) => label) },
  cancelReasons: { label: 'Reasons for cancelling a meeting', words: labels },
  thinMdtReasons: {
    label: 'A reason for no MDT says too little',
    words: ({ phrases, fewestWords }) => [
      `with fewer than ${many(fewestWords, 'word')}, or as ${listWords(
        phrases.map((one) => `“${one}”`),
        'or',
      )}`,
    ],
  },
  actionReminders: {
    label: 'Agreed actions are reminded of',
    words: ({ daysBefore: days, escalateAfterDays }) => [
      `${listWords(
        days.toSorted((a, b) => b - a).map((day) => (day === 0 ? 'on the day' : `${many(day, 'day')} before`)),
        'and',
      )}; ${many(escalateAfterDays, 'day')} overdue, the organisation’s manager hears of it`,
    ],
  },
  questionWorkingDays: {
    label: 'A service answers a question',
    words: (value) => [`within ${many(value, 'working day')}`],
  },
  teamContact: { label: 'How the team is reached without email', words: ({ phone, post }) => [phone, ...post] },
};

/** The names of all rules, in the order in which they are read. */
export const ruleOrder = Object.keys(rules) as RuleName[];

/** What a rule is about, in a few words. */
export function ruleLabel(name: RuleName): string {
  return rules[name].label;
}

/** A rule's value in words, one line each. */
export function ruleValueWords<K extends RuleName>(name: K, value: Values[K]): string[] {
  return rules[name].words(value);
}
