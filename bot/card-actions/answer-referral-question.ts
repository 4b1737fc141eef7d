import { z } from 'zod';
import { answerReferralQuestion as answerQuestion } from '../../services/referrals/answer-referral-question.ts';
import { viewReferral } from '../../services/referrals/view-referral.ts';
import { referralNotices, referrerRefusalText } from '../../wording/referral-for-referrer.ts';
import { pressKey, typedText } from '../press-data.ts';
import { referralRefusal } from '../referral-messages.ts';
import { showMyReferral, shownReferral } from '../shown-cards/referral-for-referrer.ts';
import { cardAction } from '../turn.ts';

const data = z.object({ referralId: z.guid(), answer: typedText, press: pressKey });
/** Longer is refused as too long in any case. */
const LONGEST = 60_000;

/** "Send answer": what the DSR team asked goes back to it, or the question again with what was typed. */
export const answerReferralQuestion = cardAction('answer-referral-question', data, async (turn, pressed) => {
  const { deps, actor } = turn;
  const { referralId, press } = pressed;
  const answer = pressed.answer.slice(0, LONGEST);
  const answered = await answerQuestion(deps, { actor, referralId, answer, press });
  if (answered.ok) {
    const notice = { tone: 'good', text: referralNotices.answerSent } as const;
    return shownReferral(turn, answered.value, answered.value.state === 'submitted' ? { notice } : {});
  }
  if (answered.reason === 'too-late') {
    return showMyReferral(turn, referralId, { tone: 'warning', text: referrerRefusalText('changed-meanwhile') });
  }
  if (answered.reason !== 'incomplete') return referralRefusal(answered.reason);
  const found = await viewReferral(deps, { actor, referralId });
  if (!found.ok) return referralRefusal(found.reason);
  return shownReferral(turn, found.value, { answer: { typed: answer, problem: answered.problem } });
});
