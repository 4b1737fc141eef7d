import { cleanLine, cleanText } from '../platform/free-text.ts';
import { type CalendarDay, parseCalendarDay } from '../platform/time.ts';
import { choiceProblem } from '../platform/typed-problems.ts';
import {
  type ConsentForm,
  type ConsentRoute,
  type ConsentScope,
  consentForms,
  consentRoutes,
  consentScopes,
  type InformationFormat,
  informationFormats,
  MAX_CONSENT_NAME,
  MAX_CONSENT_TEXT,
} from './model.ts';
import {
  type AuthorityRoute,
  authorityRoutes,
  type ConsentRecordField,
  type ConsentRules,
  type ConsentSituation,
  mustBeRecorded,
  parentalRoutes,
  type WhoMayConsent,
  whoMayConsent,
} from './who-may-consent.ts';

/** What is being recorded: a yes, a no, or that they were told about the register and have not decided. */
export const consentAnswers = ['agrees', 'refuses', 'informed'] as const;
export type ConsentAnswer = (typeof consentAnswers)[number];

/** How old somebody is whose date of birth nobody knows. */
export const ageBands = ['under-16', '16-or-17', 'adult'] as const;
export type AgeBand = (typeof ageBands)[number];
const ageOfBand: Record<AgeBand, number> = { 'under-16': 15, '16-or-17': 17, adult: 18 };

export const capacityAnswers = ['not-assessed', 'has', 'lacks'] as const;
export type CapacityAnswer = (typeof capacityAnswers)[number];

/** Who says what, as typed: the first step. */
export type TypedWho = {
  answer?: string | undefined;
  route?: string | undefined;
  ageBand?: string | undefined;
  capacity?: string | undefined;
  /** Codes of authorityRoutes: who else holds authority. */
  authority?: readonly string[] | undefined;
  /** 'competent-child' and 'parents-disagree', where they are so. */
  flags?: readonly string[] | undefined;
};

/** What is recorded of it, as typed: the second step. */
export type TypedRecord = Partial<Record<ConsentRecordField | 'day' | 'note' | 'sharing', string | undefined>>;

export type ConsentField = keyof TypedWho | ConsentRecordField | 'day' | 'note' | 'sharing' | 'saidBy' | 'ends';
export type ConsentProblem = {
  field: ConsentField;
  problem:
    | 'missing'
    | 'too-long'
    | 'unknown-choice'
    | 'not-a-date'
    | 'in-the-future'
    | 'before-birth'
    /** An assessment that was made after the decision it is for. */
    | 'after-the-day'
    /** Consent was given again after this day. */
    | 'before-consent'
    /** Not among those who may consent now: the person decides, somebody holds authority, nobody does. */
    | 'own-consent'
    | 'not-their-age'
    | 'lacks-capacity'
    | 'somebody-holds-authority'
    | 'not-in-policy'
    | 'no-parental-responsibility';
};

/** What is known without asking. */
export type PersonFacts = { age: number | null; dateOfBirth: CalendarDay | null; today: CalendarDay };

/** Who says what, checked. `record` is what must be recorded of it. */
export type CheckedWho = {
  answer: ConsentAnswer;
  route: ConsentRoute;
  situation: ConsentSituation & { age: number };
  /** Why the clinical lead decides this; null where the route is open by itself. */
  clinicalLead: 'competent-child' | 'parents-disagree' | null;
  record: readonly ConsentRecordField[];
};

/** The refusal of what was typed. */
export type Incomplete = { reason: 'incomplete'; problems: ConsentProblem[] };

/** Refuses what was typed, with what is to be put right. */
export function incomplete(problems: ConsentProblem[]): { ok: false } & Incomplete {
  return { ok: false, reason: 'incomplete', problems };
}

export type Checked<T> = { ok: true; value: T } | { ok: false; problems: ConsentProblem[] };

function choice<T extends string>(
  field: ConsentField,
  typed: string | undefined,
  choices: readonly T[],
  problems: ConsentProblem[],
): T | undefined {
  const found = choices.find((one) => one === (typed ?? '').trim());
  if (found === undefined) problems.push({ field, problem: choiceProblem(typed ?? '') });
  return found;
}

function isParental(route: ConsentRoute): boolean {
  return (parentalRoutes as readonly ConsentRoute[]).includes(route);
}

/** Why a route is not open in a situation, in the way that helps most. */
function whyNotOpen(route: ConsentRoute, situation: ConsentSituation, who: WhoMayConsent, rules: ConsentRules) {
  const age = situation.age ?? 0;
  if (who.decided === 'nobody-yet') return who.because === 'age-unknown' ? 'not-their-age' : who.because;
  if (route === 'person') return age < rules.ownConsentFrom.value ? 'not-their-age' : 'lacks-capacity';
  if (isParental(route) && age >= rules.parentalResponsibilityUntil.value) return 'not-their-age';
  if (age < rules.ownConsentFrom.value) return 'not-their-age';
  if (situation.capacity.result !== 'lacks') return 'own-consent';
  return route === 'best-interest' ? 'somebody-holds-authority' : 'not-their-age';
}

/**
 * Checks who says what against who may consent (who-may-consent.ts). Whoever is chosen counts as holding the authority
 * they are chosen for. Being told about the register is nobody's consent: it is open to everybody.
 */
export function checkWho(typed: TypedWho, person: PersonFacts, rules: ConsentRules): Checked<CheckedWho> {
  const problems: ConsentProblem[] = [];
  const answer = choice('answer', typed.answer, consentAnswers, problems);
  const route = choice('route', typed.route, consentRoutes, problems);
  const band = person.age === null ? choice('ageBand', typed.ageBand, ageBands, problems) : undefined;
  const age = person.age ?? (band === undefined ? null : ageOfBand[band]);
  const result = capacityAnswers.find((one) => one === typed.capacity) ?? 'not-assessed';
  if (answer === undefined || route === undefined || age === null) return { ok: false, problems };

  const chosen = authorityRoutes.filter((one) => one === route);
  const others = authorityRoutes.filter((one) => (typed.authority ?? []).includes(one));
  const situation: CheckedWho['situation'] = {
    age,
    capacity: result === 'not-assessed' ? { result } : { result, assessedOn: null },
    authority: [...new Set<AuthorityRoute>([...chosen, ...others])],
    competentChild: (typed.flags ?? []).includes('competent-child'),
    parentsDisagree: (typed.flags ?? []).includes('parents-disagree'),
  };
  const base = { answer, route, situation };
  // A refusal is heard from whoever says it: nobody has to show authority to say no.
  if (answer !== 'agrees') return { ok: true, value: { ...base, clinicalLead: null, record: recordOf(answer) } };
  const who = whoMayConsent(situation, rules);
  if (who.decided === 'clinical-lead-decides') {
    const own = route === 'person' && who.because === 'competent-child';
    if (!own && !isParental(route)) return { ok: false, problems: [{ field: 'route', problem: 'not-their-age' }] };
    return { ok: true, value: { ...base, clinicalLead: who.because, record: mustBeRecorded(route, age, rules) } };
  }
  const open = who.decided === 'routes' ? who.routes.find((one) => one.route === route) : undefined;
  if (open === undefined) {
    return { ok: false, problems: [{ field: 'route', problem: whyNotOpen(route, situation, who, rules) }] };
  }
  return { ok: true, value: { ...base, clinicalLead: null, record: withAssessment(open.record, result) } };
}

/** Where capacity was assessed, the record says when. */
function withAssessment(record: readonly ConsentRecordField[], result: CapacityAnswer): readonly ConsentRecordField[] {
  if (result === 'not-assessed' || record.includes('capacityAssessedOn')) return record;
  return [...record, 'capacityAssessedOn'];
}

function recordOf(answer: 'refuses' | 'informed'): readonly ConsentRecordField[] {
  return answer === 'refuses' ? ['consenterName', 'form'] : ['consenterName', 'form', 'informationFormat'];
}

/** A consent that is complete. Columns that its route has no need of are null. */
export type CompleteRecord = {
  day: CalendarDay;
  consenterName: string | null;
  form: ConsentForm | null;
  informationFormat: InformationFormat | null;
  evidence: string | null;
  personView: string | null;
  capacityAssessedOn: CalendarDay | null;
  decidedBy: string | null;
  consulted: string | null;
  note: string | null;
};

/** Whether what is needed may also be shared. */
export const sharingAnswers = ['yes', 'no'] as const;

/** For what an agreement is: to the register, and to sharing too where they say so. */
export function checkScope(typed: Pick<TypedRecord, 'sharing'>): Checked<ConsentScope[]> {
  const problems: ConsentProblem[] = [];
  const sharing = choice('sharing', typed.sharing, sharingAnswers, problems);
  return problems.length > 0
    ? { ok: false, problems }
    : { ok: true, value: sharing === 'yes' ? [...consentScopes] : ['register'] };
}

/** A day that something happened: not to come, and not before somebody was born. */
export function checkPastDay(
  field: ConsentField,
  typed: string | undefined,
  person: Pick<PersonFacts, 'dateOfBirth' | 'today'>,
): { day: CalendarDay } | { problem: ConsentProblem } {
  const text = (typed ?? '').trim();
  if (text === '') return { problem: { field, problem: 'missing' } };
  const day = parseCalendarDay(text);
  if (day === undefined) return { problem: { field, problem: 'not-a-date' } };
  if (day > person.today) return { problem: { field, problem: 'in-the-future' } };
  if (person.dateOfBirth !== null && day < person.dateOfBirth) return { problem: { field, problem: 'before-birth' } };
  return { day };
}

const lines = ['consenterName', 'decidedBy'] as const;
const texts = ['evidence', 'personView', 'consulted'] as const;

/** A text that was typed; null where nothing was. */
export function checkText(
  field: ConsentField,
  typed: string | undefined,
  options: { required: boolean; oneLine?: boolean },
): { text: string | null; problem?: ConsentProblem } {
  const text = options.oneLine ? cleanLine(typed ?? '') : cleanText(typed ?? '');
  const most = options.oneLine ? MAX_CONSENT_NAME : MAX_CONSENT_TEXT;
  if (text === '' && options.required) return { text: null, problem: { field, problem: 'missing' } };
  if (text.length > most) return { text: null, problem: { field, problem: 'too-long' } };
  return { text: text === '' ? null : text };
}

/**
 * Checks what is recorded of a consent, a refusal or that somebody was informed: everything its route asks for, days that
 * have been, an assessment no later than the decision made on it.
 *
 * @param record the fields that must be there; others are kept where they were typed
 * @param noteRequired why the clinical lead decided so
 */
export function checkConsent(
  typed: TypedRecord,
  record: readonly ConsentRecordField[],
  person: Pick<PersonFacts, 'dateOfBirth' | 'today'>,
  noteRequired = false,
): Checked<CompleteRecord> {
  const problems: ConsentProblem[] = [];
  const text = (field: (typeof lines)[number] | (typeof texts)[number] | 'note', required: boolean) => {
    const oneLine = (lines as readonly string[]).includes(field);
    const checked = checkText(field, typed[field], { required, oneLine });
    if (checked.problem) problems.push(checked.problem);
    return checked.text;
  };
  const needs = (field: ConsentRecordField) => record.includes(field);
  const consenterName = text('consenterName', needs('consenterName'));
  const form = needs('form') ? choice('form', typed.form, consentForms, problems) : undefined;
  const decidedBy = text('decidedBy', needs('decidedBy'));
  const on = checkPastDay('day', typed.day, person);
  if ('problem' in on) problems.push(on.problem);
  const day = 'day' in on ? on.day : null;
  const assessed = needs('capacityAssessedOn')
    ? checkPastDay('capacityAssessedOn', typed.capacityAssessedOn, person)
    : null;
  if (assessed !== null && 'problem' in assessed) problems.push(assessed.problem);
  const capacityAssessedOn = assessed !== null && 'day' in assessed ? assessed.day : null;
  if (day !== null && capacityAssessedOn !== null && capacityAssessedOn > day) {
    problems.push({ field: 'capacityAssessedOn', problem: 'after-the-day' });
  }
  const consulted = text('consulted', needs('consulted'));
  const informationFormat = needs('informationFormat')
    ? choice('informationFormat', typed.informationFormat, informationFormats, problems)
    : informationFormats.find((one) => one === typed.informationFormat);
  const personView = text('personView', needs('personView'));
  const evidence = text('evidence', needs('evidence'));
  const note = text('note', noteRequired);
  if (problems.length > 0 || day === null) return { ok: false, problems };
  const rest = { evidence, personView, capacityAssessedOn, decidedBy, consulted, note };
  return {
    ok: true,
    value: { day, consenterName, form: form ?? null, informationFormat: informationFormat ?? null, ...rest },
  };
}
