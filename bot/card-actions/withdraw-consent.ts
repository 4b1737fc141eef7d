import { withdrawConsent as withdraw } from '../../services/consent/withdraw-consent.ts';
import { consentDone } from '../../wording/consent.ts';
import { openConsentForm, pressOnConsent, showConsentRefused, showWhoWasTold } from '../consent-cards.ts';
import { withdrawForm } from '../consent-ending-forms.ts';
import { typedText } from '../press-data.ts';
import { cardAction } from '../turn.ts';

const data = pressOnConsent.extend({
  saidBy: typedText,
  consenterName: typedText,
  form: typedText,
  day: typedText,
  note: typedText,
});

/** Withdraws consent, and shows who has already received something. */
export const withdrawConsent = cardAction(
  'withdraw-consent',
  data,
  async (turn, { personId, referralId, press, ...typed }) => {
    const { deps, actor } = turn;
    const about = { personId, referralId };
    const withdrawn = await withdraw(deps, { actor, personId, referralId: referralId ?? null, press, typed });
    if (withdrawn.ok) return showWhoWasTold(turn, about, 1, { tone: 'good', text: consentDone.withdrawn });
    if (withdrawn.reason !== 'incomplete') return showConsentRefused(turn, about, withdrawn);
    const { problems } = withdrawn;
    return openConsentForm(turn, about, (consent) => withdrawForm(turn, consent, about, { typed, problems }));
  },
);
