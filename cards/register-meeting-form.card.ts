import type { RegisterMeetingKind } from '../services/meetings/model.ts';
import { registerMeetingKinds } from '../services/meetings/model.ts';
import type {
  RegisterMeetingField,
  RegisterMeetingOffer,
  RegisterMeetingProblem,
  TypedRegisterMeeting,
} from '../services/meetings/register-meeting-model.ts';
import type { AreaPolicy } from '../services/policies/model.ts';
import { clockLabel, whyThisDate } from '../wording/clocks.ts';
import {
  invitableWords,
  noConsentWords,
  proposedDayWords,
  registerMeetingForm,
  registerMeetingLabels,
  registerMeetingMeanings,
  registerMeetingProblemText,
} from '../wording/register-meeting.ts';
import { lengthWords } from '../wording/team-request.ts';
import { actionButton } from './action-button.ts';
import type { AdaptiveCard, CardElement, CardNotice } from './adaptive-card.ts';
import { fitCard } from './card-size.ts';
import { noticeBox } from './card-top.ts';
import { organisationPicker, type PickedOrganisation } from './organisation-picker.ts';
import { plain } from './plain-text.ts';
import { cutText } from './prose.ts';
import { cardTemplate } from './template.ts';
import { oneLine, typedDay, typedField } from './typed-field.ts';

const NAME_ON_CARD = 80;
const SHORT_FIELD = 200;

const expandKinds = cardTemplate(import.meta.dirname, 'register-meeting-kinds');
const expand = cardTemplate(import.meta.dirname, 'register-meeting-form');

function top(heading: string, offer: RegisterMeetingOffer, notice?: CardNotice) {
  return {
    // Of whom there is a meeting, and of which kind, says that they are at risk: neither stands on a lock screen.
    summary: `${offer.reference}: arrange a meeting`,
    heading,
    about: `${offer.reference} · ${plain(cutText(offer.personName, NAME_ON_CARD).text)}`,
    notice: noticeBox(notice),
  };
}

function toPerson({ entryId }: RegisterMeetingOffer): CardElement {
  return actionButton({ title: 'Back', verb: 'show-person', data: { entryId } });
}

export type RegisterMeetingKindsView = { offer: RegisterMeetingOffer; notice?: CardNotice | undefined };

/** Which meeting: what each kind is, by when it must happen, and the way to one that is being arranged already. */
export function registerMeetingKindsCard({ offer, notice }: RegisterMeetingKindsView): AdaptiveCard {
  const may = !offer.ended && offer.consent.state === 'valid';
  const refused: CardNotice | undefined = may ? undefined : { tone: 'warning', text: refusedWords(offer) };
  return expandKinds({
    ...top(registerMeetingForm.chooseKind, offer, notice ?? refused),
    kinds: registerMeetingKinds.flatMap((kind) => kindRow(kind, offer, may)),
    actions: [toPerson(offer)],
  });
}

function refusedWords(offer: RegisterMeetingOffer): string {
  return offer.ended ? 'The person is no longer on the register.' : noConsentWords(offer.consent.state);
}

function kindRow(kind: RegisterMeetingKind, offer: RegisterMeetingOffer, may: boolean) {
  const underWay = offer.underWay.find((one) => one.kind === kind);
  if (underWay === undefined && !may) return [];
  const label = registerMeetingLabels[kind];
  const button =
    underWay === undefined
      ? { title: `Arrange: ${label}`, verb: 'open-register-meeting', data: { entryId: offer.entryId, kind } }
      : { title: `Show ${underWay.reference}`, verb: 'show-meeting', data: { meetingId: underWay.meetingId } };
  return [
    {
      title: label,
      meaning: registerMeetingMeanings[kind],
      said: underWay === undefined ? dueOf(kind, offer) : `Being arranged already: ${underWay.reference}`,
      button: actionButton(button),
    },
  ];
}

function dueOf(kind: RegisterMeetingKind, { mustHappenBy, today }: RegisterMeetingOffer): string {
  const { clock } = mustHappenBy[kind];
  return proposedDayWords({ kind, due: clock && { label: clockLabel(clock.kind), day: clock.due }, today });
}

export type RegisterMeetingFormView = {
  offer: RegisterMeetingOffer;
  kind: RegisterMeetingKind;
  typed: Omit<TypedRegisterMeeting, 'kind'>;
  problems: readonly RegisterMeetingProblem[];
  directory: readonly PickedOrganisation[];
  search?: { query: string; found: readonly PickedOrganisation[] } | undefined;
  policy: Pick<AreaPolicy, 'purposeCategories' | 'meetingLengths'>;
  notice?: CardNotice | undefined;
  press: string;
};

type Measure = { why: number; people: number; name: number };
/** From roomy to tight: first why the day was proposed gives way, then the people of a long record. */
const MEASURES: readonly [Measure, ...Measure[]] = [
  { why: 6, people: 15, name: 120 },
  { why: 2, people: 15, name: 80 },
  { why: 0, people: 10, name: 60 },
];

/** A meeting for somebody on the register: who must be there, by when, and how long. */
export function registerMeetingFormCard(view: RegisterMeetingFormView): AdaptiveCard {
  return fitCard(MEASURES, (measure) => render(view, measure));
}

function render(view: RegisterMeetingFormView, measure: Measure): AdaptiveCard {
  const { offer, kind, typed, policy } = view;
  const { clock } = offer.mustHappenBy[kind];
  const { labels } = registerMeetingForm;
  const errors = (field: RegisterMeetingField) =>
    view.problems.filter((one) => one.field === field).map(registerMeetingProblemText);
  return expand({
    ...top(registerMeetingLabels[kind], offer, view.notice),
    intro: registerMeetingForm.intro,
    due: {
      heading: dueOf(kind, offer),
      lines: clock === null ? [] : whyThisDate(clock).slice(0, measure.why).map(plain),
    },
    ...organisationPicker({
      directory: view.directory,
      chosenIds: typed.organisationIds,
      search: view.search,
      errors: errors('organisationIds').map((text) => `Error: ${plain(text)}`),
      labels: { all: labels.organisationIds, chosen: 'Organisations chosen' },
      find: { verb: 'open-register-meeting', data: { entryId: offer.entryId, kind, filled: 'yes' } },
    }),
    people: people(view, measure, errors('people')),
    fields: {
      purposeCategory: typedField(
        { label: labels.purposeCategory, typed: typed.purposeCategory, errors: errors('purposeCategory') },
        SHORT_FIELD,
      ),
      neededBy: typedDay({ label: labels.neededBy, typed: typed.neededBy, errors: errors('neededBy') }),
      lengthMinutes: typedField(
        { label: labels.lengthMinutes, typed: typed.lengthMinutes, errors: errors('lengthMinutes') },
        SHORT_FIELD,
      ),
      place: typedField({ label: labels.place, typed: typed.place, errors: errors('place') }, SHORT_FIELD),
    },
    purposeCategories: policy.purposeCategories.value.map(({ code, label }) => ({ title: label, value: code })),
    lengths: policy.meetingLengths.value.map((minutes) => ({ title: lengthWords(minutes), value: String(minutes) })),
    actions: [
      actionButton({
        title: registerMeetingForm.send,
        verb: 'request-register-meeting',
        data: { entryId: offer.entryId, kind, press: view.press },
        style: 'positive',
      }),
      actionButton({ title: 'Back', verb: 'open-register-meeting', data: { entryId: offer.entryId } }),
    ],
  });
}

function people({ offer, typed }: RegisterMeetingFormView, measure: Measure, errors: readonly string[]) {
  const shown = offer.people.slice(0, measure.people);
  const chosen = new Set(typed.people);
  return {
    label: registerMeetingForm.labels.people,
    errors: errors.map((text) => `Error: ${plain(text)}`),
    choices: shown.map((one) => ({ title: oneLine(invitableWords(one), measure.name), value: one.key })),
    value: shown.flatMap(({ key }) => (chosen.has(key) ? [key] : [])).join(','),
  };
}
