import { handOverFormCard } from '../../cards/hand-over-form.card.ts';
import { openStates } from '../../services/mbe-requests/model.ts';
import { dsrTeam } from '../../services/mbe-requests/store.ts';
import { aboutRequest, openTeamForm } from '../team-forms.ts';
import { cardAction } from '../turn.ts';

/** Opens the list of the team. */
export const openHandOver = cardAction('open-hand-over', aboutRequest, (turn, { requestId }) =>
  openTeamForm(turn, 'hand-over-mbe-request', { requestId, states: openStates }, async (request) =>
    handOverFormCard({
      request,
      team: await dsrTeam(turn.deps),
      typed: {},
      problems: [],
      press: turn.deps.newId(),
    }),
  ),
);
