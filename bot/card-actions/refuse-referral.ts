import { refuseReferralFormCard } from '../../cards/triage-forms.ts';
import { refuseReferral as refuse } from '../../services/referrals/refuse-referral.ts';
import { triageDone } from '../../wording/triage-forms.ts';
import { typedText } from '../press-data.ts';
import { decisionOnReferral, showTriageDone, showTriageNotTaken, undecided } from '../triage-forms.ts';
import { cardAction } from '../turn.ts';

const data = decisionOnReferral.extend({
  reason: typedText,
  note: typedText,
  whatElseHelps: typedText,
  decidedBy: typedText,
  reviewers: typedText,
});

/** Records that the register is not for this person. */
export const refuseReferral = cardAction('refuse-referral', data, async (turn, asked) => {
  const { referralId, version, press, ...typed } = asked;
  const { reason, note, whatElseHelps, decidedBy, reviewers } = typed;
  const refused = await refuse(turn.deps, {
    ...{ actor: turn.actor, referralId, version, press },
    ...{ reason, note, whatElseHelps, decidedBy, reviewLater: reviewers === 'go-on' },
  });
  if (refused.ok) return showTriageDone(turn, referralId, triageDone.refused);
  const opening = { useCase: 'refuse-referral', referralId, states: undecided, form: refuseReferralFormCard } as const;
  return showTriageNotTaken(turn, opening, typed, refused);
});
