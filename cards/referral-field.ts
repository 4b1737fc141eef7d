import type { AreaPolicy } from '../services/policies/model.ts';
import type { ReferralFieldSpec, ReferralProblem, TypedReferral } from '../services/referrals/draft-model.ts';
import { referralChoiceLabel, referralFieldLabel } from '../wording/referral-fields.ts';
import { referralProblemText } from '../wording/referral-problems.ts';
import { oneLine, typedDay, typedField } from './typed-field.ts';

/** Longest label of a choice, in characters: an area's definition of a rating is a sentence. */
const LONGEST_CHOICE = 240;
/** A postal address, and a little more than a line may have, so that what is too long can be shortened. */
const LONGEST_LINE = 300;

/** A field as the template shows it. */
export type ReferralFormField = {
  id: string;
  input: 'line' | 'text' | 'date' | 'choice' | 'list';
  style: 'text' | 'tel' | 'email';
  label: string;
  value: string;
  errors: string[];
  choices: { title: string; value: string }[];
};

type Showing = {
  typed: TypedReferral;
  problems: readonly ReferralProblem[];
  policy: AreaPolicy;
  lead: boolean;
};

/**
 * One field of a step with what was typed put back into it. Required is said in the label, never to the client: a client
 * that checks would block "Save for later" too.
 *
 * @param limit how many characters a long text may be filled with
 */
export function referralFormField(spec: ReferralFieldSpec, showing: Showing, limit: number): ReferralFormField {
  const { typed, problems, policy, lead } = showing;
  const words = referralFieldLabel(spec.field, { policy, lead, consentAnswer: typed.consentAnswer });
  const errors = problems
    .filter((problem) => problem.field === spec.field)
    .map((problem) => referralProblemText(problem, policy));
  const field = {
    label: spec.required ? `${words} (required)` : words,
    typed: typed[spec.field] ?? spec.usual ?? '',
    errors,
  };
  const shown =
    spec.input === 'date' ? typedDay(field) : typedField(field, spec.input === 'text' ? limit : LONGEST_LINE);
  const known = spec.choices === undefined || spec.choices.includes(shown.value);
  return {
    id: spec.field,
    input: spec.input === 'phone' || spec.input === 'email' ? 'line' : spec.input,
    style: spec.input === 'phone' ? 'tel' : spec.input === 'email' ? 'email' : 'text',
    ...shown,
    value: known ? shown.value : '',
    choices: (spec.choices ?? []).map((code) => ({
      title: oneLine(referralChoiceLabel(spec.field, code, { policy, lead }), LONGEST_CHOICE),
      value: code,
    })),
  };
}
