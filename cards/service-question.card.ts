import { dayOf, formatDayShort } from '../services/platform/time.ts';
import type { AskedService, WholeQuestion } from '../services/service-questions/model.ts';
import {
  answeredByWords,
  answerLines,
  askedServiceMark,
  questionSummary,
  questionWords,
} from '../wording/service-questions.ts';
import { type ActionButton, actionButton } from './action-button.ts';
import type { AdaptiveCard, CardElement, CardNotice } from './adaptive-card.ts';
import { fitCard, MEASURES, type Measure } from './card-size.ts';
import { noticeBox } from './card-top.ts';
import { plain } from './plain-text.ts';
import { cutProse, cutText } from './prose.ts';
import { cardTemplate } from './template.ts';
import { oneLine } from './typed-field.ts';

export type ServiceQuestionCardView = { question: WholeQuestion; notice?: CardNotice | undefined; press: string };

const NAME_ON_CARD = 80;
/** An answer has up to three parts of 2,000 characters. */
const ROOMY: Measure = { text: 2000, rows: 15 };
const measures: readonly [Measure, ...Measure[]] = [ROOMY, ...MEASURES];
const expand = cardTemplate(import.meta.dirname, 'service-question');

/** A question to services with everything that was answered. */
export function serviceQuestionCard(view: ServiceQuestionCardView): AdaptiveCard {
  return fitCard(measures, (measure) => render(view, measure));
}

function render({ question, notice, press }: ServiceQuestionCardView, measure: Measure): AdaptiveCard {
  const shown = question.services.slice(0, measure.rows);
  const more = question.services.length - shown.length;
  return expand({
    summary: questionSummary(question),
    heading: question.reference,
    about: `${question.dsrReference} · ${plain(cutText(question.personName, NAME_ON_CARD).text)}`,
    notice: noticeBox(notice),
    text: cutProse(question.text, measure.text) || '–',
    asked: plain(
      `Asked by ${oneLine(question.askedBy, NAME_ON_CARD)} on ${formatDayShort(dayOf(question.askedAt))}. Answers due by ${formatDayShort(question.dueDay)}.`,
    ),
    services: shown.map((service) => serviceOf(service, question, measure)),
    more: more > 0 ? `… and ${more} more` : null,
    actions: buttons(question, press),
  });
}

function serviceOf(service: AskedService, { dueDay }: WholeQuestion, measure: Measure) {
  const to = service.answer === null ? 'Asked' : 'Answered by';
  return {
    name: plain(oneLine(service.organisation, NAME_ON_CARD)),
    mark: askedServiceMark(service, dueDay),
    who: plain(oneLine(`${to}: ${answeredByWords(service)}`, 300)),
    lines: answerLines(service).map((line) => cutProse(line, measure.text)),
  };
}

function buttons({ id, entryId, services }: WholeQuestion, press: string): CardElement[] {
  const waits = services.some(({ state }) => state === 'asked');
  const all: ActionButton[] = [
    ...(waits
      ? [{ title: questionWords.withdraw, verb: 'withdraw-service-question', data: { questionId: id, press } }]
      : []),
    { title: 'Show person', verb: 'show-person', data: { entryId } },
  ];
  return all.map(actionButton);
}
