import { askClinicalLead as ask } from '../../services/consent/ask-clinical-lead.ts';
import { consentDone } from '../../wording/consent.ts';
import { openConsentForm, pressOnConsent, showConsent, showConsentRefused, whoAnswers } from '../consent-cards.ts';
import { askForm } from '../consent-forms.ts';
import { typedText } from '../press-data.ts';
import { cardAction } from '../turn.ts';

const data = pressOnConsent.extend({ ...whoAnswers.shape, note: typedText });

/** Passes the question who consents for a young person to the clinical lead. */
export const askClinicalLead = cardAction(
  'ask-clinical-lead',
  data,
  async (turn, { personId, referralId, press, note, ...who }) => {
    const { deps, actor } = turn;
    const about = { personId, referralId };
    const asked = await ask(deps, { actor, personId, referralId: referralId ?? null, press, note, who });
    if (asked.ok) return showConsent(turn, about, { tone: 'good', text: consentDone.asked });
    if (asked.reason !== 'incomplete') return showConsentRefused(turn, about, asked);
    const { problems } = asked;
    return openConsentForm(turn, about, (consent) => askForm(turn, consent, about, { who, note, problems }));
  },
);
