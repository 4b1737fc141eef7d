import type { FieldProblem, RequestView, TypedRequest } from '../services/mbe-requests/model.ts';
import { basisChoices, basisWords, sharingWords } from '../wording/basis.ts';
import type { AdaptiveCard, CardNotice } from './adaptive-card.ts';
import { fitCard } from './card-size.ts';
import { formFields, inputLimits } from './form-field.ts';
import { cutProse } from './prose.ts';
import { type FormRequest, teamFormButtons, teamFormTop } from './team-form.ts';
import { cardTemplate } from './template.ts';

const fields = ['basis', 'basisDetail', 'basisDay'] as const;

export type RecordBasisFormView = {
  request: FormRequest & Pick<RequestView, 'basis' | 'basisEnded'>;
  typed: Pick<TypedRequest, (typeof fields)[number]>;
  problems: readonly FieldProblem[];
  notice?: CardNotice | undefined;
  press: string;
};

const SHOWN_DETAIL = 400;
const expand = cardTemplate(import.meta.dirname, 'record-basis-form');

/** Whether the person knows and agrees, once it is known. What was recorded before stands above. */
export function recordBasisFormCard({ request, typed, problems, notice, press }: RecordBasisFormView): AdaptiveCard {
  const because = request.basisEnded ?? (request.basis.basis === 'not-yet' ? 'not-yet' : null);
  return fitCard(inputLimits, (limit) =>
    expand({
      ...teamFormTop('Does the person know and agree?', request, notice),
      present: cutProse(basisWords(request.basis), Math.min(limit, SHOWN_DETAIL)),
      meaning: sharingWords(because === null ? { may: true, because: 'consent' } : { may: false, because }),
      fields: formFields(fields, typed, problems, limit),
      bases: basisChoices.map(({ basis, label }) => ({ title: label, value: basis })),
      actions: teamFormButtons(request, { title: 'Record', verb: 'record-basis', data: { press }, style: 'positive' }),
    }),
  );
}
