import type { Request, Response } from 'express';
import { answerServiceQuestion } from '../../services/service-questions/answer-service-question.ts';
import {
  type AnswerProblem,
  type AskedQuestionView,
  answerFields,
  type TypedAnswer,
} from '../../services/service-questions/model.ts';
import { viewAskedQuestion } from '../../services/service-questions/view-asked-question.ts';
import type { TypedAnsweredBy } from '../../services/sign-in/answered-by.ts';
import type { Visitor } from '../../services/sign-in/model.ts';
import { answerProblemText, questionPage as words } from '../../wording/pages/question.ts';
import { answeredByFields, typedAnsweredBy } from '../site/answered-by.ts';
import { factRows } from '../site/facts.ts';
import { type ErrorView, errorsOf, type FieldView, isUuid, pressOf, typedOf } from '../site/form.ts';
import type { Pages, Site } from '../site/site.ts';

const PATH = '/questions/:receiverId';

type Again = {
  typed: TypedAnswer;
  who: TypedAnsweredBy | null;
  problems: readonly AnswerProblem[];
  /** Of the whole form. */
  error?: string;
};

/** A service reads what it is asked, answers, and puts its answer right. */
export const questionPages: Pages = (site) => {
  site.get(PATH, async (request, response, visitor) => {
    const question = await questionOf(site, request, visitor);
    if (question === undefined) return site.notFound(response, visitor);
    return show(site, response, visitor, question, { saved: request.query.said === 'yes' });
  });
  site.post(PATH, async (request, response, visitor) => {
    const question = await questionOf(site, request, visitor);
    const press = pressOf(request);
    if (question === undefined || press === undefined) return site.notFound(response, visitor);
    const typed = typedAnswer(request);
    const who = typedAnsweredBy(request, visitor);
    const { actor, address } = visitor;
    const { receiverId } = question;
    const version = Number.parseInt(typedOf(request, 'version'), 10);
    const about = { actor, address, receiverId, version, typed, answeredBy: who, press };
    const answered = await answerServiceQuestion(site.deps, about);
    if (answered.ok) return response.redirect(303, `/questions/${receiverId}?said=yes`);
    if (answered.reason === 'incomplete') {
      return show(site, response, visitor, question, { again: { typed, who, problems: answered.problems } });
    }
    // As it is now: withdrawn, paused, or answered by somebody else.
    const present = await questionOf(site, request, visitor);
    if (present === undefined) return site.notFound(response, visitor);
    const changed = answered.reason === 'changed-meanwhile' && present.canAnswer;
    const again = changed ? { typed, who, problems: [], error: words.changedMeanwhile } : undefined;
    return show(site, response, visitor, present, again === undefined ? {} : { again });
  });
};

async function questionOf(
  { deps }: Site,
  request: Request<Record<string, string>>,
  { actor, address }: Visitor,
): Promise<AskedQuestionView | undefined> {
  const { receiverId = '' } = request.params;
  if (!isUuid(receiverId)) return undefined;
  const found = await viewAskedQuestion(deps, { actor, address, receiverId });
  return found.ok ? found.value : undefined;
}

function typedAnswer(request: Request<Record<string, string>>): TypedAnswer {
  return {
    offered: typedOf(request, 'offered'),
    since: typedOf(request, 'since'),
    inTheWay: typedOf(request, 'inTheWay'),
  };
}

async function show(
  site: Site,
  response: Response,
  visitor: Visitor,
  question: AskedQuestionView,
  { again, saved = false }: { again?: Again; saved?: boolean } = {},
): Promise<void> {
  const { shown, reference, dueDay, today } = question;
  const contact = site.deps.organiser.address;
  if (shown === null) {
    const said = question.state === 'withdrawn' ? words.withdrawn : words.paused;
    const view = { title: said.title, caption: reference, lines: said.lines, backUrl: '/mine', contact };
    return site.show(response, 'questions/told.njk', view, { visitor });
  }
  const fields = question.canAnswer ? answerForm(question, again) : [];
  const who = question.canAnswer ? answeredByFields(visitor, again?.who ?? null, again?.problems ?? []) : null;
  const whole: ErrorView[] = again?.error ? [{ text: again.error, href: '#offered' }] : [];
  const view = {
    title: words.title,
    caption: reference,
    backUrl: '/mine',
    saved: saved && question.answer !== null ? words.saved(site.deps.policy.team) : null,
    facts: factRows([
      [words.about, shown.personName],
      [words.asked, shown.text],
      [words.answerBy, words.day(dueDay, today)],
    ]),
    why: words.why(site.deps.policy.team),
    given: givenOf(question),
    answerHeading: words.answerHeading,
    fields,
    who,
    errors: [...whole, ...errorsOf([...fields, ...(who?.fields ?? [])])],
    button: question.answer === null ? words.send : words.sendAgain,
    canBeChanged: dueDay >= today ? words.canBeChanged(dueDay) : null,
    press: site.deps.newId(),
    version: question.version,
  };
  return site.show(response, 'questions/question.njk', view, { visitor, status: again === undefined ? 200 : 400 });
}

function givenOf({ answer, canAnswer }: AskedQuestionView) {
  if (answer === null) return null;
  const { heading, at, over, ...labels } = words.given;
  return {
    heading,
    rows: factRows(
      answerFields.flatMap((field): [string, string][] =>
        answer[field] === null ? [] : [[labels[field], answer[field]]],
      ),
    ),
    at: at(answer.at),
    over: canAnswer ? null : over,
  };
}

function errorOf(problems: readonly AnswerProblem[], field: AnswerProblem['field']): string | undefined {
  const found = problems.find((one) => one.field === field);
  return found && answerProblemText(found);
}

function answerForm({ answer }: AskedQuestionView, again?: Again): FieldView[] {
  return answerFields.map((field) => ({
    name: field,
    kind: field === 'since' ? 'line' : 'text',
    label: words.labels[field],
    hint: words.hints[field],
    value: again?.typed[field] ?? answer?.[field] ?? '',
    error: errorOf(again?.problems ?? [], field),
  }));
}
