import { z } from 'zod';
import type { CardNotice } from '../../cards/adaptive-card.ts';
import { handOverFormCard } from '../../cards/hand-over-form.card.ts';
import { handOverMbeRequest } from '../../services/mbe-requests/hand-over-mbe-request.ts';
import { openStates } from '../../services/mbe-requests/model.ts';
import { dsrTeam } from '../../services/mbe-requests/store.ts';
import type { TeamFieldProblem } from '../../wording/team-form.ts';
import { teamDone, teamRefusalText } from '../../wording/team-refusals.ts';
import { openTeamForm, pressOnRequest, showDone, showRefused } from '../team-forms.ts';
import { cardAction } from '../turn.ts';

/** Makes another member of the team the owner. */
export const handOverRequest = cardAction(
  'hand-over-request',
  pressOnRequest.extend({ toProfessionalId: z.guid().optional() }),
  async (turn, { requestId, press, toProfessionalId }) => {
    const { deps, actor } = turn;
    const again = (problems: readonly TeamFieldProblem[], notice?: CardNotice) =>
      openTeamForm(turn, 'hand-over-mbe-request', { requestId, states: openStates }, async (request) =>
        handOverFormCard({
          request,
          team: await dsrTeam(deps),
          typed: { toProfessionalId },
          problems,
          notice,
          press: deps.newId(),
        }),
      );
    if (toProfessionalId === undefined) return again([{ field: 'toProfessionalId', problem: 'missing' }]);
    const handed = await handOverMbeRequest(deps, { actor, requestId, toProfessionalId, press });
    if (handed.ok) return showDone(turn, requestId, teamDone.handedOver);
    if (handed.reason === 'not-in-the-team') return again([], { tone: 'warning', text: teamRefusalText(handed) });
    return showRefused(turn, requestId, handed);
  },
);
