import { z } from 'zod';
import { withdrawReferralConfirmCard } from '../../cards/withdraw-referral-confirm.card.ts';
import { viewReferral } from '../../services/referrals/view-referral.ts';
import { withdrawReferral as withdraw } from '../../services/referrals/withdraw-referral.ts';
import { referralNotices, referrerRefusalText } from '../../wording/referral-for-referrer.ts';
import { announcedReferral } from '../../wording/referral-states.ts';
import { pressKey, typedText } from '../press-data.ts';
import { referralRefusal } from '../referral-messages.ts';
import { showMyReferral, shownReferral } from '../shown-cards/referral-for-referrer.ts';
import { cardAction, type ShownCard, type Turn } from '../turn.ts';

const data = z.object({ referralId: z.guid(), note: typedText, press: pressKey });
/** Longer is refused as too long in any case. */
const LONGEST = 60_000;

/** "Withdraw referral": takes an undecided referral back. */
export const withdrawReferral = cardAction('withdraw-referral', data, async (turn, pressed) => {
  const { deps, actor } = turn;
  const { referralId, press } = pressed;
  const note = pressed.note.slice(0, LONGEST);
  const withdrawn = await withdraw(deps, { actor, referralId, note, press });
  if (withdrawn.ok) {
    const notice = { tone: 'good', text: referralNotices.withdrawn } as const;
    return shownReferral(turn, withdrawn.value, withdrawn.value.state === 'withdrawn' ? { notice } : {});
  }
  if (withdrawn.reason === 'too-late') {
    return showMyReferral(turn, referralId, { tone: 'warning', text: referrerRefusalText('too-late') });
  }
  return withdrawn.reason === 'incomplete' ? askAgain(turn, referralId, note) : referralRefusal(withdrawn.reason);
});

/** The reason is too long: the question again, with as much of it as a card holds. */
async function askAgain(turn: Turn, referralId: string, note: string): Promise<ShownCard> {
  const found = await viewReferral(turn.deps, { actor: turn.actor, referralId });
  if (!found.ok) return referralRefusal(found.reason);
  const notice = { tone: 'attention', text: referralNotices.noteTooLong } as const;
  const card = withdrawReferralConfirmCard({ referral: found.value, note, notice, press: turn.deps.newId() });
  return { card, summary: announcedReferral(found.value) };
}
