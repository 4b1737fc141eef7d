import { type ConsentField, type ConsentProblem, checkConsent } from '../consent/check-consent.ts';
import {
  checkBirth,
  checkField,
  checkName,
  checkPastDay,
  checkWay,
  ReferralProblems,
  readReferralNhsNumber,
} from './check-fields.ts';
import { NOT_LEAD, type ReferralField, type ReferralProblem, type ReferralStep } from './draft-model.ts';
import { readTypedProfessional } from './key-professionals.ts';
import { MAX_PROFESSIONALS, type ReferralRoute } from './model.ts';
import { ownRouteOf } from './own-referral.ts';
import {
  consentRecordOf,
  fieldsOf,
  openConsentRoutes,
  routeOf,
  type StepContext,
  stepsOf,
  typedAge,
  typedBirth,
  usualConsenter,
} from './steps.ts';

/** What a check needs besides what was typed. */
export type ReferralCheckContext = StepContext & {
  allowTestNhsNumbers: boolean;
  /** The lead professional refers and counts as a key professional: none need be named beside them. */
  leadIsKnown: boolean;
};

type Check = (context: ReferralCheckContext, problems: ReferralProblems) => void;

/** A route that the area does not take: nothing is sent, and where to turn instead is said. */
const checkRoute: Check = ({ typed, policy }, problems) => {
  if (typed.route === NOT_LEAD) problems.replace('route', 'not-lead-professional');
  const routes: readonly string[] = policy.referralRoutes.value;
  if (typed.route && typed.route !== NOT_LEAD && !routes.includes(typed.route as ReferralRoute)) {
    problems.replace('route', 'route-not-taken');
  }
};

const received: Check = (context, problems) => {
  const { typed, today } = context;
  checkRoute(context, problems);
  checkPastDay(typed, 'receivedOn', { today, born: undefined }, problems);
  checkName(typed, 'contactName', problems);
  checkWay(typed, { via: 'contactVia', detail: 'contactDetail' }, problems);
};

const who: Check = (context, problems) => {
  const { typed, today } = context;
  if (typed.forAnother !== 'yes') checkRoute(context, problems);
  checkName(typed, 'contactName', problems);
  checkName(typed, 'personName', problems);
  checkBirth(typed, today, problems);
  readReferralNhsNumber(typed, context.allowTestNhsNumbers, problems);
};

/** A route that the person's age does not leave open is said to be so, not only to be no choice. */
const consent: Check = ({ typed, policy, today }, problems) => {
  const route = routeOf({ typed, policy });
  if (route === undefined || openConsentRoutes(typedAge(typed, today), policy).includes(route)) return;
  problems.replace('consentAnswer', 'not-at-this-age');
};

/** How the rules of consent call the fields of this step. */
const ofConsent: Partial<Record<ConsentField, ReferralField>> = {
  ...{ day: 'consentDay', form: 'consentForm', note: 'whyNot', consenterName: 'consenterName' },
  ...{ informationFormat: 'informationFormat', evidence: 'evidence', personView: 'personView' },
  ...{ capacityAssessedOn: 'capacityAssessedOn', decidedBy: 'decidedBy', consulted: 'consulted' },
};
const consentProblem: Partial<Record<ConsentProblem['problem'], ReferralProblem['problem']>> = {
  ...{ missing: 'missing', 'too-long': 'too-long', 'unknown-choice': 'unknown-choice', 'not-a-date': 'not-a-date' },
  ...{ 'in-the-future': 'in-the-future', 'before-birth': 'before-birth', 'after-the-day': 'before-capacity' },
};

/** What is recorded of consent, by the rules of services/consent: the same as for consent that comes later. */
export function consentOf(context: StepContext): ReturnType<typeof checkConsent> {
  const { typed, today } = context;
  const { informationFormat, evidence, personView, capacityAssessedOn, decidedBy, consulted } = typed;
  const consenterName = typed.consenterName ?? usualConsenter(context);
  const said = { consenterName, informationFormat, evidence, personView, capacityAssessedOn, decidedBy, consulted };
  return checkConsent(
    { ...said, day: typed.consentDay ?? today, form: typed.consentForm, note: typed.whyNot },
    consentRecordOf(context),
    { today, dateOfBirth: typedBirth(typed, today) ?? null },
  );
}

const consentDetail: Check = (context, problems) => {
  if (consentRecordOf(context).length === 0) return;
  checkName(context.typed, 'consenterName', problems);
  const checked = consentOf(context);
  if (checked.ok) return;
  for (const { field, problem } of checked.problems) {
    const here = ofConsent[field];
    if (here !== undefined) problems.add(here, consentProblem[problem] ?? 'unknown-choice');
  }
};

const told: Check = ({ typed }, problems) => {
  checkWay(typed, { via: 'personVia', detail: 'personDetail' }, problems);
  checkName(typed, 'representativeName', problems);
  checkWay(typed, { via: 'representativeVia', detail: 'representativeDetail' }, problems);
};

const professionals: Check = ({ typed, leadIsKnown, outside }, problems) => {
  const read = readTypedProfessional(typed);
  for (const { field, problem } of read.problems) problems.add(field, problem);
  const count = (typed.professionals?.length ?? 0) + (read.added ? 1 : 0);
  if (count > MAX_PROFESSIONALS) problems.add('professionalName', 'too-many');
  // Nobody is kept from asking for help because they know no professional.
  if (count === 0 && !leadIsKnown && ownRouteOf({ typed, outside }) === undefined)
    problems.add('professionalName', 'no-professionals');
};

const checks: Partial<Record<ReferralStep, Check>> = {
  received,
  who,
  consent,
  'consent-detail': consentDetail,
  told,
  professionals,
};

/** What is wrong with the answers of one step, each problem at its field. Never throws. */
export function checkStep(step: ReferralStep, context: ReferralCheckContext): ReferralProblem[] {
  const problems = new ReferralProblems();
  for (const spec of fieldsOf(step, context)) checkField(context.typed, spec, problems);
  checks[step]?.(context, problems);
  return problems.found;
}

/** Every step that has something to put right, in order. */
export function stepsToMend(context: ReferralCheckContext): { step: ReferralStep; problems: ReferralProblem[] }[] {
  return stepsOf(context)
    .map((step) => ({ step, problems: checkStep(step, context) }))
    .filter(({ problems }) => problems.length > 0);
}
