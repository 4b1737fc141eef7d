import type { AreaPolicy } from '../../services/policies/model.ts';
import type { ReferralField, ReferralProblem } from '../../services/referrals/draft-model.ts';
import type { ReferralRoute } from '../../services/referrals/model.ts';
import type { OwnRoute } from '../../services/referrals/own-referral.ts';
import { referralChoiceLabel, referralFieldLabel } from '../referral-fields.ts';
import { referralProblemText } from '../referral-problems.ts';

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

/** What is asked of whoever refers themself or somebody they care for, where it is not as of a professional. */
export const ownLabels: Record<OwnRoute, Words> = { self: selfLabels, carer: carerLabels };

type FieldContext = { policy: AreaPolicy; voice: Voice; consentAnswer?: string | undefined; lead?: boolean };

/** What a field asks on a page, by who reads it. */
export function pageFieldLabel(field: ReferralField, context: FieldContext): string {
  const own = context.voice && ownLabels[context.voice][field];
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

/** Where somebody can turn whose referral the area does not take on this route. */
export function notTakenLines(policy: AreaPolicy, route: ReferralRoute): string[] {
  const turnTo = 'value' in policy.selfReferralTurnTo ? policy.selfReferralTurnTo.value : [];
  const who: Partial<Record<ReferralRoute, string>> = {
    self: 'In this area people cannot refer themselves.',
    carer: 'In this area parents and carers cannot refer somebody.',
  };
  return [who[route] ?? 'In this area professionals cannot refer on these pages.', ...turnTo];
}
