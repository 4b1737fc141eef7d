import { z } from 'zod';
import { enterReferral } from '../../services/referrals/enter-referral.ts';
import { showFirstStep } from '../referral-drafts.ts';
import { referralRefusal, referralsOnlyInChat } from '../referral-messages.ts';
import { cardAction } from '../turn.ts';

/** "Enter a referral": a coordinator writes down what came by phone, email or on paper. */
export const startReferralEntry = cardAction('start-referral-entry', z.object({}), async (turn) => {
  if (turn.where === 'channel') return referralsOnlyInChat();
  const begun = await enterReferral(turn.deps, { actor: turn.actor });
  return begun.ok ? showFirstStep(turn, begun.value) : referralRefusal(begun.reason);
});
