import type { ReferralCheckContext } from '../../services/referrals/check-step.ts';
import type { ReferralFieldSpec, ReferralProblem, ReferralStep } from '../../services/referrals/draft-model.ts';
import { fieldsOf } from '../../services/referrals/steps.ts';
import { pageLabel } from '../../wording/pages/asking.ts';
import { referWords } from '../../wording/pages/refer.ts';
import {
  pageChoiceLabel,
  pageFieldHint,
  pageFieldLabel,
  pageProblemText,
  type Voice,
} from '../../wording/pages/refer-fields.ts';
import type { FieldGroup } from '../asking/asking.ts';
import type { ErrorView, FieldView } from '../site/form.ts';

/** How the kinds of the steps' fields are laid out on a page. */
const kinds: Record<ReferralFieldSpec['input'], FieldView['kind']> = {
  ...{ line: 'line', phone: 'phone', email: 'email', text: 'text', date: 'date', choice: 'choice', list: 'choice' },
};

/** A browser fills in what it knows of whoever sits before it. */
const autocomplete: Partial<Record<string, string>> = {
  ...{ contactName: 'name', phone: 'tel', organisation: 'organization', jobRole: 'organization-title' },
};

const ownAutocomplete: Partial<Record<string, string>> = { personName: 'name', dateOfBirth: 'bday' };

/** Fields that are needed only where another is answered in some way: a hint says so, not a mark. */
const conditional: ReadonlySet<string> = new Set([
  ...['personDetail', 'personFormat', 'representativeRelation', 'representativeVia', 'representativeDetail'],
  ...['representativeFormat', 'professionalName', 'professionalRole', 'professionalOrganisation'],
  ...['professionalEmail', 'professionalPhone'],
]);

/** A date of birth is typed in one line in Teams, and in three boxes on a page. */
export function kindOf({ field, input }: ReferralFieldSpec): FieldView['kind'] {
  return field === 'dateOfBirth' ? 'date' : kinds[input];
}

type Showing = { voice: Voice; lead: boolean; problems: readonly ReferralProblem[] };

/** The fields of a step, with what was typed put back into them. */
export function referFields(step: ReferralStep, context: ReferralCheckContext, showing: Showing): FieldView[] {
  const { typed, policy } = context;
  const { voice, lead, problems } = showing;
  const about = { policy, voice, lead, consentAnswer: typed.consentAnswer };
  return fieldsOf(step, context).map((spec) => {
    const { field, choices, required, usual } = spec;
    const problem = problems.find((one) => one.field === field);
    const hint = pageFieldHint(field, voice);
    const completes = (voice === 'self' ? ownAutocomplete[field] : undefined) ?? autocomplete[field];
    return {
      name: field,
      kind: kindOf(spec),
      label: pageLabel(pageFieldLabel(field, about), required || conditional.has(field)),
      value: typed[field] ?? usual ?? '',
      ...(hint === undefined ? {} : { hint }),
      ...(choices
        ? { choices: choices.map((code) => ({ value: code, text: pageChoiceLabel(field, code, about) })) }
        : {}),
      ...(problem === undefined ? {} : { error: pageProblemText(problem, policy, voice) }),
      ...(completes === undefined ? {} : { autocomplete: completes }),
    };
  });
}

/** The fields of a step under headings: on the first step those about whoever writes stand apart from those about the person. */
export function groupsOf(step: ReferralStep, voice: Voice, fields: FieldView[]): FieldGroup[] {
  if (step === 'told') return splitAt('representativeName', fields, [undefined, referWords.somebodyElse]);
  if (step !== 'who' || voice === 'self') return [{ fields }];
  return splitAt('personName', fields, [referWords.aboutYou, referWords.aboutThem]);
}

function splitAt(name: string, fields: FieldView[], [first, second]: [string | undefined, string]): FieldGroup[] {
  const at = fields.findIndex((field) => field.name === name);
  return [
    { heading: first, fields: fields.slice(0, at) },
    { heading: second, fields: fields.slice(at) },
  ];
}

/** Problems of fields that the page does not ask for: they stand in the summary alone. */
export function otherErrors(
  fields: readonly FieldView[],
  context: ReferralCheckContext,
  showing: Showing,
): ErrorView[] {
  return showing.problems
    .filter(({ field }) => !fields.some(({ name }) => name === field))
    .map((problem) => ({ text: pageProblemText(problem, context.policy, showing.voice), href: '#maincontent' }));
}
