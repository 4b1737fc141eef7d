import type { AreaPolicy } from '../services/policies/model.ts';
import { labelOf } from '../services/policies/model.ts';
import type { ReferralField, StaticReferralField } from '../services/referrals/draft-model.ts';
import { ratings } from '../services/register/model.ts';
import { ratingLabels } from './register.ts';

/** Labels of the fields as a form asks for them, without whether they are required. */
const labels: Record<StaticReferralField, string> = {
  receivedBy: 'How did the referral come?',
  receivedOn: 'Date it was received',
  contactName: 'Who was on the phone or wrote?',
  contactRelation: 'What are they to the person? For example mother, or care coordinator',
  contactVia: 'How can we reach them?',
  contactDetail: 'Their email address, phone number or postal address',
  route: 'Who refers?',
  personName: 'Full name',
  dateOfBirth: 'Date of birth, with the year in four digits, for example 31/3/1998',
  nhsNumber: 'NHS number, if you know it',
  residence: 'Where they live (address, ward or placement)',
  locality: 'Part of the area',
  jobRole: 'Your job role',
  organisation: 'Your organisation',
  phone: 'Your phone number',
  consentAnswer: 'Does the person know about this referral, and do they agree to be on the register?',
  consenterName: 'Name of whoever said so',
  consentDay: 'Date',
  consentForm: 'How was it said?',
  informationFormat: 'How was the register explained to them first?',
  consentSharing: 'May we share what is needed with the agencies of the information sharing agreement?',
  evidence: 'Where is this recorded, or what was said?',
  personView: 'What does the young person think of it themselves?',
  decidedBy: 'Who made the decision? Name and role',
  capacityAssessedOn: 'Date on which capacity for this decision was assessed',
  consulted: 'Who was consulted?',
  whyNot: 'Why not?',
  personVia: 'How does the person want to be told things?',
  personDetail: 'Their email address, phone number or postal address',
  personFormat: 'Format of letters to them',
  representativeName: 'Name of the parent, carer or representative, if there is one',
  representativeRelation: 'What is the representative to the person?',
  representativeVia: 'How does the representative want to be told things?',
  representativeDetail: 'The representative’s email address, phone number or postal address',
  representativeFormat: 'Format of letters to the representative',
  currentIssues: 'What is happening now that puts the person at risk?',
  escalationRisk: 'What may happen next, and how soon?',
  whatWasTried: 'What has been tried? Say what helped, too',
  whatCouldHelp: 'What could reduce the risk?',
  actionPlan: 'Plan so far, for services now and later',
  professionalName: 'Name',
  professionalRole: 'Job role',
  professionalOrganisation: 'Organisation',
  professionalEmail: 'Email',
  professionalPhone: 'Phone',
  suggestedRating: 'Which rating would you suggest? The team decides',
};

/** Labels that depend on the answer about consent. */
const consentLabels: Record<string, Partial<Record<StaticReferralField, string>>> = {
  person: { consenterName: 'Name of the person who agrees' },
  'best-interest': { consentDay: 'Date of the best-interest decision' },
  refused: { consenterName: 'Who said no?', whyNot: 'What did they say?' },
  'not-yet': { whyNot: 'Why has the person not been asked yet, and when will they be?' },
};

type LabelContext = { policy: AreaPolicy; consentAnswer?: string | undefined; lead?: boolean };

/** What a field asks, as people read it on the form and on the check page. */
export function referralFieldLabel(field: ReferralField, { policy, consentAnswer, lead }: LabelContext): string {
  if (field.startsWith('eligibility-')) {
    const code = field.slice('eligibility-'.length);
    return policy.eligibilityQuestions.value.find((one) => one.code === code)?.question ?? code;
  }
  if (field.startsWith('tool-')) return toolQuestion(field.slice('tool-'.length), policy);
  const name = field as StaticReferralField;
  if (name === 'route' && lead) return 'Are you the person’s lead professional?';
  return consentLabels[consentAnswer ?? '']?.[name] ?? labels[name];
}

/** A support tool's question; the two versions may word one code differently, so the adult's stands where both have it. */
function toolQuestion(code: string, { supportTool }: Pick<AreaPolicy, 'supportTool'>): string {
  if (!('value' in supportTool)) return code;
  const questions = [...supportTool.value.adult.questions, ...supportTool.value.child.questions];
  return questions.find((one) => one.code === code)?.text ?? code;
}

const routes: Record<string, string> = {
  professional: 'A professional',
  'lead-professional': 'The lead professional',
  self: 'The person themself',
  carer: 'A parent, carer or family member',
};

const consentRouteLabels: Record<string, string> = {
  person: 'Yes, the person agrees',
  parent: 'Yes, a parent agrees for them',
  guardian: 'Yes, a guardian agrees for them',
  'parental-responsibility': 'Yes, somebody else with parental responsibility agrees for them',
  deputy: 'Yes, a deputy appointed by the Court of Protection agrees for them',
  attorney: 'Yes, an attorney for health and welfare agrees for them',
  'best-interest':
    'A best-interest decision was made: they lack capacity for this, and nobody holds authority to decide',
  refused: 'No, they have said no',
  'not-yet': 'Not yet',
};

const ways: Record<string, string> = { email: 'Email', post: 'Post', phone: 'Phone', 'in-person': 'In person' };
const formats: Record<string, string> = { plain: 'Plain', 'easy-read': 'Easy Read', 'large-print': 'Large print' };
const relations: Record<string, string> = {
  parent: 'Parent',
  guardian: 'Guardian',
  'parental-responsibility': 'Has parental responsibility',
  carer: 'Carer',
  family: 'Family',
  deputy: 'Deputy appointed by the Court of Protection',
  attorney: 'Attorney for health and welfare',
  advocate: 'Advocate',
  other: 'Other',
};

const choiceWords: Partial<Record<StaticReferralField, Record<string, string>>> = {
  receivedBy: { phone: 'By phone', email: 'By email', paper: 'On paper' },
  contactVia: ways,
  route: routes,
  consentAnswer: consentRouteLabels,
  consentForm: { 'in-person': 'In person', phone: 'By phone', paper: 'On paper', online: 'Online' },
  informationFormat: {
    ...formats,
    plain: 'In plain words, on paper or screen',
    symbols: 'With symbols',
    photosymbols: 'With photosymbols',
    spoken: 'Spoken',
  },
  consentSharing: { yes: 'Yes', no: 'No, only the DSR team may know' },
  personVia: { ...ways, representative: 'Tell their representative instead' },
  personFormat: formats,
  representativeRelation: relations,
  representativeVia: ways,
  representativeFormat: formats,
};

/** The words of one choice. Ratings stand with the area's own definition beside them. */
export function referralChoiceLabel(field: ReferralField, code: string, { policy, lead }: LabelContext): string {
  if (field.startsWith('eligibility-')) return { yes: 'Yes', no: 'No', unknown: 'I don’t know' }[code] ?? code;
  if (field.startsWith('tool-')) return toolAnswer(field.slice('tool-'.length), code, policy);
  if (field === 'locality') return labelOf(policy.localities.value, code);
  if (field === 'suggestedRating') return ratingChoice(code, policy);
  if (field === 'route' && lead) return code === 'lead-professional' ? 'Yes' : 'No';
  return choiceWords[field as StaticReferralField]?.[code] ?? code;
}

function toolAnswer(question: string, code: string, { supportTool }: Pick<AreaPolicy, 'supportTool'>): string {
  if (!('value' in supportTool)) return code;
  const questions = [...supportTool.value.adult.questions, ...supportTool.value.child.questions];
  const answers = questions.filter((one) => one.code === question).flatMap((one) => one.answers);
  return answers.find((answer) => answer.code === code)?.label ?? code;
}

function ratingChoice(code: string, { ratingDefinitions }: Pick<AreaPolicy, 'ratingDefinitions'>): string {
  const rating = ratings.find((one) => one === code);
  if (rating === undefined) return 'I am not sure';
  return `${ratingLabels[rating]}: ${ratingDefinitions.value[rating]}`;
}

/** Words of codes that cards about a sent referral show as well. */
export const contactWayLabels = ways;
export const letterFormatLabels = formats;
export const representativeRelationLabels = relations;
export const referralRouteLabels = routes;
