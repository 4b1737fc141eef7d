import type { TeamFieldProblem } from '../wording/team-form.ts';
import type { AdaptiveCard, CardNotice } from './adaptive-card.ts';
import { fitCard } from './card-size.ts';
import { inputLimits } from './form-field.ts';
import { type FormRequest, teamField, teamFormButtons, teamFormTop } from './team-form.ts';
import { cardTemplate } from './template.ts';

export type AskInformationFormView = {
  request: FormRequest & { version: number };
  typed: { question?: string | undefined };
  problems: readonly TeamFieldProblem[];
  notice?: CardNotice | undefined;
  press: string;
};

const expand = cardTemplate(import.meta.dirname, 'ask-information-form');

/** What the team needs to know before it can decide. */
export function askInformationFormCard({
  request,
  typed,
  problems,
  notice,
  press,
}: AskInformationFormView): AdaptiveCard {
  return fitCard(inputLimits, (limit) =>
    expand({
      ...teamFormTop('Ask about', request, notice),
      fields: { question: teamField('question', typed.question, problems, limit) },
      actions: teamFormButtons(request, {
        title: 'Send question',
        verb: 'ask-information',
        data: { version: request.version, press },
        style: 'positive',
      }),
    }),
  );
}
