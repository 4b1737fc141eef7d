import { z } from 'zod';
import { referralsOnlyInChat } from '../referral-messages.ts';
import { showMyReferral as show } from '../shown-cards/referral-for-referrer.ts';
import { cardAction } from '../turn.ts';

const data = z.object({ referralId: z.guid() });

/** "Open" and "Keep it": one's own referral in its present state. */
export const showMyReferral = cardAction('show-my-referral', data, async (turn, { referralId }) =>
  turn.where === 'channel' ? referralsOnlyInChat() : show(turn, referralId),
);
