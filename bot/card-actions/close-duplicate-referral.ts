import { closeDuplicateReferral as close } from '../../services/referrals/close-duplicate-referral.ts';
import { triageDone } from '../../wording/triage-forms.ts';
import { decisionOnReferral, showTriageDone, showTriageRefused } from '../triage-forms.ts';
import { cardAction } from '../turn.ts';

/** Ends a referral of somebody who is on the register already. */
export const closeDuplicateReferral = cardAction(
  'close-duplicate-referral',
  decisionOnReferral,
  async (turn, { referralId, version, press }) => {
    const closed = await close(turn.deps, { actor: turn.actor, referralId, version, press });
    return closed.ok
      ? showTriageDone(turn, referralId, triageDone.closed)
      : showTriageRefused(turn, referralId, closed);
  },
);
