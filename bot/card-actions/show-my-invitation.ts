import { aboutInvitee, ownAddress, showInvitationFor } from '../invitee-cards.ts';
import { cardAction } from '../turn.ts';

/** "Answer", of a meeting with a time: the invitation of whoever presses. */
export const showMyInvitation = cardAction('show-my-invitation', aboutInvitee, async (turn, { inviteeId }) => {
  const own = ownAddress(turn);
  return 'shown' in own ? own.shown : showInvitationFor(turn, { address: own.address, inviteeId });
});
