import type { PersonView } from '../services/register/register-view.ts';
import { MAX_QUESTION, type QuestionProblem, type TypedQuestion } from '../services/service-questions/model.ts';
import { questionProblemText, questionWords } from '../wording/service-questions.ts';
import { actionButton } from './action-button.ts';
import type { AdaptiveCard, CardNotice } from './adaptive-card.ts';
import { fitCard } from './card-size.ts';
import { noticeBox } from './card-top.ts';
import { organisationPicker, type PickedOrganisation } from './organisation-picker.ts';
import { plain } from './plain-text.ts';
import { cutText } from './prose.ts';
import { cardTemplate } from './template.ts';
import { typedDay, typedField } from './typed-field.ts';

export type AskServiceFormView = {
  person: Pick<PersonView, 'entryId' | 'reference' | 'name'>;
  typed: TypedQuestion;
  problems: readonly QuestionProblem[];
  /** Those with a sharing agreement in force: nobody else may hear of a person on the register. */
  directory: readonly PickedOrganisation[];
  search?: { query: string; found: readonly PickedOrganisation[] } | undefined;
  notice?: CardNotice | undefined;
  press: string;
};

const NAME_ON_CARD = 80;
const expand = cardTemplate(import.meta.dirname, 'ask-service-form');

/** A question to services about somebody on the register: who is asked, what, and by when. */
export function askServiceFormCard(view: AskServiceFormView): AdaptiveCard {
  return fitCard([MAX_QUESTION, 400, 100], (limit) => render(view, limit));
}

function render(view: AskServiceFormView, limit: number): AdaptiveCard {
  const { person, typed } = view;
  const { entryId, reference } = person;
  const errors = (field: QuestionProblem['field']) =>
    view.problems.filter((one) => one.field === field).map(questionProblemText);
  return expand({
    summary: `${reference}: ${questionWords.formHeading}`,
    heading: questionWords.formHeading,
    about: `${reference} · ${plain(cutText(person.name, NAME_ON_CARD).text)}`,
    notice: noticeBox(view.notice),
    intro: [questionWords.formIntro, questionWords.suggestion],
    ...organisationPicker({
      directory: view.directory,
      chosenIds: typed.organisationIds,
      search: view.search,
      errors: errors('organisationIds').map((text) => `Error: ${plain(text)}`),
      labels: { all: questionWords.organisations, chosen: questionWords.organisationsChosen },
      find: { verb: 'open-ask-service', data: { entryId, filled: 'yes' } },
    }),
    text: typedField({ label: questionWords.text, typed: typed.text, errors: errors('text') }, limit),
    dueDay: typedDay({ label: questionWords.dueDay, typed: typed.dueDay, errors: errors('dueDay') }),
    actions: [
      actionButton({
        title: questionWords.send,
        verb: 'ask-service',
        data: { entryId, press: view.press },
        style: 'positive',
      }),
      actionButton({ title: 'Back', verb: 'show-person', data: { entryId } }),
    ],
  });
}
