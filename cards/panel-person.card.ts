import { formatDayShort } from '../services/platform/time.ts';
import type { PanelDiscussionProblem, PanelPersonView } from '../services/register/panel-model.ts';
import {
  actionStateWords,
  consentMark,
  lastDiscussedWords,
  mayNotDiscuss,
  nextDueWords,
  panelProblemText,
  panelWords,
} from '../wording/panel.ts';
import { ratingMark } from '../wording/register.ts';
import { answerLines, askedServiceMark, questionWords } from '../wording/service-questions.ts';
import { actionButton } from './action-button.ts';
import type { AdaptiveCard, CardElement, CardNotice } from './adaptive-card.ts';
import { fitCard } from './card-size.ts';
import { noticeBox } from './card-top.ts';
import { organisationPicker, type PickedOrganisation } from './organisation-picker.ts';
import { plain } from './plain-text.ts';
import { cutProse, cutText } from './prose.ts';
import { cardTemplate } from './template.ts';
import { typedField } from './typed-field.ts';

export type PanelPersonCardView = {
  person: PanelPersonView;
  typed: { organisationIds: readonly string[]; note: string };
  problems: readonly PanelDiscussionProblem[];
  search?: { query: string; found: readonly PickedOrganisation[] } | undefined;
  notice?: CardNotice | undefined;
  press: string;
};

const NAME_ON_CARD = 80;
type Measure = { actions: number; what: number; note: number };
/** From roomy to tight: the actions give way before what was typed. */
const MEASURES: readonly [Measure, ...Measure[]] = [
  { actions: 6, what: 200, note: 4000 },
  { actions: 6, what: 80, note: 4000 },
  { actions: 3, what: 40, note: 2000 },
  { actions: 2, what: 30, note: 300 },
];

const expand = cardTemplate(import.meta.dirname, 'panel-person');

/** One person at the panel: how they stand, what became of their actions, and room to record what was said. */
export function panelPersonCard(view: PanelPersonCardView): AdaptiveCard {
  return fitCard(MEASURES, (measure) => render(view, measure));
}

function render(view: PanelPersonCardView, measure: Measure): AdaptiveCard {
  const { person } = view;
  const { item } = person;
  return expand({
    summary: `${item.reference}: the panel`,
    title: `${panelWords.title} · ${item.reference}`,
    name: plain(cutText(item.personName, NAME_ON_CARD).text),
    notice: noticeBox(view.notice),
    facts: facts(person),
    held: person.mayDiscuss ? null : mayNotDiscuss,
    actionsHeading: item.actions.length === 0 ? panelWords.noActions : panelWords.actionsHeading,
    done: item.actions.slice(0, measure.actions).map((action) => ({
      what: `${cutProse(action.what, measure.what)} (${plain(cutText(action.who, measure.what).text)})`,
      state: actionStateWords(action),
    })),
    questionsHeading: person.questions.length === 0 ? null : questionWords.section,
    questions: questionLines(person, measure),
    form: person.mayDiscuss ? form(view, measure) : null,
    actions: buttons(view),
  });
}

/** What services were asked and answered, so that the panel hears it: a line each service. */
function questionLines({ questions }: PanelPersonView, measure: Measure): { what: string; state: string[] }[] {
  return questions.slice(0, measure.actions).map((question) => ({
    what: plain(cutText(`${question.reference}: ${question.text}`, measure.what).text),
    state: question.services.flatMap((service) => [
      plain(`${cutText(service.organisation, 60).text}: ${askedServiceMark(service, question.dueDay)}`),
      ...answerLines(service).map((line) => cutProse(line, measure.what)),
    ]),
  }));
}

function facts({ item, today }: PanelPersonView): { title: string; value: string }[] {
  const due = nextDueWords(item, today);
  return [
    { title: 'Rating', value: `${ratingMark(item.rating)} since ${formatDayShort(item.ratingSince)}` },
    { title: 'Panel', value: panelFact({ item, today }) },
    { title: 'Consent', value: consentMark(item.consent) },
    ...(due === null ? [] : [{ title: 'Next due', value: due }]),
  ];
}

function panelFact({ item, today }: Pick<PanelPersonView, 'item' | 'today'>): string {
  const last = lastDiscussedWords(item.lastDiscussed, today);
  return item.panelDue !== null && item.panelDue < today ? `${last}. Was due ${formatDayShort(item.panelDue)}` : last;
}

function form({ person, typed, problems, search }: PanelPersonCardView, measure: Measure) {
  const errors = (field: PanelDiscussionProblem['field']) =>
    problems.filter((one) => one.field === field).map(panelProblemText);
  return {
    ...organisationPicker({
      directory: person.directory,
      chosenIds: typed.organisationIds,
      search,
      errors: errors('organisationIds').map((text) => `Error: ${plain(text)}`),
      labels: { all: panelWords.participants, chosen: panelWords.participantsChosen },
      find: {
        verb: 'open-panel-person',
        data: { entryId: person.item.entryId, filter: person.filter, filled: 'yes' },
      },
    }),
    kept: panelWords.kept,
    note: typedField({ label: panelWords.note, typed: typed.note, errors: errors('note') }, measure.note),
  };
}

function buttons({ person, press }: PanelPersonCardView): CardElement[] {
  const { item, filter, mayDiscuss } = person;
  const { rank, lastDiscussed, entryId } = item.place;
  const place = { filter, rank, last: lastDiscussed ?? '', after: entryId };
  const record = (title: string, go: 'more' | 'next', style?: 'positive') =>
    actionButton({
      title,
      verb: 'record-panel-discussion',
      data: { ...place, entryId, version: item.version, go, press },
      ...(style ? { style } : {}),
    });
  return [
    ...(mayDiscuss ? [record(panelWords.andMore, 'more', 'positive'), record(panelWords.andNext, 'next')] : []),
    actionButton({ title: panelWords.skip, verb: 'next-panel-person', data: place }),
    actionButton({ title: 'Show person', verb: 'show-person', data: { entryId }, secondary: true }),
    actionButton({ title: 'Back to the list', verb: 'show-panel', data: { filter, page: 1 }, secondary: true }),
  ];
}
