import { recordBasisFormCard } from '../../cards/record-basis-form.card.ts';
import { openStates } from '../../services/mbe-requests/model.ts';
import { aboutRequest, openTeamForm } from '../team-forms.ts';
import { cardAction } from '../turn.ts';

/** Opens the question whether the person knows and agrees. */
export const openRecordBasis = cardAction('open-record-basis', aboutRequest, (turn, { requestId }) =>
  openTeamForm(turn, 'record-basis', { requestId, states: openStates }, (request) =>
    recordBasisFormCard({ request, typed: {}, problems: [], press: turn.deps.newId() }),
  ),
);
