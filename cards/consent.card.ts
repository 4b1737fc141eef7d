import type { ConsentView } from '../services/consent/view-model.ts';
import { whyThisDate } from '../wording/clocks.ts';
import { consentFacts, consentLine, consentStateWords } from '../wording/consent.ts';
import { type ActionButton, actionButton } from './action-button.ts';
import type { AdaptiveCard, CardNotice } from './adaptive-card.ts';
import { fitCard, MEASURES, type Measure } from './card-size.ts';
import { noticeBox } from './card-top.ts';
import { plain } from './plain-text.ts';
import { cutProse, cutText } from './prose.ts';
import { cardTemplate } from './template.ts';
import { oneLine } from './typed-field.ts';

export type ConsentCardView = {
  consent: ConsentView;
  /** The referral it was opened from. */
  referralId: string | null;
  notice?: CardNotice | undefined;
  press: string;
};

const NO_REFERENCE = 'Consent';
const LINE = 200;
const expand = cardTemplate(import.meta.dirname, 'consent');

/** Consent to the register as it stands: until when and why, who gave it and how, everything that was recorded. */
export function consentCard(view: ConsentCardView): AdaptiveCard {
  return fitCard(MEASURES, (measure) => render(view, measure));
}

function render({ consent, referralId, notice, press }: ConsentCardView, measure: Measure): AdaptiveCard {
  const { dsrReference, personName, standing, renewal, history, state } = consent;
  const shown = history.slice(0, measure.rows);
  const more = history.length - shown.length;
  // Of a consent that was withdrawn the date of its renewal says nothing any more.
  const why = renewal !== null && (state.state === 'valid' || state.state === 'lapsed') ? whyThisDate(renewal) : [];
  return expand({
    summary: `${dsrReference ?? NO_REFERENCE}: consent`,
    about: [...(dsrReference === null ? [] : [dsrReference]), plain(oneLine(personName))].join(' · '),
    notice: noticeBox(notice),
    state: consentStateWords(consent),
    facts: standing === null ? [] : factsOf(standing, measure),
    why: why.map((line) => cutProse(line, Math.max(measure.text, LINE))),
    history: shown.map((record) => ({
      line: plain(cutText(oneLine(consentLine(record), LINE), LINE).text),
      note: cutProse(record.note ?? '', measure.text) || null,
    })),
    more: more > 0 ? `… and ${more} more` : null,
    actions: buttonsOf(consent, referralId, press).map(actionButton),
  });
}

function factsOf(standing: NonNullable<ConsentView['standing']>, measure: Measure) {
  return consentFacts(standing).map(({ title, text }) => ({ title, value: cutProse(text, measure.text) || '–' }));
}

function buttonsOf(
  { personId, state, entryId }: ConsentView,
  referralId: string | null,
  press: string,
): ActionButton[] {
  const data = { personId, ...(referralId === null ? {} : { referralId }) };
  const counts = state.state === 'valid' || state.state === 'lapsed';
  return [
    {
      title: counts ? 'Record or renew consent' : 'Record consent',
      verb: 'open-record-consent',
      data,
      style: 'positive',
    },
    ...(counts || entryId !== null
      ? [{ title: 'Withdraw', verb: 'open-withdraw-consent', data, style: 'destructive' as const }]
      : []),
    ...(counts ? [{ title: 'Found not to be valid', verb: 'open-consent-invalid', data }] : []),
    { title: 'Send the consent form', verb: 'send-consent-form', data: { ...data, press } },
    { title: 'Who was told', verb: 'show-who-was-told', data: { ...data, page: 1 } },
    ...(referralId === null ? [] : [{ title: 'Back', verb: 'show-triage', data: { referralId } }]),
    ...(referralId === null && entryId !== null ? [{ title: 'Back', verb: 'show-person', data: { entryId } }] : []),
  ];
}
