import { requestTextCard } from '../../cards/request-text.card.ts';
import { requestStates } from '../../services/mbe-requests/model.ts';
import { pageNumber } from '../press-data.ts';
import { meetingOf } from '../shown-cards/request-for-team.ts';
import { aboutRequest, openTeamForm } from '../team-forms.ts';
import { cardAction } from '../turn.ts';

const pageOfRequest = aboutRequest.extend({ page: pageNumber });

/** Shows every word of a request: its card cuts what is long. */
export const showRequestText = cardAction('show-request-text', pageOfRequest, (turn, { requestId, page }) =>
  openTeamForm(turn, 'view-mbe-request', { requestId, states: requestStates }, async (request) => {
    const meeting = await meetingOf(turn, request.meetingId);
    return requestTextCard({ request, meeting: meeting === 'not-allowed' ? null : meeting, page });
  }),
);
