import { checkWho } from '../../services/consent/check-consent.ts';
import { aboutConsent, openConsentForm, whoAnswers } from '../consent-cards.ts';
import { askForm, recordForm, whoForm } from '../consent-forms.ts';
import { cardAction } from '../turn.ts';

/** "Next": from who decides to what must be recorded for it, or to the clinical lead. Nothing is recorded yet. */
export const toConsentRecord = cardAction(
  'to-consent-record',
  aboutConsent.extend(whoAnswers.shape),
  (turn, { personId, referralId, ...who }) => {
    const about = { personId, referralId };
    return openConsentForm(turn, about, (consent) => {
      const checked = checkWho(who, consent, turn.deps.policy);
      if (!checked.ok) return whoForm(turn, consent, about, { typed: who, problems: checked.problems });
      const forTheLead = checked.value.clinicalLead !== null && turn.actor.dsrRole !== 'clinical-lead';
      return forTheLead
        ? askForm(turn, consent, about, { who, note: '', problems: [] })
        : recordForm(turn, consent, about, { who, checked: checked.value, typed: {}, problems: [] });
    });
  },
);
