import { approveMbeRequest } from '../../services/mbe-requests/approve-mbe-request.ts';
import { teamDone, teamRefusalText } from '../../wording/team-refusals.ts';
import { approvalInputs, showApproveForm, typedApproval } from '../approve-form.ts';
import { decisionOnRequest, showDone, showRefused } from '../team-forms.ts';
import { cardAction } from '../turn.ts';

/** Approves a request with what the coordinator picked and corrected. */
export const approveRequest = cardAction(
  'approve-request',
  decisionOnRequest.extend(approvalInputs.shape),
  async (turn, { requestId, version, press, ...inputs }) => {
    const { deps, actor } = turn;
    const typed = typedApproval(inputs);
    const approved = await approveMbeRequest(deps, { actor, requestId, version, press, ...typed });
    if (approved.ok) return showDone(turn, requestId, teamDone.approved);
    if (approved.reason === 'incomplete')
      return showApproveForm(turn, requestId, { typed, problems: approved.problems });
    if (approved.reason === 'changed-meanwhile') {
      return showApproveForm(turn, requestId, { typed, notice: { tone: 'warning', text: teamRefusalText(approved) } });
    }
    return showRefused(turn, requestId, approved);
  },
);
