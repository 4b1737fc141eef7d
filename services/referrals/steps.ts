import { type ConsentRoute, consentForms, contactWays, informationFormats } from '../consent/model.ts';
import { authorityRoutes, type ConsentRecordField, mustBeRecorded, whoMayConsent } from '../consent/who-may-consent.ts';
import { ageOn } from '../people/age.ts';
import { letterFormats, representativeRelations } from '../people/model.ts';
import { type CalendarDay, parseCalendarDay } from '../platform/time.ts';
import type { AreaPolicy, Choice } from '../policies/model.ts';
import { statedValue } from '../policies/rule.ts';
import type { SupportTool } from '../policies/support-tool.ts';
import { ratings } from '../register/model.ts';
import {
  NOT_LEAD,
  NOT_YET,
  REFUSED,
  type ReferralFieldSpec,
  type ReferralStep,
  referralSteps,
  TELL_REPRESENTATIVE,
  type TypedReferral,
} from './draft-model.ts';
import { type ReferralRoute, receivedWays, referralRoutes } from './model.ts';
import { ownConsentFields, ownDetails, ownPhone, ownRouteOf, usualTold } from './own-referral.ts';

/** What decides which steps there are and what each asks. */
export type StepContext = {
  typed: TypedReferral;
  policy: AreaPolicy;
  /** The day in England. */
  today: CalendarDay;
  /** On the web pages: who is at work on it, and the address that they have confirmed. */
  outside?: { name: string; email: string } | undefined;
};

const codes = (choices: readonly Choice[]) => choices.map(({ code }) => code);

/** The routes on which professionals refer themselves, in Teams and on the web pages, as the area takes them. */
export function professionalRoutes(policy: Pick<AreaPolicy, 'referralRoutes'>): ReferralRoute[] {
  return policy.referralRoutes.value.filter((route) => route === 'professional' || route === 'lead-professional');
}

/** The date of birth as it can be reckoned with; undefined while it is missing or wrong. */
export function typedBirth(typed: TypedReferral, today: CalendarDay): CalendarDay | undefined {
  const day = parseCalendarDay(typed.dateOfBirth ?? '');
  return day !== undefined && day <= today ? day : undefined;
}

/** The person's age today in whole years; undefined while their date of birth is missing or wrong. */
export function typedAge(typed: TypedReferral, today: CalendarDay): number | undefined {
  const born = typedBirth(typed, today);
  return born === undefined ? undefined : ageOn(born, today);
}

/** The support tool for a person of this age; undefined where the area has none, or the age is not known. */
export function toolOf(
  policy: Pick<AreaPolicy, 'supportTool' | 'childUnder'>,
  age: number | undefined,
): { version: 'adult' | 'child'; tool: SupportTool } | undefined {
  const tools = statedValue(policy.supportTool);
  if (tools === undefined || age === undefined) return undefined;
  const version = age < policy.childUnder.value ? 'child' : 'adult';
  return { version, tool: tools[version] };
}

/** The steps that this referral goes through, in order; 'consent-detail' always follows 'consent'. */
export function stepsOf(context: StepContext): ReferralStep[] {
  const { typed, policy } = context;
  // To suggest a rating is for professionals.
  const own = ownRouteOf(context) !== undefined;
  const hasTool = statedValue(policy.supportTool) !== undefined;
  return referralSteps.filter((step) => {
    if (step === 'received') return typed.forAnother === 'yes';
    if (own && (step === 'tool' || step === 'rating')) return false;
    return step !== 'tool' || hasTool;
  });
}

/** The step after this one; undefined after the last, when the answers are checked. */
export function stepAfter(step: ReferralStep, context: StepContext): ReferralStep | undefined {
  const steps = stepsOf(context);
  return steps[steps.indexOf(step) + 1];
}

/** The step before this one; undefined on the first. */
export function stepBefore(step: ReferralStep, context: StepContext): ReferralStep | undefined {
  const steps = stepsOf(context);
  return steps[steps.indexOf(step) - 1];
}

type Fields = (context: StepContext) => ReferralFieldSpec[];
const must = { required: true } as const;
const may = { required: false } as const;

const received: Fields = ({ typed, policy, today }) => [
  {
    field: 'receivedBy',
    input: 'choice',
    ...must,
    choices: receivedWays.filter((way) => way !== 'teams' && way !== 'web'),
  },
  { field: 'receivedOn', input: 'date', ...must, usual: today },
  { field: 'route', input: 'choice', ...must, choices: allRoutes(policy) },
  { field: 'contactName', input: 'line', required: typed.route !== 'self' },
  { field: 'contactRelation', input: 'line', required: typed.route !== 'self' },
  { field: 'contactVia', input: 'choice', ...must, choices: contactWays },
  { field: 'contactDetail', input: 'line', required: typed.contactVia !== 'in-person' },
];

/** Those the area takes first; the others too, because somebody has written or rung: the coordinator is told what to say. */
function allRoutes(policy: AreaPolicy): string[] {
  const taken = policy.referralRoutes.value;
  return [...taken, ...referralRoutes.filter((route) => !taken.includes(route) && route !== 'lead-professional')];
}

const who: Fields = ({ typed, policy, outside }) => [
  ...ownDetails({ typed, outside }),
  ...routeField({ typed, policy, outside }),
  { field: 'personName', input: 'line', ...must },
  { field: 'dateOfBirth', input: 'line', ...must },
  { field: 'nhsNumber', input: 'line', ...may },
  { field: 'residence', input: 'line', ...must },
  { field: 'locality', input: 'choice', ...must, choices: codes(policy.localities.value) },
  ...(typed.forAnother === 'yes' || outside
    ? ownPhone({ typed, outside })
    : ([
        { field: 'jobRole', input: 'line', ...must },
        { field: 'organisation', input: 'line', ...must },
        { field: 'phone', input: 'phone', ...must },
      ] as const)),
];

/** A professional is asked only where the area makes a difference. */
function routeField({ typed, policy, outside }: Omit<StepContext, 'today'>): ReferralFieldSpec[] {
  if (typed.forAnother === 'yes' || ownRouteOf({ typed, outside })) return [];
  const routes = professionalRoutes(policy);
  if (!routes.includes('lead-professional')) return [];
  const choices = routes.includes('professional') ? routes : [...routes, NOT_LEAD];
  return [{ field: 'route', input: 'choice', ...must, choices }];
}

const eligibility: Fields = ({ policy }) =>
  policy.eligibilityQuestions.value.map(({ code }) => ({
    field: `eligibility-${code}` as const,
    input: 'choice',
    ...must,
    choices: ['yes', 'no', 'unknown'],
  }));

/** Consent routes that are open for a person of this age; where it is not known yet, all that the area has. */
export function openConsentRoutes(age: number | undefined, policy: AreaPolicy): ConsentRoute[] {
  const routes = policy.consentRoutes.value;
  return age === undefined ? [...routes] : routes.filter((route) => isOpenRoute(route, age, policy));
}

/** Whoever says that they decide for somebody of 16 or over says with it that the person lacks capacity for this decision. */
function isOpenRoute(route: ConsentRoute, age: number, policy: AreaPolicy): boolean {
  const who = whoMayConsent(
    {
      age,
      capacity: route === 'person' ? { result: 'not-assessed' } : { result: 'lacks', assessedOn: null },
      authority: authorityRoutes.filter((one) => one === route),
      competentChild: false,
      parentsDisagree: false,
    },
    policy,
  );
  return who.decided === 'routes' && who.routes.some((open) => open.route === route);
}

const consent: Fields = ({ typed, policy, today, outside }) => [
  {
    field: 'consentAnswer',
    input: 'choice',
    ...must,
    choices: consentChoices({ typed, policy, today, outside }),
  },
];

/** Whoever refers themself speaks for themself alone: nobody refuses by referring. */
function consentChoices(context: StepContext): string[] {
  const open = openConsentRoutes(typedAge(context.typed, context.today), context.policy);
  if (ownRouteOf(context) === 'self') return [...open.filter((route) => route === 'person'), NOT_YET];
  return [...open, REFUSED, NOT_YET];
}

/** The route on which somebody agrees; undefined where nobody does (yet). */
export function routeOf({ typed, policy }: Pick<StepContext, 'typed' | 'policy'>): ConsentRoute | undefined {
  return policy.consentRoutes.value.find((route) => route === typed.consentAnswer);
}

/** Who agrees, where it is the person: their name need not be typed again. */
export function usualConsenter({ typed }: Pick<StepContext, 'typed'>): string | undefined {
  return typed.consentAnswer === 'person' ? typed.personName : undefined;
}

/** What is to be recorded of the answer to "do they agree?" (services/consent/who-may-consent.ts). */
export function consentRecordOf(context: StepContext): readonly ConsentRecordField[] {
  const route = routeOf(context);
  if (route === undefined) return context.typed.consentAnswer === REFUSED ? ['consenterName', 'form'] : [];
  // An age that is not known yet is put right in the first step: until then as for an adult.
  const age = typedAge(context.typed, context.today) ?? context.policy.childUnder.value;
  return mustBeRecorded(route, age, context.policy);
}

const consentDetail: Fields = (context) => {
  const { typed, today } = context;
  const record = consentRecordOf(context);
  const self = ownRouteOf(context) === 'self';
  if (record.length === 0) return [{ field: 'whyNot', input: 'text', required: !self }];
  if (self) return [...ownConsentFields];
  const needs = (name: ConsentRecordField, spec: ReferralFieldSpec) => (record.includes(name) ? [spec] : []);
  const agrees = routeOf(context) !== undefined;
  return [
    ...needs('decidedBy', { field: 'decidedBy', input: 'line', ...must }),
    ...needs('consenterName', { field: 'consenterName', input: 'line', ...must, usual: usualConsenter(context) ?? '' }),
    { field: 'consentDay', input: 'date', ...must, usual: today },
    ...needs('capacityAssessedOn', { field: 'capacityAssessedOn', input: 'date', ...must }),
    ...needs('consulted', { field: 'consulted', input: 'text', ...must }),
    ...needs('form', { field: 'consentForm', input: 'choice', ...must, choices: consentForms }),
    ...needs('informationFormat', {
      field: 'informationFormat',
      input: 'choice',
      ...must,
      choices: informationFormats,
    }),
    ...needs('evidence', { field: 'evidence', input: 'text', ...must }),
    ...needs('personView', { field: 'personView', input: 'text', ...must }),
    ...(agrees ? ([{ field: 'consentSharing', input: 'choice', ...must, choices: ['yes', 'no'] }] as const) : []),
    ...(typed.consentAnswer === REFUSED ? ([{ field: 'whyNot', input: 'text', ...may }] as const) : []),
  ];
};

const told: Fields = ({ typed, outside }) => {
  const usual = usualTold({ typed, outside });
  const named = (typed.representativeName ?? usual.representativeName ?? '').trim() !== '';
  const byRepresentative = typed.personVia === TELL_REPRESENTATIVE;
  const speaks = named || byRepresentative;
  const needsDetail = (via: string | undefined) => via !== undefined && via !== '' && via !== 'in-person';
  const specs: ReferralFieldSpec[] = [
    { field: 'personVia', input: 'choice', ...must, choices: [...contactWays, TELL_REPRESENTATIVE] },
    { field: 'personDetail', input: 'line', required: !byRepresentative && needsDetail(typed.personVia) },
    { field: 'personFormat', input: 'list', required: !byRepresentative, choices: letterFormats, usual: 'plain' },
    { field: 'representativeName', input: 'line', required: speaks },
    { field: 'representativeRelation', input: 'list', required: speaks, choices: representativeRelations },
    { field: 'representativeVia', input: 'list', required: speaks, choices: contactWays },
    { field: 'representativeDetail', input: 'line', required: speaks && needsDetail(typed.representativeVia) },
    { field: 'representativeFormat', input: 'list', required: speaks, choices: letterFormats, usual: 'plain' },
  ];
  return specs.map((spec) => {
    const stands = usual[spec.field];
    return stands === undefined ? spec : { ...spec, usual: stands };
  });
};

const risk: Fields = () => [
  { field: 'currentIssues', input: 'text', ...must },
  { field: 'escalationRisk', input: 'text', ...must },
  { field: 'whatWasTried', input: 'text', ...must },
  { field: 'whatCouldHelp', input: 'text', ...must },
  { field: 'actionPlan', input: 'text', ...may },
];

/** One key professional at a time; those already named are a list beside it. */
const professionals: Fields = () => [
  { field: 'professionalName', input: 'line', ...may },
  { field: 'professionalRole', input: 'line', ...may },
  { field: 'professionalOrganisation', input: 'line', ...may },
  { field: 'professionalEmail', input: 'email', ...may },
  { field: 'professionalPhone', input: 'phone', ...may },
];

const tool: Fields = ({ typed, policy, today }) =>
  (toolOf(policy, typedAge(typed, today))?.tool.questions ?? []).map(({ code, answers }) => ({
    field: `tool-${code}` as const,
    input: 'choice',
    ...must,
    choices: answers.map((answer) => answer.code),
  }));

/** Stands for a rating that the referrer does not want to suggest. */
export const NO_RATING = 'unsure';

const rating: Fields = () => [{ field: 'suggestedRating', input: 'choice', ...must, choices: [...ratings, NO_RATING] }];

const fieldsByStep: Record<ReferralStep, Fields> = {
  received,
  who,
  eligibility,
  consent,
  'consent-detail': consentDetail,
  told,
  risk,
  professionals,
  tool,
  rating,
};

/** What a step asks, given what was typed so far. */
export function fieldsOf(step: ReferralStep, context: StepContext): ReferralFieldSpec[] {
  return fieldsByStep[step](context);
}
