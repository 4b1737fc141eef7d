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
import { type ErrorView, errorsOf, type FieldView, pressOf, typedOf } from '../site/form.ts';
import type { Pages, Site } from '../site/site.ts';

const PATH = '/questions/:receiverId';
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

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
    return show(site, response, visitor, question);
  });
  site.post(PATH, async (request, response, visitor) => {
    const question = await questionOf(site, request, visitor);
    const press = pressOf(request);
    if (question === undefined || press === undefined) return site.notFound(response, visitor);
    const typed = typedAnswer(request);
    const who = visitor.sharedInbox ? typedWho(request) : null;
    const { actor, address } = visitor;
    const { receiverId } = question;
    const version = Number.parseInt(typedOf(request, 'version'), 10);
    const about = { actor, address, receiverId, version, typed, answeredBy: who, press };
    const answered = await answerServiceQuestion(site.deps, about);
    if (answered.ok) return thank(site, response, visitor, receiverId);
    if (answered.reason === 'incomplete') {
      return show(site, response, visitor, question, { typed, who, problems: answered.problems });
    }
    // As it is now: withdrawn, paused, or answered by somebody else.
    const present = await questionOf(site, request, visitor);
    if (present === undefined) return site.notFound(response, visitor);
    const changed = answered.reason === 'changed-meanwhile' && present.canAnswer;
    const again = changed ? { typed, who, problems: [], error: words.changedMeanwhile } : undefined;
    return show(site, response, visitor, present, again);
  });
};

async function questionOf(
  { deps }: Site,
  request: Request<Record<string, string>>,
  { actor, address }: Visitor,
): Promise<AskedQuestionView | undefined> {
  const { receiverId = '' } = request.params;
  if (!UUID.test(receiverId)) return undefined;
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

function typedWho(request: Request<Record<string, string>>): TypedAnsweredBy {
  return {
    name: typedOf(request, 'name'),
    jobRole: typedOf(request, 'jobRole'),
    phone: typedOf(request, 'phone'),
  };
}

async function thank(site: Site, response: Response, visitor: Visitor, receiverId: string): Promise<void> {
  const { title, lines } = words.thanks;
  const view = {
    title,
    lines: lines(site.deps.policy.team),
    againUrl: `/questions/${receiverId}`,
    again: words.changeIt,
    toList: words.toList,
  };
  await site.show(response, 'questions/told.njk', view, { visitor });
}

async function show(
  site: Site,
  response: Response,
  visitor: Visitor,
  question: AskedQuestionView,
  again?: Again,
): Promise<void> {
  const { shown, reference, dueDay, today } = question;
  if (shown === null) {
    const said = question.state === 'withdrawn' ? words.withdrawn : words.paused;
    const view = { title: said.title(reference), lines: said.lines, toList: words.toList };
    return site.show(response, 'questions/told.njk', view, { visitor });
  }
  const fields = question.canAnswer ? answerForm(question, again) : [];
  const whoFields = question.canAnswer && visitor.sharedInbox ? whoForm(again) : [];
  const whole: ErrorView[] = again?.error ? [{ text: again.error, href: '#offered' }] : [];
  const view = {
    title: words.title(reference),
    facts: [
      row(words.about, shown.personName),
      row(words.asked, shown.text),
      row(words.answerBy, words.day(dueDay, today)),
    ],
    why: words.why(site.deps.policy.team),
    given: givenOf(question),
    answerHeading: words.answerHeading,
    fields,
    who: whoFields.length > 0 ? words.who : null,
    whoFields,
    errors: [...whole, ...errorsOf([...fields, ...whoFields])],
    button: question.answer === null ? words.send : words.sendAgain,
    canBeChanged: dueDay >= today ? words.canBeChanged(dueDay) : null,
    press: site.deps.newId(),
    version: question.version,
    toList: words.toList,
  };
  return site.show(response, 'questions/question.njk', view, { visitor, status: again === undefined ? 200 : 400 });
}

function row(key: string, text: string) {
  return { key: { text: key }, value: { text } };
}

function givenOf({ answer, canAnswer }: AskedQuestionView) {
  if (answer === null) return null;
  const { heading, at, over, ...labels } = words.given;
  return {
    heading,
    rows: answerFields.flatMap((field) => (answer[field] === null ? [] : [row(labels[field], answer[field])])),
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

function whoForm(again?: Again): FieldView[] {
  const { name, jobRole, phone } = words.who;
  const filled = (field: keyof TypedAnsweredBy) => ({
    value: again?.who?.[field] ?? '',
    error: errorOf(again?.problems ?? [], field),
  });
  return [
    { name: 'name', kind: 'line', label: name, autocomplete: 'name', ...filled('name') },
    { name: 'jobRole', kind: 'line', label: jobRole, autocomplete: 'organization-title', ...filled('jobRole') },
    { name: 'phone', kind: 'phone', label: phone, autocomplete: 'tel', ...filled('phone') },
  ];
}
