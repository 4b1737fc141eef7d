import { aboutConsent, showConsent } from '../consent-cards.ts';
import { cardAction } from '../turn.ts';

/** "Consent" on a person's card, or before a referral is accepted. */
export const openConsent = cardAction('open-consent', aboutConsent, (turn, about) =>
  showConsent(turn, about, undefined, { opened: true }),
);
