import { sendProposal as send } from '../../services/proposals/send-proposal.ts';
import { meetingRefusalText } from '../../wording/meeting-refusals.ts';
import { proposalDone } from '../../wording/propose-form.ts';
import { readProposal, showProposeForm } from '../arranging-forms.ts';
import { changeOfMeeting, showMeetingRefused } from '../meeting-forms.ts';
import { typedText } from '../press-data.ts';
import { showProposalAnswers } from '../shown-cards/proposal-answers.ts';
import { cardAction } from '../turn.ts';

const data = changeOfMeeting.extend({
  ...{ times: typedText, 'day-1': typedText, 'at-1': typedText, 'day-2': typedText, 'at-2': typedText },
  ...{ deadlineDay: typedText, deadlineAt: typedText, options: typedText },
});

/** "Ask them": everybody invited is asked which of the times suit. */
export const sendProposal = cardAction('send-proposal', data, async (turn, pressed) => {
  const { meetingId, requestId, version, press, ...typed } = pressed;
  const about = { meetingId, requestId };
  const read = readProposal(typed);
  if ('problems' in read) return showProposeForm(turn, about, { typed, problems: read.problems });
  const { deps, actor } = turn;
  const sent = await send(deps, { actor, meetingId, version, press, ...read });
  if (sent.ok) return showProposalAnswers(turn, meetingId, { tone: 'good', text: proposalDone.sent });
  if (sent.reason === 'incomplete') return showProposeForm(turn, about, { typed, problems: sent.problems });
  if (sent.reason !== 'changed-meanwhile') return showMeetingRefused(turn, about, sent);
  return showProposeForm(turn, about, { typed, notice: { tone: 'warning', text: meetingRefusalText(sent) } });
});
