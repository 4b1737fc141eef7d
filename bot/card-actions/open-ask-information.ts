import { askInformationFormCard } from '../../cards/ask-information-form.card.ts';
import { aboutRequest, openTeamForm } from '../team-forms.ts';
import { cardAction } from '../turn.ts';

/** Opens the question to the requester. */
export const openAskInformation = cardAction('open-ask-information', aboutRequest, (turn, { requestId }) =>
  openTeamForm(turn, 'ask-information', { requestId, states: ['submitted'] }, (request) =>
    askInformationFormCard({ request, typed: {}, problems: [], press: turn.deps.newId() }),
  ),
);
