import { showReferralForTeam } from '../shown-cards/referral-for-team.ts';
import { aboutReferral } from '../triage-forms.ts';
import { cardAction } from '../turn.ts';

/** "Open" and "Back": a referral in its present state, as the DSR team sees it. */
export const showTriage = cardAction('show-triage', aboutReferral, (turn, { referralId }) =>
  showReferralForTeam(turn, referralId, undefined, { opened: true }),
);
