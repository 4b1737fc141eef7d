import { aboutConsent, openConsentForm } from '../consent-cards.ts';
import { invalidForm } from '../consent-ending-forms.ts';
import { cardAction } from '../turn.ts';

/** "Found not to be valid": who found it, why, and what follows. */
export const openConsentInvalid = cardAction('open-consent-invalid', aboutConsent, (turn, about) =>
  openConsentForm(turn, about, (consent) => invalidForm(turn, consent, about, { typed: {}, problems: [] })),
);
