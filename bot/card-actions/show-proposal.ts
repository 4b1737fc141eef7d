import { aboutMeeting } from '../meeting-forms.ts';
import { showProposalAnswers } from '../shown-cards/proposal-answers.ts';
import { cardAction } from '../turn.ts';

/** "See the answers": what everybody said to the times they were asked about. */
export const showProposal = cardAction('show-proposal', aboutMeeting, (turn, { meetingId }) =>
  showProposalAnswers(turn, meetingId),
);
