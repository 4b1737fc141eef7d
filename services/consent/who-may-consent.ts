import type { CalendarDay } from '../platform/time.ts';
import type { AreaPolicy } from '../policies/model.ts';
import type { ConsentRoute } from './model.ts';

/** Whether somebody can decide this for themself, as far as it was assessed. Without an assessment an adult is taken to. */
export type Capacity = { result: 'not-assessed' } | { result: 'has' | 'lacks'; assessedOn: CalendarDay | null };

/** The ways in which somebody may hold parental responsibility. */
export const parentalRoutes = ['parent', 'guardian', 'parental-responsibility'] as const satisfies ConsentRoute[];
export type ParentalRoute = (typeof parentalRoutes)[number];

/** Everybody who can hold authority to decide for somebody else. */
export const authorityRoutes = [...parentalRoutes, 'deputy', 'attorney'] as const satisfies ConsentRoute[];
export type AuthorityRoute = (typeof authorityRoutes)[number];

/** What is known of a person when consent is to be asked for. */
export type ConsentSituation = {
  /** In whole years; null where nobody knows it. */
  age: number | null;
  capacity: Capacity;
  /**
   * Who there is with authority: parents and guardians, whoever else has parental responsibility, a deputy for personal
   * welfare (Court of Protection), an attorney for health and welfare.
   */
  authority: readonly AuthorityRoute[];
  /** Under 16 and judged able to decide this for themself. */
  competentChild: boolean;
  /** Those with parental responsibility do not agree with each other. */
  parentsDisagree: boolean;
};

/** What must be recorded of a consent besides the day, which may be earlier than today. */
export const consentRecords = [
  'consenterName',
  'form',
  'informationFormat',
  'evidence',
  'personView',
  'capacityAssessedOn',
  'decidedBy',
  'consulted',
] as const;
export type ConsentRecordField = (typeof consentRecords)[number];

export type OpenRoute = { route: ConsentRoute; record: readonly ConsentRecordField[] };

/** Who is asked for consent, in what order, or why nobody can be yet. */
export type WhoMayConsent =
  | { decided: 'routes'; routes: readonly [OpenRoute, ...OpenRoute[]] }
  /** Nothing is shared until the clinical lead has decided (domain.md §10). */
  | { decided: 'clinical-lead-decides'; because: 'competent-child' | 'parents-disagree' }
  | {
      decided: 'nobody-yet';
      /** 'no-parental-responsibility': somebody who has it must be found. 'not-in-policy': who holds authority is not asked in this area. */
      because: 'age-unknown' | 'no-parental-responsibility' | 'not-in-policy';
    };

export type ConsentRules = Pick<AreaPolicy, 'consentRoutes' | 'ownConsentFrom' | 'parentalResponsibilityUntil'>;

/** The Mental Capacity Act applies from 16: no deputy for personal welfare and no best-interest decision under it before. */
const DEPUTY_FROM = 16;
/** A lasting power of attorney can be made from 18 on (Mental Capacity Act 2005, section 9). */
const ATTORNEY_FROM = 18;

/** Whether this authority can be held for somebody of this age. */
function canBeHeld(route: AuthorityRoute, age: number, rules: ConsentRules): boolean {
  if (route === 'deputy') return age >= DEPUTY_FROM;
  if (route === 'attorney') return age >= ATTORNEY_FROM;
  return age < rules.parentalResponsibilityUntil.value;
}

/** The routes that the law leaves open, before the area's own order and choice of them. */
function lawful(situation: ConsentSituation, age: number, rules: ConsentRules): ConsentRoute[] {
  const held = situation.authority.filter((route) => canBeHeld(route, age, rules));
  if (age < rules.ownConsentFrom.value) return held;
  if (situation.capacity.result !== 'lacks') return ['person'];
  return held.length > 0 ? held : ['best-interest'];
}

/** What is to be recorded of consent by this route (domain.md §4, §10). */
export function mustBeRecorded(route: ConsentRoute, age: number, rules: ConsentRules): readonly ConsentRecordField[] {
  const isYoung = age < rules.ownConsentFrom.value;
  const common = ['consenterName', 'form', 'informationFormat', 'evidence'] as const;
  if (route === 'person') return common;
  if (route === 'best-interest')
    return ['decidedBy', 'capacityAssessedOn', 'consulted', 'informationFormat', 'evidence'];
  return [...common, ...(isYoung ? (['personView'] as const) : (['capacityAssessedOn'] as const))];
}

/**
 * Who may consent to somebody being on the register, in the order in which they are asked (domain.md §4 and §10, "Who
 * consents"). From 16 on it is the person, unless they were assessed as lacking capacity; then whoever holds authority for
 * them; and a best-interest decision only where nobody does. Under 16 it is a parent, a guardian or whoever else has
 * parental responsibility, until 18 also for somebody who lacks capacity. A young person under 16 who can decide it, and
 * parents who disagree, go to the clinical lead.
 *
 * A consent that stands is not asked here: a parent's stands until its renewal, also when the young person is 16 by then.
 */
export function whoMayConsent(situation: ConsentSituation, rules: ConsentRules): WhoMayConsent {
  const { age } = situation;
  if (age === null) return { decided: 'nobody-yet', because: 'age-unknown' };
  const isYoung = age < rules.ownConsentFrom.value;
  if (isYoung && situation.competentChild) return { decided: 'clinical-lead-decides', because: 'competent-child' };
  const parentsDecide =
    isYoung || (situation.capacity.result === 'lacks' && age < rules.parentalResponsibilityUntil.value);
  if (parentsDecide && situation.parentsDisagree) {
    return { decided: 'clinical-lead-decides', because: 'parents-disagree' };
  }
  const open = lawful(situation, age, rules);
  if (open.length === 0) return { decided: 'nobody-yet', because: 'no-parental-responsibility' };
  const [first, ...others] = rules.consentRoutes.value
    .filter((route) => open.includes(route))
    .map((route) => ({ route, record: mustBeRecorded(route, age, rules) }));
  if (first === undefined) return { decided: 'nobody-yet', because: 'not-in-policy' };
  return { decided: 'routes', routes: [first, ...others] };
}
