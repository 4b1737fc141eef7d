import { takeReferral as take } from '../../services/referrals/take-referral.ts';
import { triageDone } from '../../wording/triage-forms.ts';
import { pressOnReferral, showTriageDone, showTriageRefused } from '../triage-forms.ts';
import { cardAction } from '../turn.ts';

/** Makes whoever presses the referral's owner. */
export const takeReferral = cardAction('take-referral', pressOnReferral, async (turn, { referralId, press }) => {
  const taken = await take(turn.deps, { actor: turn.actor, referralId, press });
  return taken.ok ? showTriageDone(turn, referralId, triageDone.taken) : showTriageRefused(turn, referralId, taken);
});
