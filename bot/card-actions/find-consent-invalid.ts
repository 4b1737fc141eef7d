import { findConsentInvalid as find } from '../../services/consent/find-consent-invalid.ts';
import { consentDone } from '../../wording/consent.ts';
import { openConsentForm, pressOnConsent, showConsent, showConsentRefused, showWhoWasTold } from '../consent-cards.ts';
import { invalidForm } from '../consent-ending-forms.ts';
import { typedText } from '../press-data.ts';
import { cardAction } from '../turn.ts';

const data = pressOnConsent.extend({ decidedBy: typedText, note: typedText, ends: typedText });

/** Records that a consent was not one. */
export const findConsentInvalid = cardAction(
  'find-consent-invalid',
  data,
  async (turn, { personId, referralId, press, ...typed }) => {
    const { deps, actor } = turn;
    const about = { personId, referralId };
    const found = await find(deps, { actor, personId, referralId: referralId ?? null, press, typed });
    const done = { tone: 'good', text: consentDone.foundInvalid } as const;
    if (found.ok) {
      return typed.ends === 'end-entry' ? showWhoWasTold(turn, about, 1, done) : showConsent(turn, about, done);
    }
    if (found.reason !== 'incomplete') return showConsentRefused(turn, about, found);
    const { problems } = found;
    return openConsentForm(turn, about, (consent) => invalidForm(turn, consent, about, { typed, problems }));
  },
);
