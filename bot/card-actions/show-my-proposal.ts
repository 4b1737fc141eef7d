import { aboutInvitee, ownAddress, showProposalFor } from '../invitee-cards.ts';
import { cardAction } from '../turn.ts';

/** "Answer": the times that whoever presses is asked about. */
export const showMyProposal = cardAction('show-my-proposal', aboutInvitee, async (turn, { inviteeId }) => {
  const own = ownAddress(turn);
  return 'shown' in own ? own.shown : showProposalFor(turn, { address: own.address, inviteeId });
});
