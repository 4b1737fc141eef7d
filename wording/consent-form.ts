import type {
  AgeBand,
  CapacityAnswer,
  ConsentAnswer,
  ConsentField,
  ConsentProblem,
} from '../services/consent/check-consent.ts';
import type { AfterInvalid } from '../services/consent/find-consent-invalid.ts';
import type { ConsentRoute } from '../services/consent/model.ts';
import type { AuthorityRoute } from '../services/consent/who-may-consent.ts';
import { consentRouteLabels } from './consent.ts';

export const consentAnswerLabels: Record<ConsentAnswer, string> = {
  agrees: 'They agree, or agree anew',
  refuses: 'They say no',
  informed: 'They were told about it and have not decided',
};

export const ageBandLabels: Record<AgeBand, string> = {
  'under-16': 'Under 16',
  '16-or-17': '16 or 17',
  adult: '18 or over',
};

export const capacityLabels: Record<CapacityAnswer, string> = {
  'not-assessed': 'Nobody doubts that they can decide this',
  has: 'They were assessed, and can decide this',
  lacks: 'They were assessed as lacking capacity to decide this',
};

export const authorityLabels: Record<AuthorityRoute, string> = {
  parent: 'A parent (under 18)',
  guardian: 'A guardian (under 18)',
  'parental-responsibility': 'Somebody else with parental responsibility (under 18)',
  deputy: 'A deputy for personal welfare, appointed by the Court of Protection',
  attorney: 'An attorney for health and welfare',
};

export const flagLabels = {
  'competent-child': 'The young person is under 16 and can decide this themself',
  'parents-disagree': 'Those with parental responsibility do not agree with each other',
} as const;

export const afterInvalidLabels: Record<AfterInvalid, string> = {
  'ask-again': 'We ask for consent again. Until then the entry is suspended: nothing is shared.',
  'end-entry': 'It is not to be had. Their time on the register ends today.',
};

export const sharingLabels = {
  yes: 'Yes: what is needed may go to agencies that signed the sharing agreement',
  no: 'No: only the DSR team may know',
} as const;

/** The label of a field, which says itself whether an answer is needed. */
export function consentFieldLabel(
  field: ConsentField,
  about: { route?: ConsentRoute; required?: boolean } = {},
): string {
  const { route, required = true } = about;
  const mark = required ? ' (required)' : ' (optional)';
  return `${labelOf(field, route)}${field === 'authority' || field === 'flags' ? '' : mark}`;
}

function labelOf(field: ConsentField, route: ConsentRoute | undefined): string {
  switch (field) {
    case 'answer':
      return 'What do you want to record?';
    case 'route':
      return 'Who decides?';
    case 'ageBand':
      return 'How old are they? Their date of birth is not on record';
    case 'capacity':
      return 'Can they decide this themself? (16 and over)';
    case 'authority':
      return 'Does anybody hold authority to decide for them? Leave empty if nobody does';
    case 'flags':
      return 'Is any of this so?';
    case 'consenterName':
      return route === undefined || route === 'person' ? 'Who said so: name' : `Name: ${consentRouteLabels[route]}`;
    case 'form':
      return 'How did they say it?';
    case 'day':
      return route === 'best-interest' ? 'Day of the decision' : 'Day on which they said it';
    case 'informationFormat':
      return 'In which format were they told about the register first?';
    case 'evidence':
      return 'Evidence, and where it is kept';
    case 'personView':
      return 'What the young person thinks of it themself';
    case 'capacityAssessedOn':
      return 'Day of the capacity assessment';
    case 'decidedBy':
      return 'Who decided: name and role';
    case 'consulted':
      return 'Who was consulted';
    case 'sharing':
      return 'May what is needed be shared outside the DSR team?';
    case 'note':
      return 'Note';
    case 'saidBy':
      return 'Who says so?';
    case 'ends':
      return 'What follows?';
  }
}

const missing: Partial<Record<ConsentField, string>> = {
  answer: 'Choose what to record.',
  route: 'Choose who decides.',
  ageBand: 'Choose how old they are: who may consent depends on it.',
  consenterName: 'Enter their name.',
  form: 'Choose how they said it.',
  day: 'Enter the day.',
  informationFormat: 'Choose the format in which they were told first.',
  evidence: 'Say what shows it, for instance a signed form, and where it is kept.',
  personView: 'Write what the young person thinks of it, or that they did not want to say.',
  capacityAssessedOn: 'Enter the day of the assessment.',
  decidedBy: 'Enter who decided.',
  consulted: 'Say who was consulted.',
  sharing: 'Choose whether what is needed may be shared.',
  note: 'Say why.',
  saidBy: 'Choose who says so.',
  ends: 'Choose what follows.',
};

/** What to put right in a field. */
export function consentProblemText({ field, problem }: ConsentProblem): string {
  switch (problem) {
    case 'missing':
      return missing[field] ?? 'Fill this in.';
    case 'too-long':
      return field === 'consenterName' || field === 'decidedBy'
        ? 'Shorten this to 120 characters or fewer.'
        : 'Shorten this to 2,000 characters or fewer.';
    case 'unknown-choice':
      return 'Choose one of the answers in the list.';
    case 'not-a-date':
      return 'Enter the day as day, month and year.';
    case 'in-the-future':
      return 'This day is still to come. Enter the day on which it happened.';
    case 'before-birth':
      return 'This day is before the person was born.';
    case 'after-the-day':
      return 'The assessment must come before the decision that rests on it.';
    case 'before-consent':
      return 'Consent was given again after this day. Enter the day on which they took that back.';
    default:
      return notOpen[problem];
  }
}

const notOpen: Record<
  Exclude<
    ConsentProblem['problem'],
    | 'missing'
    | 'too-long'
    | 'unknown-choice'
    | 'not-a-date'
    | 'in-the-future'
    | 'before-birth'
    | 'after-the-day'
    | 'before-consent'
  >,
  string
> = {
  'own-consent':
    'From 16 on the person decides, unless they were assessed as lacking capacity to decide this. A consent that a parent gave before stands until its renewal date.',
  'not-their-age':
    'At this age it is not theirs to decide. Under 16 a parent, a guardian or somebody else with parental responsibility does.',
  'lacks-capacity':
    'They were assessed as lacking capacity, so somebody with authority decides, or a best-interest decision is made where nobody holds any.',
  'somebody-holds-authority':
    'Somebody holds authority to decide for them: ask them. A best-interest decision is made only where nobody does.',
  'not-in-policy': 'In this area those are not asked for consent. Speak to the clinical lead.',
  'no-parental-responsibility':
    'For a child under 16 somebody with parental responsibility must decide. Find out who has it, for instance from children’s services.',
};

export const consentFormWords = {
  whoHeading: 'Record consent: who decides',
  recordHeading: 'Record consent: what was said',
  askHeading: 'The clinical lead decides this',
  withdrawHeading: 'Withdraw consent',
  invalidHeading: 'Consent was not valid',
  decideHeading: 'Consent has ended: is this meeting held?',
  explainFirst:
    'Explain it before you ask, in a format that they understand: what the register is, who may be told what, until when a yes counts, and that they can take it back at any time without saying why.',
  whoIntro:
    'Say also that being on the register is voluntary, and that saying no changes nothing in their current support. On the next card you record in which format you explained it.',
  recordIntro: 'What was said counts from the day it was said, not from today.',
  askIntro:
    'A young person under 16 who can decide this themself, and parents who do not agree, are for the clinical lead. Nothing is shared until they have decided.',
  askSuspends:
    'The consent recorded so far stops counting when you ask. The entry is suspended until the clinical lead has decided; it does not end.',
  leadDecides: 'You decide this as clinical lead. Your name and your reason are kept with it.',
  withdrawIntro:
    'They can take it back at any time and need not say why. Nothing in their current support changes. If you record it today:',
  refusalEnds: 'There was a yes before. This no ends what rested on it. If you record it today:',
  invalidIntro:
    'Use this where a consent on record is found not to be one: whoever gave it had no authority, or did not know what it was for.',
  invalidSuspends:
    'If you ask again: nothing about the person is shared and no meeting is requested until consent is recorded anew. Meetings that are booked stay booked.',
  invalidEnds: 'If their time on the register ends today:',
  whyCancel: 'If you cancel it: why (required)',
  decideIntro:
    'Consent to the register has ended, and this meeting was too near to be cancelled with the others. Until you decide, nothing about the person leaves the team.',
  decideEffects:
    'If you cancel it, everybody invited is told that it is off. If it is held without consent, you say why, and until which day what is needed may be shared: for this meeting only. Their time on the register stays ended.',
} as const;
