import type { Request, Response } from 'express';
import { listOrganisations } from '../../services/agencies/store.ts';
import { discardDraft } from '../../services/mbe-requests/discard-draft.ts';
import type { DraftView, TypedRequest } from '../../services/mbe-requests/model.ts';
import { submitMbeRequest } from '../../services/mbe-requests/submit-mbe-request.ts';
import { viewDraft } from '../../services/mbe-requests/view-draft.ts';
import { dayOf, formatDay, parseCalendarDay } from '../../services/platform/time.ts';
import type { Visitor } from '../../services/sign-in/model.ts';
import { fieldProblemText } from '../../wording/field-problems.ts';
import { askingWords } from '../../wording/pages/asking.ts';
import { requestWords as words } from '../../wording/pages/request-meeting.ts';
import { isId, urgentAdviceOf } from '../asking/asking.ts';
import { pressOf } from '../site/form.ts';
import type { Site } from '../site/site.ts';
import { emailOf, problemsOf, stepOfField, urgencyOfDraft } from './request-draft.ts';
import { choicesOf, fieldsOfStep, kindOf, labelOfField, withRemembered } from './request-fields.ts';
import { checkUrl, draftUrl, REQUEST, type RequestStep, refused, requestUrl, stepUrl } from './request-urls.ts';

type To = { request: Request<Record<string, string>>; response: Response; visitor: Visitor };

/** What stands around the steps of a draft: where it goes on, its check, that it is kept, and its end. */
export function addCheckPages(site: Site): void {
  const page = `${REQUEST}/draft/:draftId`;
  site.get(page, async (request, response, visitor) => {
    const draft = await draftOf(site, { request, response, visitor });
    if (!draft) return;
    const [problem] = problemsOf(site, draft, await directoryOf(site));
    response.redirect(303, problem ? stepUrl(draft.id, stepOfField(problem.field)) : checkUrl(draft.id));
  });
  site.get(`${page}/check`, async (request, response, visitor) => {
    const draft = await draftOf(site, { request, response, visitor });
    if (draft) await showCheck(site, response, visitor, draft);
  });
  site.post(`${page}/check`, (request, response, visitor) => send(site, { request, response, visitor }));
  site.get(`${page}/kept`, async (request, response, visitor) => {
    const draft = await draftOf(site, { request, response, visitor });
    if (!draft) return;
    const { title, lines: told, toMine, goOn } = askingWords.kept;
    const links = [
      { href: '/mine', text: toMine },
      { href: draftUrl(draft.id), text: goOn },
    ];
    const emergency = urgentAdviceOf(site.deps, urgencyOfDraft(site, draft));
    await site.show(response, 'asking/told.njk', { title, told, links, emergency }, { visitor });
  });
  addDiscardPages(site, page);
}

function addDiscardPages(site: Site, page: string): void {
  site.get(`${page}/discard`, async (request, response, visitor) => {
    const draft = await draftOf(site, { request, response, visitor });
    if (!draft) return;
    const { title, lines: told, button, no } = askingWords.discarding;
    const view = { title, told, button, no, fields: [], press: '', backUrl: checkUrl(draft.id) };
    await site.show(response, 'asking/sure.njk', view, { visitor });
  });
  site.post(`${page}/discard`, async (request, response, visitor) => {
    const { draftId } = request.params;
    if (!isId(draftId)) return site.notFound(response, visitor);
    const gone = await discardDraft(site.deps, { actor: visitor.actor, draftId });
    if (!gone.ok) return refused(site, { response, visitor }, gone);
    const { title, lines: told } = askingWords.discarded;
    const links = [{ href: '/', text: askingWords.toStart }];
    await site.show(response, 'asking/told.njk', { title, told, links }, { visitor });
  });
}

async function draftOf(site: Site, to: To): Promise<DraftView | undefined> {
  const { draftId } = to.request.params;
  if (!isId(draftId)) return void (await site.notFound(to.response, to.visitor));
  const stored = await viewDraft(site.deps, { actor: to.visitor.actor, draftId });
  return stored.ok ? stored.value : void (await refused(site, to, stored));
}

function directoryOf({ deps }: Site) {
  return listOrganisations(deps.db, dayOf(deps.clock.now()));
}

async function send(site: Site, to: To): Promise<void> {
  const { request, response, visitor } = to;
  const draft = await draftOf(site, to);
  if (!draft) return;
  const press = pressOf(request) ?? site.deps.newId();
  const sent = await submitMbeRequest(site.deps, { actor: visitor.actor, draftId: draft.id, typed: {}, press });
  if (sent.ok) return response.redirect(303, `${requestUrl(sent.value.id)}?sent=yes`);
  if (sent.reason !== 'incomplete') return refused(site, to, sent);
  await showCheck(site, response, visitor, draft, 400);
}

async function showCheck(site: Site, response: Response, visitor: Visitor, draft: DraftView, status = 200) {
  const directory = await directoryOf(site);
  const { policy } = site.deps;
  const asked = { ...draft, typed: withRemembered(draft) };
  const part = (step: RequestStep) => ({
    title: words.titles[step],
    href: stepUrl(draft.id, step, true),
    lines: linesOf(step, asked.typed, { policy, directory }),
    empty: '–',
  });
  const mdt = part('mdt');
  const view = {
    title: words.checkTitle,
    email: emailOf(draft),
    emergency: urgentAdviceOf(site.deps, urgencyOfDraft(site, draft)),
    errors: problemsOf(site, draft, directory).map((problem) => ({
      text: fieldProblemText(problem),
      href: stepUrl(draft.id, stepOfField(problem.field), true),
    })),
    steps: [part('1'), ...(mdt.lines.length > 0 ? [mdt] : []), part('2')],
    press: site.deps.newId(),
    ...{ change: askingWords.change, send: words.send },
    ...{ later: askingWords.later, laterUrl: `${draftUrl(draft.id)}/kept` },
    ...{ discard: askingWords.discard, discardUrl: `${draftUrl(draft.id)}/discard` },
    backUrl: stepUrl(draft.id, '2'),
  };
  await site.show(response, 'asking/check.njk', view, { status, visitor });
}

type Known = { policy: Site['deps']['policy']; directory: readonly { id: string; name: string }[] };

/** What was answered, question by question, in the words in which it was asked. */
function linesOf(step: RequestStep, typed: TypedRequest, known: Known): { title: string; text: string }[] {
  const ids = typed.organisationIds ?? [];
  const names = known.directory.filter(({ id }) => ids.includes(id)).map(({ name }) => name);
  const organisations = { title: words.organisations, text: names.join('\n') };
  const lines = fieldsOfStep[step].map((field) => {
    const raw = (typed[field] ?? '').trim();
    const kind = kindOf(field);
    const day = kind === 'date' ? parseCalendarDay(raw) : undefined;
    const chosen = kind === 'choice' ? choicesOf(field, known.policy).find(({ value }) => value === raw) : undefined;
    return { title: labelOfField(field), text: day === undefined ? (chosen?.text ?? raw) : formatDay(day) };
  });
  return [...(step === '2' ? [organisations] : []), ...lines].filter(({ text }) => text !== '');
}
