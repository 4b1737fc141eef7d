import type { Request, Response } from 'express';
import type { ActionPageView, ReportProblem, TypedReport } from '../../services/agreed-actions/model.ts';
import { reportAction } from '../../services/agreed-actions/report-action.ts';
import { viewAction } from '../../services/agreed-actions/view-action.ts';
import { dayOf, formatDay } from '../../services/platform/time.ts';
import type { Visitor } from '../../services/sign-in/model.ts';
import {
  dueWords,
  progressFacts,
  reportProblem,
  whyNotShown,
  actionWords as words,
} from '../../wording/pages/action.ts';
import { mineWords } from '../../wording/pages/mine.ts';
import { answeredByFields, typedAnsweredBy } from '../site/answered-by.ts';
import { factRows } from '../site/facts.ts';
import { errorsOf, type FieldView, isUuid, pressOf, typedDay, typedOf } from '../site/form.ts';
import type { Pages, Site } from '../site/site.ts';

const PATH = '/actions/:actionKey';
const nothingTyped: TypedReport = { state: '', doneOn: '', note: '', answeredBy: null };

/** The page of an agreed action: what it is, by when, and what has become of it. */
export const actionPages: Pages = (site) => {
  site.get(PATH, async (request, response, visitor) => {
    const found = await openPage(site, request, visitor);
    if (found === null) return site.notFound(response, visitor);
    const saved = request.query.said === 'yes';
    return showAction(site, response, visitor, { action: found, typed: nothingTyped, problems: [], saved });
  });
  site.post(PATH, async (request, response, visitor) => {
    const { actionKey = '' } = request.params;
    const press = pressOf(request);
    if (!isUuid(actionKey) || press === undefined) return site.notFound(response, visitor);
    const typed: TypedReport = {
      state: typedOf(request, 'state'),
      doneOn: typedDay(request, 'doneOn'),
      note: typedOf(request, 'note'),
      answeredBy: typedAnsweredBy(request, visitor),
    };
    const { actor, address } = visitor;
    const reported = await reportAction(site.deps, { actor, address, actionKey, press, ...typed });
    if (reported.ok) return response.redirect(303, `/actions/${actionKey}?said=yes`);
    const found = reported.reason === 'incomplete' ? await openPage(site, request, visitor) : null;
    if (reported.reason !== 'incomplete' || found === null) return site.notFound(response, visitor);
    return showAction(site, response, visitor, { action: found, typed, problems: reported.problems, saved: false });
  });
};

async function openPage(
  { deps }: Site,
  request: Request<Record<string, string>>,
  { actor, address }: Visitor,
): Promise<ActionPageView | null> {
  const { actionKey = '' } = request.params;
  if (!isUuid(actionKey)) return null;
  const found = await viewAction(deps, { actor, address, actionKey });
  return found.ok ? found.value : null;
}

type Shown = { action: ActionPageView; typed: TypedReport; problems: readonly ReportProblem[]; saved: boolean };

function showAction(site: Site, response: Response, visitor: Visitor, shown: Shown): Promise<void> {
  const { action, typed, problems, saved } = shown;
  const { deps } = site;
  const { about, progress, reference } = action;
  const fields = fieldsOf(typed, problems, exampleDay(dayOf(deps.clock.now())));
  const who = answeredByFields(visitor, typed.answeredBy, problems);
  const view = {
    title: words.title,
    caption: reference,
    words,
    saved,
    backUrl: '/mine',
    overdue: action.overdue ? mineWords.tags.overdue : null,
    notShown: about.knows
      ? null
      : { why: whyNotShown(about.because), contact: words.notShown.contact(deps.policy.team) },
    contact: deps.organiser.address,
    facts: factRows(factsOf(action)),
    said: progress === null ? null : factRows(progressFacts(progress)),
    fields,
    who,
    errors: errorsOf([...fields, ...(who?.fields ?? [])]),
    press: deps.newId(),
  };
  return site.show(response, 'actions/action.njk', view, { status: problems.length > 0 ? 400 : 200, visitor });
}

/** '20 1 2027': as a day is typed into its three boxes. */
function exampleDay(day: string): string {
  return day.split('-').map(Number).toReversed().join(' ');
}

function factsOf(action: ActionPageView): [string, string][] {
  const { about, organisationName, reference, heldOn } = action;
  const { facts } = words;
  return [
    ...(about.knows ? ([[facts.action, about.what]] as [string, string][]) : []),
    [facts.due, dueWords(action)],
    ...(about.knows ? ([[facts.who, about.who]] as [string, string][]) : []),
    ...(organisationName === null ? [] : ([[facts.organisation, organisationName]] as [string, string][])),
    ...(about.knows ? ([[facts.about, about.personName]] as [string, string][]) : []),
    [facts.meeting, heldOn === null ? `Meeting ${reference}` : `Meeting ${reference}, ${formatDay(heldOn)}`],
  ];
}

function fieldsOf(typed: TypedReport, problems: readonly ReportProblem[], today: string): FieldView[] {
  const errorOf = (name: string) => {
    const wrong = problems.find(({ field }) => field === name);
    const error = wrong && reportProblem(wrong);
    return error === undefined ? {} : { error };
  };
  const { fields, choices } = words;
  const { state, doneOn, note } = typed;
  return [
    { name: 'state', kind: 'choice', label: fields.state, choices, value: state, ...errorOf('state') },
    {
      name: 'doneOn',
      kind: 'date',
      label: fields.doneOn,
      hint: fields.doneOnHint(today),
      value: doneOn,
      ...errorOf('doneOn'),
    },
    { name: 'note', kind: 'text', label: fields.note, hint: fields.noteHint, value: note, ...errorOf('note') },
  ];
}
