import type { AreaPolicy } from '../../services/policies/model.ts';
import type { ReferralField, ReferralProblem, ReferralStep } from '../../services/referrals/draft-model.ts';
import type { ReferralRoute, ReferralView } from '../../services/referrals/model.ts';
import type { OwnRoute } from '../../services/referrals/own-referral.ts';
import type { AnswerLine } from '../referral-answers.ts';
import { referralChoiceLabel, referralFieldLabel } from '../referral-fields.ts';
import { referralDetails, whatHappensToReferral } from '../referral-for-referrer.ts';
import { referralProblemText } from '../referral-problems.ts';
import { referrerState } from '../referral-states.ts';
import { referralStepIntro, referralStepTitles } from '../referral-steps.ts';
import { askingWords } from './asking.ts';

/** Who fills in the pages: the person, somebody who cares for them, or a professional (undefined). */
export type Voice = OwnRoute | undefined;

type Words = Partial<Record<ReferralField, string>>;

/** What is asked of somebody about themself. What is not here is asked as of everybody. */
const selfLabels: Words = {
  personName: 'Your full name',
  dateOfBirth: 'Your date of birth',
  nhsNumber: 'Your NHS number',
  residence: 'Where do you live?',
  locality: 'Which part of the area is that?',
  phone: 'Your phone number',
  consentAnswer: 'Do you agree to be on the register?',
  informationFormat: 'How did you find out about the register?',
  consentSharing: 'May we tell other services what they need to know to help you?',
  whyNot: 'What would you like to know or talk about first?',
  personVia: 'How should we tell you things?',
  personDetail: 'Your email address, phone number or postal address',
  personFormat: 'How should our letters look?',
  representativeName: 'Is there somebody who should hear from us too? Their name',
  representativeRelation: 'What are they to you?',
  representativeVia: 'How should we tell them things?',
  representativeDetail: 'Their email address, phone number or postal address',
  representativeFormat: 'How should their letters look?',
  currentIssues: 'What is happening now? What worries you?',
  escalationRisk: 'What may happen next, and how soon?',
  whatWasTried: 'What have you or others tried? What helped?',
  whatCouldHelp: 'What would help you?',
  actionPlan: 'Is there a plan already?',
};

const carerLabels: Words = {
  contactRelation: 'What are you to them?',
  personName: 'Full name of the person you care for',
  dateOfBirth: 'Their date of birth',
  nhsNumber: 'Their NHS number',
  residence: 'Where do they live?',
  locality: 'Which part of the area is that?',
  consentAnswer: 'Do they know about this, and do they agree to be on the register?',
  personVia: 'How should we tell them things?',
  personFormat: 'How should our letters to them look?',
  representativeName: 'Who should hear from us besides them?',
  representativeRelation: 'What is this person to them?',
  representativeVia: 'How should we tell this person things?',
  representativeDetail: 'Email address, phone number or postal address of this person',
  representativeFormat: 'How should letters to this person look?',
  currentIssues: 'What is happening now? What worries you?',
  whatWasTried: 'What have you or others tried? What helped?',
  whatCouldHelp: 'What would help?',
  actionPlan: 'Is there a plan already?',
};

const everybodysLabels: Words = { contactName: 'Your name' };

const labels: Record<OwnRoute, Words> = { self: selfLabels, carer: carerLabels };

type FieldContext = { policy: AreaPolicy; voice: Voice; consentAnswer?: string | undefined; lead?: boolean };

/** What a field asks on a page, by who reads it. */
export function pageFieldLabel(field: ReferralField, context: FieldContext): string {
  const own = context.voice && labels[context.voice][field];
  return own ?? everybodysLabels[field] ?? referralFieldLabel(field, context);
}

const hints: Words = {
  dateOfBirth: 'For example, 31 3 1998',
  nhsNumber: 'It has 10 digits. It is on letters from the NHS. You can leave this empty.',
  phone: 'We may ring this number about what you send.',
  locality: 'Choose the nearest if you are not sure.',
  consentDay: 'The day on which it was said. For example, 14 1 2027',
  capacityAssessedOn: 'For example, 14 1 2027',
  personDetail: 'Leave this empty if we should tell them in person.',
  representativeName: 'A parent, carer, deputy or advocate. Leave all of this part empty if there is nobody.',
  professionalName: 'One at a time. Press “Add this person” for the next.',
  professionalEmail: 'An email address or a phone number is enough.',
};

const selfHints: Words = {
  personDetail: 'Leave this empty if we should tell you in person.',
  representativeName: 'A parent, a carer, a friend. Leave all of this part empty if there is nobody.',
  consentSharing: 'We never share more than they need.',
};

const carerHints: Words = {
  contactRelation: 'For example mother, brother, or friend',
  representativeName: 'This can be you. Leave all of this part empty if nobody should.',
};

/** A line under what a field asks; undefined where none is needed. */
export function pageFieldHint(field: ReferralField, voice: Voice): string | undefined {
  const own = voice === 'self' ? selfHints : voice === 'carer' ? carerHints : {};
  return own[field] ?? hints[field];
}

const selfChoices: Partial<Record<ReferralField, Record<string, string>>> = {
  consentAnswer: { person: 'Yes, I agree', 'not-yet': 'Not yet: I want to talk about it first' },
  personVia: { representative: 'Tell somebody else for me' },
  consentSharing: { no: 'No, only your team may know' },
};

/** The words of one choice on a page. */
export function pageChoiceLabel(field: ReferralField, code: string, context: FieldContext): string {
  const own = context.voice === 'self' ? selfChoices[field]?.[code] : undefined;
  return own ?? referralChoiceLabel(field, code, context);
}

const selfProblems: Words = {
  personName: 'Enter your full name.',
  dateOfBirth: 'Enter your date of birth: day, month and year.',
  residence: 'Enter where you live.',
  personDetail: 'Enter the address or number where we can tell you.',
};
const missingOnPages: Words = {
  contactName: 'Enter your name.',
  contactRelation: 'Say what you are to them, for example mother.',
};

/** What to put right in a field of a page. */
export function pageProblemText(problem: ReferralProblem, policy: AreaPolicy, voice: Voice): string {
  const { field, problem: what } = problem;
  if (what === 'missing') {
    const words = (voice === 'self' ? selfProblems[field] : undefined) ?? missingOnPages[field];
    if (words !== undefined) return words;
  }
  if (what === 'not-at-this-age' && voice === 'self') {
    return `At your age a parent or somebody with parental responsibility decides with you. Choose “Not yet” and go on: we talk about it with you.`;
  }
  if (what === 'route-not-taken') return notTakenLines(policy, voice ?? 'professional').join(' ');
  return referralProblemText(problem, policy);
}

const selfTitles: Partial<Record<ReferralStep, string>> = {
  who: 'About you',
  consent: 'Do you agree?',
  'consent-detail': 'More about that',
  told: 'How we tell you things',
  risk: 'What is happening, and what helps',
  professionals: 'People who help you now',
};
const carerTitles: Partial<Record<ReferralStep, string>> = {
  who: 'About you and the person you care for',
  risk: 'What is happening, and what helps',
  professionals: 'People who help them now',
};

/** What a step is about, as its heading and on the check page. */
export function pageStepTitle(step: ReferralStep, voice: Voice): string {
  const own = voice === 'self' ? selfTitles[step] : voice === 'carer' ? carerTitles[step] : undefined;
  return own ?? (step === 'who' ? 'About you and the person' : referralStepTitles[step]);
}

type IntroContext = { policy: AreaPolicy; voice: Voice; young: boolean; consentAnswer?: string | undefined };

/** A few sentences above the questions of a step. */
export function pageStepIntro(step: ReferralStep, context: IntroContext): string[] {
  const { policy, voice, young, consentAnswer } = context;
  if (voice === 'self') return selfIntro(step, policy, consentAnswer);
  if (step === 'professionals') {
    return voice === 'carer'
      ? [
          'A doctor, nurse, teacher, social worker or support worker. If you know of nobody, leave this empty and go on.',
        ]
      : ['Name at least one who knows the person well. You can be one of them.'];
  }
  return referralStepIntro(step, { policy, young, consentAnswer });
}

function selfIntro(step: ReferralStep, policy: AreaPolicy, consentAnswer: string | undefined): string[] {
  switch (step) {
    case 'eligibility':
      return [
        `The register is for: ${policy.entryCriteria.value}.`,
        'In these questions “the person” is you. “I don’t know” is a good answer: we find out together.',
      ];
    case 'consent':
      return [
        'Nobody comes onto the register without agreeing. You can say “not yet” and still send this.',
        'Saying no changes nothing in the help you get now. You can change your mind at any time.',
        `If you are under ${policy.ownConsentFrom.value}, a parent or somebody with parental responsibility decides with you. Choose “Not yet” then.`,
      ];
    case 'consent-detail':
      return consentAnswer === 'not-yet' ? ['We talk about it with you before anything else.'] : [];
    case 'told':
      return ['We tell you what was decided, also if the register is not right for you.'];
    case 'risk':
      return ['A few sentences each are enough. Use your own words.'];
    case 'professionals':
      return [
        'A doctor, nurse, teacher, social worker or support worker. If you know of nobody, leave this empty and go on.',
      ];
    default:
      return [];
  }
}

/** Where somebody can turn whose referral the area does not take on this route. */
export function notTakenLines(policy: AreaPolicy, route: ReferralRoute): string[] {
  const turnTo = 'value' in policy.selfReferralTurnTo ? policy.selfReferralTurnTo.value : [];
  const who: Partial<Record<ReferralRoute, string>> = {
    self: 'In this area people cannot refer themselves.',
    carer: 'In this area parents and carers cannot refer somebody.',
  };
  return [who[route] ?? 'In this area professionals cannot refer on these pages.', ...turnTo];
}

/** What happens next with a referral, as its page says it. */
export function nextOnPage(referral: ReferralView, address: string): string[] {
  const { route, state } = referral;
  const lines = whatHappensToReferral(referral).map((line) =>
    line
      .replace('You are told here when it is decided. ', '')
      .replace('A coordinator tells you the outcome', 'A coordinator tells you what was decided'),
  );
  const undecided = state === 'submitted' || state === 'information-requested';
  const own = route === 'self' ? lines.map(toSelf) : lines;
  return undecided ? [...own, askingWords.mailed(address)] : own;
}

function toSelf(line: string): string {
  if (line.startsWith('The person, or whoever speaks for them, is told the outcome too')) {
    return 'We tell you what was decided in the way you asked for, also if the register is not right for you.';
  }
  if (line.startsWith('The person, or whoever speaks for them, is told that'))
    return 'We write to you that it was withdrawn.';
  return line;
}

/** Everything that was sent, in the words in which it was asked. */
export function detailsOnPage(referral: ReferralView, policy: AreaPolicy): AnswerLine[] {
  const own = referral.route === 'self' ? selfLabels : referral.route === 'carer' ? carerLabels : {};
  const asked = Object.entries(own).map(
    ([field, words]) => [referralFieldLabel(field as ReferralField, { policy }), words] as const,
  );
  return referralDetails(referral, policy).map(({ title, text }) => ({
    title: asked.find(([label]) => label === title)?.[1] ?? title,
    text,
  }));
}

/** The state of somebody's own referral, without the sign before it. */
export function stateOnPage({
  state,
  referrerTold,
  route,
}: Pick<ReferralView, 'state' | 'referrerTold' | 'route'>): string {
  if (state === 'not-eligible' && referrerTold && route === 'self') return 'The register is not right for you';
  return referrerState(state, referrerTold).words.replace(/^\S+ /, '');
}

/** What is on record as evidence where somebody agrees for themself on the page. */
export const agreedOnThePage = 'Agreed on the web page, after confirming their email address with a code';

/** Everything else that the referral pages say. */
export const referWords = {
  choose: {
    title: 'Who is this about?',
    choices: {
      self: { text: 'Me', hint: 'I ask for help for myself.' },
      carer: { text: 'Somebody I care for', hint: 'I am a parent, carer, family member or friend.' },
      professional: { text: 'Somebody I work with', hint: 'I am a professional.' },
    } as Record<string, { text: string; hint: string }>,
  },
  before: {
    self: {
      title: 'Ask for help for yourself',
      lines: [
        'We ask you about you, what is happening and what would help. It takes about 20 minutes.',
        'You can stop at any page and come back later.',
        'Somebody you trust can do it with you.',
        'First we ask for your email address, and send a code to it. Nothing is kept before you type that code.',
      ],
      rather: 'Would you rather talk to us, or write on paper?',
    },
    carer: {
      title: 'Ask for help for somebody you care for',
      lines: [
        'We ask about you, about the person, what is happening and what would help. It takes about 20 minutes.',
        'You can stop at any page and come back later.',
        'If you can, talk with them about it first. You can send this also if you have not yet.',
        'First we ask for your email address, and send a code to it. Nothing is kept before you type that code.',
      ],
      rather: 'Would you rather talk to us, or write on paper?',
    },
    professional: {
      title: 'Refer somebody you work with',
      lines: [
        'It takes about 15 minutes. You can stop at any page and come back later.',
        'Have to hand: date of birth, where they live, what has been tried, who else knows them, and what they said about being on the register.',
        'If you have Microsoft Teams in the Trust, you can also write “refer someone” to our bot.',
        'First we ask for your email address, and send a code to it. Nothing is kept before you type that code.',
      ],
      rather: 'Would you rather write on paper?',
    },
  },
  notTaken: { title: 'You cannot refer here', turnHeading: 'Where you can turn' },
  printForm: 'Print the form',
  aboutYou: 'About you',
  aboutThem: 'About the person',
  named: 'People you have named',
  takeOut: 'Take out',
  addThis: 'Add this person',
  iAmOne: 'I am one of them',
  checkTitle: 'Check your answers before you send them',
  nobodyNamed: 'Nobody named',
  send: 'Send it',
  sentTitle: 'We have it',
  recordTitle: (reference: string) => `Your referral ${reference}`,
  referenceIs: 'Your reference is',
  about: (name: string, sentOn: string) => `About ${name}. Sent on ${sentOn}.`,
  withdrawTitle: 'Withdraw this referral?',
  withdrawLines: ['The team stops working on it. You can refer again at any time.'],
  stepOf: (number: number, of: number) => `Step ${number} of ${of}`,
} as const;
