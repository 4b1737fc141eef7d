import type { CardNotice } from '../../cards/adaptive-card.ts';
import { declineFormCard } from '../../cards/decline-form.card.ts';
import { declineMbeRequest } from '../../services/mbe-requests/decline-mbe-request.ts';
import type { TeamFieldProblem } from '../../wording/team-form.ts';
import { teamDone, teamRefusalText } from '../../wording/team-refusals.ts';
import { typedText } from '../press-data.ts';
import {
  decisionOnRequest,
  openTeamForm,
  showDone,
  showRefused,
  teamProblems,
  undecidedStates,
} from '../team-forms.ts';
import { cardAction } from '../turn.ts';

/** Declines a request, with the reason that the requester is told. */
export const declineRequest = cardAction(
  'decline-request',
  decisionOnRequest.extend({ reason: typedText, note: typedText }),
  async (turn, { requestId, version, press, reason, note }) => {
    const { deps, actor } = turn;
    const again = (problems: readonly TeamFieldProblem[], notice?: CardNotice) =>
      openTeamForm(turn, 'decline-mbe-request', { requestId, states: undecidedStates }, (request) =>
        declineFormCard({
          request,
          typed: { reason, note },
          problems,
          policy: deps.policy,
          notice,
          press: deps.newId(),
        }),
      );
    const decision = { reason, note };
    const declined = await declineMbeRequest(deps, { actor, requestId, version, press, ...decision });
    if (declined.ok) return showDone(turn, requestId, teamDone.declined);
    if (declined.reason === 'incomplete') return again(teamProblems(declined.problems));
    if (declined.reason === 'changed-meanwhile') return again([], { tone: 'warning', text: teamRefusalText(declined) });
    return showRefused(turn, requestId, declined);
  },
);
