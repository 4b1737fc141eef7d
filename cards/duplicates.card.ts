import type { PossibleDuplicate, TriageView } from '../services/referrals/triage-model.ts';
import { duplicateSignWords, onRecordWords, referralSummary } from '../wording/referral-for-team.ts';
import { actionButton } from './action-button.ts';
import type { AdaptiveCard, CardElement, CardNotice } from './adaptive-card.ts';
import { noticeBox } from './card-top.ts';
import { plain } from './plain-text.ts';
import { sideBySide } from './side-by-side.ts';
import { cardTemplate } from './template.ts';

export type DuplicatesView = {
  triage: TriageView;
  /** Which of them, from 1; one outside the list shows the nearest. */
  at: number;
  notice?: CardNotice | undefined;
  press: string;
};

const MOST_RECORDS = 12;
const expand = cardTemplate(import.meta.dirname, 'duplicates');

/** The referral's person and somebody on record, side by side, for a coordinator to say whether they are one. */
export function duplicatesCard({ triage, at, notice, press }: DuplicatesView): AdaptiveCard {
  const { referral, possible } = triage;
  const place = Math.min(Math.max(at, 1), possible.length);
  const other = possible[place - 1];
  if (other === undefined) throw new Error('There is nobody to compare with');
  const records = onRecordWords(other);
  const more = records.length - MOST_RECORDS;
  return expand({
    summary: referralSummary(referral),
    heading: 'Is this the same person?',
    about:
      possible.length > 1
        ? `${referral.reference} · ${place} of ${possible.length} people on record who may be the same`
        : `${referral.reference} · 1 person on record who may be the same`,
    notice: noticeBox(notice),
    because: `They have ${other.signs.map((sign) => duplicateSignWords[sign]).join('; ')}.`,
    said: other.saidDifferent ? 'A coordinator has said that they are different people.' : null,
    oneTitle: `This referral, ${referral.reference}`,
    fields: sideBySide(referral.person, other),
    records: [...records.slice(0, MOST_RECORDS).map(plain), ...(more > 0 ? [`… and ${more} more`] : [])],
    actions: buttons(triage, other, place, press),
  });
}

function buttons(
  { referral, possible }: TriageView,
  other: PossibleDuplicate,
  place: number,
  press: string,
): CardElement[] {
  const referralId = referral.id;
  const decide = (same: 'yes' | 'no') => ({ referralId, otherId: other.id, same, press });
  const show = (title: string, at: number) =>
    actionButton({ title, verb: 'open-duplicates', data: { referralId, at } });
  return [
    actionButton({ title: 'Same person: link', verb: 'decide-duplicate', data: decide('yes'), style: 'positive' }),
    ...(other.saidDifferent
      ? []
      : [actionButton({ title: 'Different people', verb: 'decide-duplicate', data: decide('no') })]),
    ...(place > 1 ? [show('Previous', place - 1)] : []),
    ...(place < possible.length ? [show('Next', place + 1)] : []),
    actionButton({ title: 'Back', verb: 'show-triage', data: { referralId } }),
  ];
}
