import { aboutConsent, openConsentForm, whoAnswers } from '../consent-cards.ts';
import { whoForm } from '../consent-forms.ts';
import { cardAction } from '../turn.ts';

/** "Record consent": who decides. Also the way back to it, with what was chosen. */
export const openRecordConsent = cardAction(
  'open-record-consent',
  aboutConsent.extend(whoAnswers.shape),
  (turn, { personId, referralId, ...typed }) => {
    const about = { personId, referralId };
    return openConsentForm(turn, about, (consent) => whoForm(turn, consent, about, { typed, problems: [] }));
  },
);
