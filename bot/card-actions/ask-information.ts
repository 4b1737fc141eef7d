import type { CardNotice } from '../../cards/adaptive-card.ts';
import { askInformationFormCard } from '../../cards/ask-information-form.card.ts';
import { askInformation as ask } from '../../services/mbe-requests/ask-information.ts';
import type { TeamFieldProblem } from '../../wording/team-form.ts';
import { teamDone, teamRefusalText } from '../../wording/team-refusals.ts';
import { typedText } from '../press-data.ts';
import { decisionOnRequest, openTeamForm, showDone, showRefused, teamProblems } from '../team-forms.ts';
import { cardAction } from '../turn.ts';

/** Sends the team's question to the requester. */
export const askInformation = cardAction(
  'ask-information',
  decisionOnRequest.extend({ question: typedText }),
  async (turn, { requestId, version, press, question }) => {
    const { deps, actor } = turn;
    const again = (problems: readonly TeamFieldProblem[], notice?: CardNotice) =>
      openTeamForm(turn, 'ask-information', { requestId, states: ['submitted'] }, (request) =>
        askInformationFormCard({ request, typed: { question }, problems, notice, press: deps.newId() }),
      );
    const asked = await ask(deps, { actor, requestId, version, question, press });
    if (asked.ok) return showDone(turn, requestId, teamDone.asked);
    if (asked.reason === 'incomplete') return again(teamProblems(asked.problems));
    if (asked.reason === 'changed-meanwhile') return again([], { tone: 'warning', text: teamRefusalText(asked) });
    return showRefused(turn, requestId, asked);
  },
);
