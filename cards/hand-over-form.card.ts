import type { NamedPerson } from '../services/mbe-requests/model.ts';
import type { TeamFieldProblem } from '../wording/team-form.ts';
import type { AdaptiveCard, CardNotice } from './adaptive-card.ts';
import { type FormRequest, teamField, teamFormButtons, teamFormTop } from './team-form.ts';
import { cardTemplate } from './template.ts';

export type HandOverFormView = {
  request: FormRequest & { owner: NamedPerson | null };
  /** The DSR team; the present owner is not offered. */
  team: readonly NamedPerson[];
  typed: { toProfessionalId?: string | undefined };
  problems: readonly TeamFieldProblem[];
  notice?: CardNotice | undefined;
  press: string;
};

const expand = cardTemplate(import.meta.dirname, 'hand-over-form');

/** Who takes a request over from its owner. */
export function handOverFormCard({ request, team, typed, problems, notice, press }: HandOverFormView): AdaptiveCard {
  const others = team.filter(({ id }) => id !== request.owner?.id);
  const chosen = others.find(({ id }) => id === typed.toProfessionalId)?.id;
  return expand({
    ...teamFormTop('Hand over', request, notice),
    fields: { toProfessionalId: teamField('toProfessionalId', chosen, problems, 100) },
    team: others.map(({ id, name }) => ({ title: name, value: id })),
    actions: teamFormButtons(request, {
      title: 'Hand over request',
      verb: 'hand-over-request',
      data: { press },
      style: 'positive',
    }),
  });
}
