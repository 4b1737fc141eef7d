import { declineFormCard } from '../../cards/decline-form.card.ts';
import { aboutRequest, openTeamForm, undecidedStates } from '../team-forms.ts';
import { cardAction } from '../turn.ts';

/** Opens the reasons for declining. */
export const openDecline = cardAction('open-decline', aboutRequest, (turn, { requestId }) =>
  openTeamForm(turn, 'decline-mbe-request', { requestId, states: undecidedStates }, (request) =>
    declineFormCard({ request, typed: {}, problems: [], policy: turn.deps.policy, press: turn.deps.newId() }),
  ),
);
