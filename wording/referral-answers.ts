import { formatDay, parseCalendarDay } from '../services/platform/time.ts';
import type { AreaPolicy } from '../services/policies/model.ts';
import type { ReferralFieldSpec, TypedProfessional, TypedReferral } from '../services/referrals/draft-model.ts';
import type { KeyProfessionalView } from '../services/referrals/model.ts';
import { referralChoiceLabel, referralFieldLabel } from './referral-fields.ts';

export type AnswerLine = { title: string; text: string };

/** 'Sam Example, community nurse, Example Trust, sam@example.org'. Free text: escape it for a card. */
export function professionalWords(one: KeyProfessionalView | TypedProfessional): string {
  const lead = 'lead' in one && one.lead ? 'lead professional' : '';
  return [one.name, lead, one.jobRole, one.organisation, one.email, one.phone].filter(Boolean).join(', ') || '–';
}

/** What was answered to the questions of a step, as it is checked before it is sent; questions left empty are left out. */
export function answerLines(
  specs: readonly ReferralFieldSpec[],
  typed: TypedReferral,
  context: { policy: AreaPolicy; lead: boolean },
): AnswerLine[] {
  const labelled = { ...context, consentAnswer: typed.consentAnswer };
  const named = (typed.representativeName ?? '').trim() !== '';
  return specs.flatMap((spec) => {
    // A format stands in the form for whoever speaks for the person, also where nobody does.
    if (spec.field === 'representativeFormat' && !named) return [];
    const raw = (typed[spec.field] ?? spec.usual ?? '').trim();
    if (raw === '') return [];
    return [{ title: referralFieldLabel(spec.field, labelled), text: answerWords(spec, raw, context) }];
  });
}

function answerWords(spec: ReferralFieldSpec, raw: string, context: { policy: AreaPolicy; lead: boolean }): string {
  if (spec.choices) return spec.choices.includes(raw) ? referralChoiceLabel(spec.field, raw, context) : raw;
  if (spec.input !== 'date' && spec.field !== 'dateOfBirth') return raw;
  const day = parseCalendarDay(raw);
  return day === undefined ? raw : formatDay(day);
}
