import { refuseReferralFormCard } from '../../cards/triage-forms.ts';
import { aboutReferral, openTriageForm, undecided } from '../triage-forms.ts';
import { cardAction } from '../turn.ts';

/** "Not eligible": why, and what else could help. */
export const openRefuseReferral = cardAction('open-refuse-referral', aboutReferral, (turn, { referralId }) =>
  openTriageForm(turn, { useCase: 'refuse-referral', referralId, states: undecided, form: refuseReferralFormCard }),
);
