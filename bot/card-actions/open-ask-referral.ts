import { askReferralFormCard } from '../../cards/triage-forms.ts';
import { aboutReferral, openTriageForm } from '../triage-forms.ts';
import { cardAction } from '../turn.ts';

/** "Ask for information": a question to the referrer. */
export const openAskReferral = cardAction('open-ask-referral', aboutReferral, (turn, { referralId }) =>
  openTriageForm(turn, {
    useCase: 'ask-referral-question',
    referralId,
    states: ['submitted'],
    form: askReferralFormCard,
  }),
);
