import { withdrawProposal as withdraw } from '../../services/proposals/withdraw-proposal.ts';
import { meetingRefusalText } from '../../wording/meeting-refusals.ts';
import { proposalDone } from '../../wording/propose-form.ts';
import { changeOfMeeting, showMeetingDone, showMeetingRefused } from '../meeting-forms.ts';
import { showProposalAnswers } from '../shown-cards/proposal-answers.ts';
import { cardAction } from '../turn.ts';

/** "Withdraw the question": nobody can answer it any more. */
export const withdrawProposal = cardAction('withdraw-proposal', changeOfMeeting, async (turn, about) => {
  const { deps, actor } = turn;
  const { meetingId, version, press } = about;
  const withdrawn = await withdraw(deps, { actor, meetingId, version, press });
  if (withdrawn.ok) return showMeetingDone(turn, withdrawn.value, proposalDone.withdrawn);
  if (withdrawn.reason === 'not-allowed' || withdrawn.reason === 'not-found') {
    return showMeetingRefused(turn, about, withdrawn);
  }
  const text = withdrawn.reason === 'not-open' ? proposalDone.notOpen : meetingRefusalText(withdrawn);
  return showProposalAnswers(turn, meetingId, { tone: 'warning', text });
});
