import { sendConsentForm as send } from '../../services/consent/send-consent-form.ts';
import { formSentWords, nobodyByEmail } from '../../wording/consent.ts';
import { pressOnConsent, showConsent, showConsentRefused } from '../consent-cards.ts';
import { cardAction } from '../turn.ts';

/** Mails the consent form to whoever can answer it. */
export const sendConsentForm = cardAction('send-consent-form', pressOnConsent, async (turn, pressed) => {
  const { personId, press } = pressed;
  const sent = await send(turn.deps, { actor: turn.actor, personId, press });
  if (sent.ok) return showConsent(turn, pressed, { tone: 'good', text: formSentWords(sent.value.sent) });
  if (sent.reason !== 'nobody-by-email') return showConsentRefused(turn, pressed, sent);
  return showConsent(turn, pressed, { tone: 'warning', text: nobodyByEmail });
});
