import { acceptReferralFormCard } from '../../cards/triage-forms.ts';
import { aboutReferral, formOf, gateOf, openTriageForm, triageFor, undecided } from '../triage-forms.ts';
import { cardAction } from '../turn.ts';

/** "Accept": first whoever may be the same person and what else stands in the way, then the form. */
export const openAcceptReferral = cardAction('open-accept-referral', aboutReferral, async (turn, { referralId }) => {
  const found = await triageFor(turn, 'accept-referral', referralId);
  if ('refused' in found) return found.refused;
  const { triage } = found;
  if (!undecided.includes(triage.referral.state)) {
    const opening = {
      useCase: 'accept-referral',
      referralId,
      states: undecided,
      form: acceptReferralFormCard,
    } as const;
    return openTriageForm(turn, opening);
  }
  return gateOf(turn, triage) ?? formOf(turn, triage, acceptReferralFormCard);
});
