import type { AreaPolicy } from '../services/policies/model.ts';
import type { AskProblem, TypedEnquiry } from '../services/register-enquiries/model.ts';
import { askProblemText, askRegisterLabels, askRegisterWords } from '../wording/ask-register.ts';
import { actionButton } from './action-button.ts';
import type { AdaptiveCard } from './adaptive-card.ts';
import { fitCard } from './card-size.ts';
import { emergencyBox } from './card-top.ts';
import { inputLimits } from './form-field.ts';
import type { ReferralFormField } from './referral-field.ts';
import { cardTemplate } from './template.ts';
import { typedField } from './typed-field.ts';

export type RegisterEnquiryFormView = {
  typed: TypedEnquiry;
  problems: readonly AskProblem[];
  policy: AreaPolicy;
  press: string;
};

const fields = ['personName', 'dateOfBirth', 'nhsNumber', 'why'] as const;
const LONGEST_LINE = 300;
const expand = cardTemplate<object>(import.meta.dirname, 'register-enquiry-form');

/** "Is somebody on the register?": who, and why the asker needs to know. Answered by a coordinator. */
export function registerEnquiryFormCard(view: RegisterEnquiryFormView): AdaptiveCard {
  return fitCard(inputLimits, (limit) =>
    expand({
      emergency: emergencyBox(view.policy.emergencyAdvice.value),
      heading: askRegisterWords.heading,
      notice: null,
      summary: view.problems.length > 0 ? 'Please put this right, then press Ask the DSR team again.' : '',
      intro: askRegisterWords.intro,
      fields: fields.map((field) => formField(field, view, limit)),
      actions: [
        actionButton({
          ...{ title: 'Ask the DSR team', verb: 'ask-if-on-register', style: 'positive' },
          data: { press: view.press },
        }),
      ],
    }),
  );
}

function formField(
  field: (typeof fields)[number],
  { typed, problems, policy }: RegisterEnquiryFormView,
  limit: number,
): ReferralFormField {
  const errors = problems.filter((problem) => problem.field === field).map((one) => askProblemText(one, policy));
  const shown = typedField(
    { label: askRegisterLabels[field], typed: typed[field], errors },
    field === 'why' ? limit : LONGEST_LINE,
  );
  return { id: field, input: field === 'why' ? 'text' : 'line', style: 'text', ...shown, choices: [] };
}
