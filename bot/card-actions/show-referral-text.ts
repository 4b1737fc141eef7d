import { referralTextCard } from '../../cards/referral-text.ts';
import { referralSummary } from '../../wording/referral-for-team.ts';
import { pageNumber } from '../press-data.ts';
import { aboutReferral, triageFor } from '../triage-forms.ts';
import { cardAction } from '../turn.ts';

const data = aboutReferral.extend({ page: pageNumber });

/** Shows every word of a referral to the team: its card cuts what is long. */
export const showReferralText = cardAction('show-referral-text', data, async (turn, { referralId, page }) => {
  const found = await triageFor(turn, 'view-referral-triage', referralId);
  if ('refused' in found) return found.refused;
  const { referral } = found.triage;
  return { card: referralTextCard({ referral, policy: turn.deps.policy, page }), summary: referralSummary(referral) };
});
