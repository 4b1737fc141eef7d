import { z } from 'zod';
import { startReferralDraft } from '../referral-drafts.ts';
import { referralsOnlyInChat } from '../referral-messages.ts';
import { cardAction } from '../turn.ts';

/** "Refer someone": a new draft on its first step. */
export const startReferral = cardAction('start-referral', z.object({}), async (turn) =>
  turn.where === 'channel' ? referralsOnlyInChat() : startReferralDraft(turn),
);
