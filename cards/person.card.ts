import { formatDayShort } from '../services/platform/time.ts';
import { type AreaPolicy, labelOf } from '../services/policies/model.ts';
import type { PersonView } from '../services/register/register-view.ts';
import { ageWords, localityLabel, ratingMark } from '../wording/register.ts';
import { personSummary, recommendedWords, suspendedWords } from '../wording/register-person.ts';
import { type ActionButton, actionButton } from './action-button.ts';
import type { AdaptiveCard, CardElement, CardNotice } from './adaptive-card.ts';
import { fitCard, MEASURES, type Measure } from './card-size.ts';
import { noticeBox } from './card-top.ts';
import { personSections } from './person-sections.ts';
import { plain } from './plain-text.ts';
import { cutProse } from './prose.ts';
import { cardTemplate } from './template.ts';
import { oneLine } from './typed-field.ts';

export type PersonCardView = { person: PersonView; policy: AreaPolicy; notice?: CardNotice | undefined };

const NAME_ON_CARD = 80;
const expand = cardTemplate(import.meta.dirname, 'person');

/** Somebody on the register: rating and why, consent and when it ends, what is due, and everything under way. */
export function personCard(view: PersonCardView): AdaptiveCard {
  return fitCard(MEASURES, (measure) => render(view, measure));
}

function render({ person, policy, notice }: PersonCardView, measure: Measure): AdaptiveCard {
  const { rating } = person;
  return expand({
    summary: personSummary(person),
    reference: person.reference,
    name: plain(oneLine(person.name, NAME_ON_CARD)),
    about: plain(identity(person, policy)),
    notice: noticeBox(notice),
    alert: alertOf(person, policy, measure),
    rating: {
      mark: person.ended ? 'Left the register' : ratingMark(rating.rating),
      title: `${ratingMark(rating.rating)} since ${formatDayShort(rating.since)}`,
      lines: ratingLines(person, policy, measure),
    },
    sections: personSections(person, policy, measure),
    actions: personButtons(person),
  });
}

function identity({ age, dateOfBirth, locality, fromDay }: PersonView, policy: AreaPolicy): string {
  const born = dateOfBirth === null ? [] : [`born ${formatDayShort(dateOfBirth).slice(4)}`];
  const parts = [ageWords(age), ...born, localityLabel(locality, policy), `since ${formatDayShort(fromDay).slice(4)}`];
  return parts.map((part) => oneLine(part)).join(' · ');
}

function alertOf({ ended, suspended, consent }: PersonView, policy: AreaPolicy, measure: Measure): string | null {
  if (ended !== null) {
    const why = labelOf(policy.endReasons.value, ended.reason);
    const note = ended.note === null ? '' : `\n\n${cutProse(ended.note, measure.text)}`;
    return `${plain(`Left the register on ${formatDayShort(ended.on)}: ${why}`)}${note}`;
  }
  return suspended ? suspendedWords(consent) : null;
}

function ratingLines({ rating, recommendation }: PersonView, policy: AreaPolicy, measure: Measure): string[] {
  const definition = policy.ratingDefinitions.value[rating.rating];
  const by = [
    ...(rating.decidedBy === null ? [] : [`Decided by ${oneLine(rating.decidedBy, NAME_ON_CARD)}`]),
    ...(rating.recordedBy === null ? [] : [`recorded by ${oneLine(rating.recordedBy, NAME_ON_CARD)}`]),
  ].join(', ');
  return [
    plain(oneLine(definition, 300)),
    ...(by === '' ? [] : [plain(upperFirst(by))]),
    ...(rating.why === null ? [] : [cutProse(`Why: ${rating.why}`, measure.text)]),
    ...(recommendation === null ? [] : [recommendedWords(recommendation)]),
  ];
}

/** At most six, or Teams leaves some out without a word; what belongs to a part of the card stands there. */
function personButtons({ entryId, ended, setting }: PersonView): CardElement[] {
  const data = { entryId };
  const history: ActionButton = { title: 'History', verb: 'show-entry-history', data: { ...data, page: 1 } };
  const register: ActionButton = {
    title: 'The register',
    verb: 'show-register',
    data: { rating: 'all', page: 1 },
    secondary: true,
  };
  if (ended !== null) return [history, register].map(actionButton);
  const inHospital = setting.setting !== 'community';
  const rate: ActionButton = { title: 'Change rating', verb: 'open-change-rating', data };
  const buttons: ActionButton[] = [
    ...(inHospital ? [] : [rate]),
    { title: 'Record review', verb: 'open-record-review', data },
    { title: 'Hospital', verb: 'open-hospital', data },
    history,
    { title: 'End', verb: 'open-end-entry', data, secondary: true },
    register,
  ];
  return buttons.map(actionButton);
}

function upperFirst(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
