import { takeMbeRequest } from '../../services/mbe-requests/take-mbe-request.ts';
import { teamDone } from '../../wording/team-refusals.ts';
import { pressOnRequest, showDone, showRefused } from '../team-forms.ts';
import { cardAction } from '../turn.ts';

/** Makes whoever presses the request's owner. */
export const takeRequest = cardAction('take-request', pressOnRequest, async (turn, { requestId, press }) => {
  const taken = await takeMbeRequest(turn.deps, { actor: turn.actor, requestId, press });
  return taken.ok ? showDone(turn, requestId, teamDone.taken) : showRefused(turn, requestId, taken);
});
