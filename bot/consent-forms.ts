import type { CardNotice } from '../cards/adaptive-card.ts';
import { consentFormCard } from '../cards/consent-form.card.ts';
import type { FormInput } from '../cards/record-form.ts';
import type { ConsentField, ConsentProblem } from '../services/consent/check-consent.ts';
import {
  ageBands,
  type CheckedWho,
  capacityAnswers,
  consentAnswers,
  sharingAnswers,
} from '../services/consent/check-consent.ts';
import { type ConsentRoute, consentForms, informationFormats } from '../services/consent/model.ts';
import type { ConsentView } from '../services/consent/view-model.ts';
import { authorityRoutes, type ConsentRecordField, parentalRoutes } from '../services/consent/who-may-consent.ts';
import type { AreaPolicy } from '../services/policies/model.ts';
import { consentFormLabels, consentRouteLabels, endingLines, informationFormatLabels } from '../wording/consent.ts';
import {
  ageBandLabels,
  authorityLabels,
  capacityLabels,
  consentAnswerLabels,
  consentFieldLabel,
  consentFormWords,
  consentProblemText,
  flagLabels,
  sharingLabels,
} from '../wording/consent-form.ts';
import { type AboutConsent, carriedWho, consentIds, consentSummary, type WhoAnswers } from './consent-cards.ts';
import type { ShownCard, Turn } from './turn.ts';

type Problems = readonly ConsentProblem[];
type Coded = { code: string; label: string }[];

/** Codes with their words, as an input offers them. */
export function coded<C extends string>(codes: readonly C[], labels: Record<C, string>): Coded {
  return codes.map((code) => ({ code, label: labels[code] }));
}

/** One input of a consent form, with what was typed and what is wrong with it. */
export function consentField(
  id: ConsentField,
  as: { as: 'line' | 'text' | 'day' } | { as: 'choice' | 'several'; choices: Coded },
  about: { typed?: string | undefined; problems: Problems; route?: ConsentRoute; required?: boolean },
): FormInput {
  const { typed, problems, route, required } = about;
  const label = consentFieldLabel(id, { ...(route ? { route } : {}), ...(required === undefined ? {} : { required }) });
  const errors = problems.filter((one) => one.field === id).map(consentProblemText);
  return { id, label, typed, errors, ...as };
}

/** What ending consent does, a bullet each, to be read before it is pressed. */
export function endingBullets(turn: Turn, { effects }: ConsentView, about = { told: true }): string[] {
  return endingLines(effects, turn.deps.policy.withdrawalHours.value, about).map((line) => `• ${line}`);
}

/** A form about somebody's consent, with the way back to it. */
export function shownForm(
  turn: Turn,
  consent: ConsentView,
  about: AboutConsent,
  form: {
    heading: string;
    intro: readonly string[];
    fields: readonly FormInput[];
    notice?: CardNotice | undefined;
    send: { title: string; verb: string; style?: 'positive' | 'destructive'; data?: Record<string, string> };
    back?: { verb: string; data: Record<string, string> };
  },
): ShownCard {
  const { send, back, ...rest } = form;
  const ids = consentIds(about);
  const card = consentFormCard({
    ...rest,
    reference: consent.dsrReference,
    personName: consent.personName,
    buttons: [
      { ...send, data: { ...ids, press: turn.deps.newId(), ...send.data } },
      { title: 'Back', verb: back?.verb ?? 'open-consent', data: { ...ids, ...back?.data } },
    ],
  });
  return { card, summary: consentSummary(consent) };
}

/** Who can be chosen at this age; where it is not known, everybody. */
function routesAt(age: number | null, policy: AreaPolicy): ConsentRoute[] {
  return policy.consentRoutes.value.filter((route) => {
    if (age === null) return true;
    const parental = (parentalRoutes as readonly string[]).includes(route);
    if (age < policy.ownConsentFrom.value) return parental || route === 'person';
    return !parental || age < policy.parentalResponsibilityUntil.value;
  });
}

/** The first step: what is recorded, and who decides. It asks only what matters at the person's age. */
export function whoForm(
  turn: Turn,
  consent: ConsentView,
  about: AboutConsent,
  { typed, problems }: { typed: WhoAnswers; problems: Problems },
): ShownCard {
  const { policy } = turn.deps;
  const { age } = consent;
  const isYoung = age !== null && age < policy.ownConsentFrom.value;
  const mayBeYoung = age === null || isYoung;
  const mayHaveParents = age === null || age < policy.parentalResponsibilityUntil.value;
  const held = authorityRoutes.filter((one) => mayHaveParents || !(parentalRoutes as readonly string[]).includes(one));
  const flags = [
    ...(mayBeYoung ? (['competent-child'] as const) : []),
    ...(mayHaveParents ? (['parents-disagree'] as const) : []),
  ];
  const choice = (id: 'answer' | 'route' | 'ageBand' | 'capacity', choices: Coded, required = true) =>
    consentField(id, { as: 'choice', choices }, { typed: typed[id], problems, required });
  const several = (id: 'authority' | 'flags', choices: Coded) =>
    consentField(id, { as: 'several', choices }, { typed: typed[id].join(','), problems });
  return shownForm(turn, consent, about, {
    heading: consentFormWords.whoHeading,
    intro: [consentFormWords.explainFirst, consentFormWords.whoIntro],
    fields: [
      choice('answer', coded(consentAnswers, consentAnswerLabels)),
      ...(age === null ? [choice('ageBand', coded(ageBands, ageBandLabels))] : []),
      choice('route', coded(routesAt(age, policy), consentRouteLabels)),
      ...(isYoung ? [] : [choice('capacity', coded(capacityAnswers, capacityLabels), false)]),
      ...(isYoung ? [] : [several('authority', coded(held, authorityLabels))]),
      ...(flags.length > 0 ? [several('flags', coded(flags, flagLabels))] : []),
    ],
    send: { title: 'Next', verb: 'to-consent-record', style: 'positive' },
  });
}

/** What was typed into the second step, by field. */
export type RecordAnswers = Record<ConsentRecordField | 'day' | 'note' | 'sharing', string | undefined>;

const shapes: Record<ConsentRecordField, { as: 'line' | 'text' | 'day' } | { as: 'choice'; choices: Coded }> = {
  consenterName: { as: 'line' },
  form: { as: 'choice', choices: coded(consentForms, consentFormLabels) },
  informationFormat: { as: 'choice', choices: coded(informationFormats, informationFormatLabels) },
  evidence: { as: 'text' },
  personView: { as: 'text' },
  capacityAssessedOn: { as: 'day' },
  decidedBy: { as: 'line' },
  consulted: { as: 'text' },
};

/** The second step: what must be recorded for whoever decides. */
export function recordForm(
  turn: Turn,
  consent: ConsentView,
  about: AboutConsent,
  form: { who: WhoAnswers; checked: CheckedWho; typed: Partial<RecordAnswers>; problems: Problems },
): ShownCard {
  const { who, checked, typed, problems } = form;
  const { route, record, answer, clinicalLead } = checked;
  const field = (
    id: ConsentField,
    as: Parameters<typeof consentField>[1],
    value: string | undefined,
    required = true,
  ) => consentField(id, as, { typed: value, problems, route, required });
  const sharing = { as: 'choice', choices: coded(sharingAnswers, sharingLabels) } as const;
  const agrees = answer === 'agrees';
  return shownForm(turn, consent, about, {
    heading: consentFormWords.recordHeading,
    intro: [
      `${consentAnswerLabels[answer]}: ${consentRouteLabels[route]}`,
      ...(clinicalLead === null ? [] : [consentFormWords.leadDecides]),
      consentFormWords.recordIntro,
      ...refusalEnds(turn, consent, answer),
    ],
    fields: [
      field('day', { as: 'day' }, typed.day ?? consent.today),
      ...record.map((id) => field(id, shapes[id], typed[id] ?? prefilled(id, checked, consent))),
      ...(agrees ? [field('sharing', sharing, typed.sharing)] : []),
      field('note', { as: 'text' }, typed.note, clinicalLead !== null),
    ],
    send: { title: 'Record', verb: 'record-consent', style: 'positive', data: carriedWho(who) },
    back: { verb: 'open-record-consent', data: carriedWho(who) },
  });
}

/** A no where there was a yes ends what a withdrawal ends: said before it is recorded. */
function refusalEnds(turn: Turn, consent: ConsentView, answer: CheckedWho['answer']): string[] {
  const { state, entryId } = consent;
  const rests = state.state === 'valid' || state.state === 'lapsed' || entryId !== null;
  if (answer !== 'refuses' || !rests) return [];
  return [consentFormWords.refusalEnds, ...endingBullets(turn, consent)];
}

function prefilled(id: ConsentRecordField, { route }: CheckedWho, consent: ConsentView): string | undefined {
  return id === 'consenterName' && route === 'person' ? consent.personName : undefined;
}

/** Where the clinical lead decides: says so, and what asking does. */
export function askForm(
  turn: Turn,
  consent: ConsentView,
  about: AboutConsent,
  form: { who: WhoAnswers; note: string; problems: Problems },
): ShownCard {
  const { who, note, problems } = form;
  const suspends = consent.state.state === 'valid' || consent.state.state === 'lapsed';
  return shownForm(turn, consent, about, {
    heading: consentFormWords.askHeading,
    intro: [consentFormWords.askIntro, ...(suspends ? [consentFormWords.askSuspends] : [])],
    fields: suspends ? [consentField('note', { as: 'text' }, { typed: note, problems, required: false })] : [],
    send: { title: 'Ask the clinical lead', verb: 'ask-clinical-lead', style: 'positive', data: carriedWho(who) },
    back: { verb: 'open-record-consent', data: carriedWho(who) },
  });
}
