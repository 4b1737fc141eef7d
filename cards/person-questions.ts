import type { PersonView } from '../services/register/register-view.ts';
import type { ServiceQuestionView } from '../services/service-questions/model.ts';
import { answerLines, askedServiceMark, questionWords } from '../wording/service-questions.ts';
import { actionButton } from './action-button.ts';
import type { Measure } from './card-size.ts';
import type { PersonSection } from './person-section.ts';
import { plain } from './plain-text.ts';
import { oneLine } from './typed-field.ts';

const ON_LINE = 160;
/** Answers are read on the question's own card. */
const MOST_ROWS = 4;

/** What services were asked, and what they answered. */
export function questionsSection(person: PersonView, measure: Measure): PersonSection {
  const { questions, entryId, ended, suspended, consent } = person;
  const most = Math.min(measure.rows, MOST_ROWS);
  const rows = questions.slice(0, most).map((one) => questionRow(one, measure));
  const more = questions.length - rows.length;
  // Asked again by the use case.
  const mayAsk = ended === null && !suspended && !(consent.state === 'valid' && consent.registerOnly);
  return {
    title: questionWords.section,
    rows: [
      ...(rows.length > 0 ? rows : [{ text: questionWords.none, mark: null, button: null }]),
      ...(more > 0 ? [{ text: `… and ${more} more`, mark: null, button: null }] : []),
    ],
    buttons: mayAsk ? [actionButton({ title: questionWords.ask, verb: 'open-ask-service', data: { entryId } })] : [],
  };
}

function questionRow(question: ServiceQuestionView, measure: Measure) {
  const { id, reference, text, services, dueDay } = question;
  const said = services.map((service) => {
    const answer = answerLines(service)[0];
    const line = `${oneLine(service.organisation, 60)}: ${askedServiceMark(service, dueDay)}`;
    return plain(answer === undefined ? line : `${line}. ${oneLine(answer, Math.min(ON_LINE, measure.text))}`);
  });
  const asked = plain(oneLine(`${reference}: ${text}`, Math.min(ON_LINE, measure.text + reference.length)));
  const late = services.some(({ overdue }) => overdue);
  const open = actionButton({ title: questionWords.open, verb: 'show-service-question', data: { questionId: id } });
  return {
    text: [asked, ...said].join('\n\n'),
    mark: late ? '! Overdue' : null,
    button: { ...open, tooltip: `Open ${reference}` },
  };
}
