import { aboutConsent, openConsentForm } from '../consent-cards.ts';
import { withdrawForm } from '../consent-ending-forms.ts';
import { cardAction } from '../turn.ts';

/** "Withdraw": says first what will end, then asks who says so, how and when. */
export const openWithdrawConsent = cardAction('open-withdraw-consent', aboutConsent, (turn, about) =>
  openConsentForm(turn, about, (consent) => withdrawForm(turn, consent, about, { typed: {}, problems: [] })),
);
