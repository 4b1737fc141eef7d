import { z } from 'zod';
import { checkWho } from '../../services/consent/check-consent.ts';
import { recordConsent as record } from '../../services/consent/record-consent.ts';
import { consentDone } from '../../wording/consent.ts';
import {
  openConsentForm,
  pressOnConsent,
  showConsent,
  showConsentRefused,
  showWhoWasTold,
  whoAnswers,
} from '../consent-cards.ts';
import { askForm, recordForm, whoForm } from '../consent-forms.ts';
import { typedText } from '../press-data.ts';
import { cardAction } from '../turn.ts';

const recordAnswers = z.object({
  day: typedText,
  consenterName: typedText,
  form: typedText,
  informationFormat: typedText,
  evidence: typedText,
  personView: typedText,
  capacityAssessedOn: typedText,
  decidedBy: typedText,
  consulted: typedText,
  sharing: typedText,
  note: typedText,
});

const data = pressOnConsent.extend({ ...whoAnswers.shape, ...recordAnswers.shape });

/** Records what was said about being on the register. */
export const recordConsent = cardAction('record-consent', data, async (turn, typed) => {
  const { deps, actor } = turn;
  const { personId, referralId, press, answer, route, ageBand, capacity, authority, flags, ...said } = typed;
  const about = { personId, referralId };
  const who = { answer, route, ageBand, capacity, authority, flags };
  const input = { actor, personId, referralId: referralId ?? null, press, who, record: said };
  const recorded = await record(deps, input);
  if (recorded.ok) {
    if (who.answer === 'refuses') return showWhoWasTold(turn, about, 1, { tone: 'good', text: consentDone.refused });
    return showConsent(turn, about, { tone: 'good', text: consentDone.recorded });
  }
  if (recorded.reason === 'clinical-lead-decides') {
    return openConsentForm(turn, about, (consent) =>
      askForm(turn, consent, about, { who, note: said.note, problems: [] }),
    );
  }
  if (recorded.reason !== 'incomplete') return showConsentRefused(turn, about, recorded);
  const { problems } = recorded;
  return openConsentForm(turn, about, (consent) => {
    const checked = checkWho(who, consent, deps.policy);
    return checked.ok
      ? recordForm(turn, consent, about, { who, checked: checked.value, typed: said, problems })
      : whoForm(turn, consent, about, { typed: who, problems });
  });
});
