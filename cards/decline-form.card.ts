import type { AreaPolicy } from '../services/policies/model.ts';
import type { TeamFieldProblem } from '../wording/team-form.ts';
import type { AdaptiveCard, CardNotice } from './adaptive-card.ts';
import { fitCard } from './card-size.ts';
import { inputLimits } from './form-field.ts';
import { type FormRequest, teamField, teamFormButtons, teamFormTop } from './team-form.ts';
import { cardTemplate } from './template.ts';

export type DeclineFormView = {
  request: FormRequest & { version: number };
  typed: { reason?: string | undefined; note?: string | undefined };
  problems: readonly TeamFieldProblem[];
  policy: Pick<AreaPolicy, 'declineReasons'>;
  notice?: CardNotice | undefined;
  press: string;
};

const expand = cardTemplate(import.meta.dirname, 'decline-form');

/** Why a request is not taken forward; "hold an MDT first" is among the policy's reasons. */
export function declineFormCard({ request, typed, problems, policy, notice, press }: DeclineFormView): AdaptiveCard {
  return fitCard(inputLimits, (limit) =>
    expand({
      ...teamFormTop('Decline', request, notice),
      fields: {
        reason: teamField('reason', typed.reason, problems, limit),
        note: teamField('note', typed.note, problems, limit),
      },
      reasons: policy.declineReasons.value.map(({ code, label }) => ({ title: label, value: code })),
      actions: teamFormButtons(request, {
        title: 'Decline request',
        verb: 'decline-request',
        data: { version: request.version, press },
        style: 'destructive',
      }),
    }),
  );
}
