import type { Request, Response } from 'express';
import { listOrganisations, searchOrganisations } from '../../services/agencies/store.ts';
import { chooseMdtFirst } from '../../services/mbe-requests/choose-mdt-first.ts';
import { emptyDraft } from '../../services/mbe-requests/draft-view.ts';
import { isThinReason, mdtAnswered } from '../../services/mbe-requests/mdt-first.ts';
import type { DraftView, FieldProblem, TypedRequest } from '../../services/mbe-requests/model.ts';
import { saveDraft } from '../../services/mbe-requests/save-draft.ts';
import { viewDraft } from '../../services/mbe-requests/view-draft.ts';
import { dayOf } from '../../services/platform/time.ts';
import type { Visitor } from '../../services/sign-in/model.ts';
import { mdtFirstWords } from '../../wording/mdt-first.ts';
import { askingWords } from '../../wording/pages/asking.ts';
import { requestWords as words } from '../../wording/pages/request-meeting.ts';
import { isId, urgentAdviceOf } from '../asking/asking.ts';
import { errorsOf, typedOf } from '../site/form.ts';
import type { Site } from '../site/site.ts';
import { emailOf, problemsOf, stepOfField, typedIn, urgencyOfDraft } from './request-draft.ts';
import {
  fieldsOfStep,
  type OrganisationsGroup,
  organisationsGroup,
  requestField,
  type Search,
} from './request-fields.ts';
import { checkUrl, draftUrl, REQUEST, type RequestStep, refused, requestSteps, stepUrl } from './request-urls.ts';

type To = { request: Request<Record<string, string>>; response: Response; visitor: Visitor };
type Shown = { draft: DraftView; step: RequestStep; fromCheck: boolean; action: string; before: string };

/** The pages of a draft. The first of a new one has an address of its own, and nothing is stored before it is sent. */
export function addStepPages(site: Site): void {
  const start = `${REQUEST}/start`;
  const page = `${REQUEST}/draft/:draftId/:step`;
  site.get(start, async (request, response, visitor) => {
    const first = await firstStep(site, { request, response, visitor });
    if (first) await show(site, { request, response, visitor }, first);
  });
  site.post(start, async (request, response, visitor) => {
    const first = await firstStep(site, { request, response, visitor });
    if (first) await keep(site, { request, response, visitor }, first);
  });
  site.get(page, async (request, response, visitor) => {
    const found = await storedStep(site, { request, response, visitor });
    if (found) await show(site, { request, response, visitor }, found);
  });
  site.post(page, async (request, response, visitor) => {
    const found = await storedStep(site, { request, response, visitor });
    if (found) await keep(site, { request, response, visitor }, found);
  });
}

/** The first step of a draft whose id the form brings, so that a form that is sent twice makes one draft. */
async function firstStep(site: Site, to: To): Promise<Shown | undefined> {
  const { actor } = to.visitor;
  const draftId = typedOf(to.request, 'draftId');
  const stored = isId(draftId) ? await viewDraft(site.deps, { actor, draftId }) : undefined;
  if (stored && !stored.ok && stored.reason === 'already-sent') return void (await refused(site, to, stored));
  const empty = await emptyDraft(site.deps, actor);
  const draft = stored?.ok ? stored.value : isId(draftId) ? { ...empty, id: draftId } : empty;
  return { draft, step: '1', fromCheck: false, action: `${REQUEST}/start`, before: REQUEST };
}

async function storedStep(site: Site, to: To): Promise<Shown | undefined> {
  const { request, response, visitor } = to;
  const { draftId } = request.params;
  const step = requestSteps.find((one) => one === request.params.step);
  if (!isId(draftId) || step === undefined) return void (await site.notFound(response, visitor));
  const stored = await viewDraft(site.deps, { actor: visitor.actor, draftId });
  if (!stored.ok) return void (await refused(site, to, stored));
  const fromCheck = request.query.back === 'check' || typedOf(request, 'back') === 'check';
  const before = fromCheck ? checkUrl(draftId) : step === '1' ? REQUEST : stepUrl(draftId, '1');
  return { draft: stored.value, step, fromCheck, action: stepUrl(draftId, step), before };
}

/** Keeps what a page's form sent, and goes where its button says; or the page comes back with what to put right. */
async function keep(site: Site, to: To, shown: Shown): Promise<void> {
  const { request, response, visitor } = to;
  const { step, draft, fromCheck } = shown;
  const { deps } = site;
  const input = { actor: visitor.actor, draftId: draft.id, typed: typedIn(request, step) };
  const go = typedOf(request, 'go');
  if (step === 'mdt' && go !== 'later') {
    const chosen = await chooseMdtFirst(deps, { ...input, choice: 'go-on' });
    if (chosen.ok) return response.redirect(303, fromCheck ? checkUrl(draft.id) : stepUrl(draft.id, '2'));
    return refused(site, to, chosen);
  }
  const check = step === '1' && go !== 'later' ? 'step-1' : 'nothing';
  const saved = await saveDraft(deps, { ...input, check });
  if (!saved.ok && saved.reason === 'incomplete') {
    return show(site, to, shown, { typed: input.typed, problems: saved.problems });
  }
  if (!saved.ok) return refused(site, to, saved);
  if (go === 'later') return response.redirect(303, `${draftUrl(draft.id)}/kept`);
  if (go === 'find') return find(site, to, { ...shown, draft: saved.value });
  if (step === '1') return response.redirect(303, afterFirst(site, saved.value, fromCheck));
  const directory = await listOrganisations(deps.db, dayOf(deps.clock.now()));
  const problems = problemsOf(site, saved.value, directory).filter(({ field }) => stepOfField(field) === '2');
  if (problems.length > 0) return show(site, to, { ...shown, draft: saved.value }, { problems });
  response.redirect(303, checkUrl(draft.id));
}

/** The two questions where the reason for no MDT says too little and nobody answered them yet; else the second step. */
function afterFirst(site: Site, draft: DraftView, fromCheck: boolean): string {
  const thin = isThinReason(draft.typed.whyNoMdt ?? '', site.deps.policy.thinMdtReasons.value);
  if (thin && !mdtAnswered(draft.typed)) return stepUrl(draft.id, 'mdt', fromCheck);
  return fromCheck ? checkUrl(draft.id) : stepUrl(draft.id, '2');
}

/** Answers a search with the same page: everything that was typed is kept, and what was found can be ticked. */
async function find(site: Site, to: To, shown: Shown): Promise<void> {
  const { db, clock } = site.deps;
  const query = typedOf(to.request, 'agencyQuery').trim().slice(0, 80);
  const found = await searchOrganisations(db, dayOf(clock.now()), query);
  await show(site, to, shown, { search: { query, found } });
}

type More = { typed?: TypedRequest; problems?: readonly FieldProblem[]; search?: Search };

async function show(site: Site, to: To, shown: Shown, { typed, problems = [], search }: More = {}): Promise<void> {
  const { step, fromCheck, action, before: backUrl } = shown;
  const draft = typed === undefined ? shown.draft : { ...shown.draft, typed: { ...shown.draft.typed, ...typed } };
  const groups = await groupsOf(site, { step, draft, problems, search });
  const fields = groups.flatMap((group) => [...group.fields, ...(group.find ? [group.find.field] : [])]);
  const errors = errorsOf(fields);
  const view = {
    title: words.titles[step],
    caption: words.stepOf(step === '2' ? 2 : 1),
    emergency: urgentAdviceOf(site.deps, urgencyOfDraft(site, draft)),
    intro: step === 'mdt' ? [mdtFirstWords.why(draft.typed.whyNoMdt ?? '')] : [],
    hidden: { draftId: draft.id, ...(fromCheck ? { back: 'check' } : {}) },
    next: fromCheck ? askingWords.toCheck : askingWords.next,
    later: askingWords.later,
    ...{ groups, errors, action, backUrl, email: emailOf(draft) },
  };
  const status = errors.length > 0 ? 400 : 200;
  await site.show(to.response, 'asking/step.njk', view, { status, visitor: to.visitor });
}

async function groupsOf(
  { deps }: Site,
  shown: { step: RequestStep; draft: DraftView; problems: readonly FieldProblem[]; search: Search | undefined },
): Promise<OrganisationsGroup[]> {
  const { step } = shown;
  const showing = { ...shown, policy: deps.policy };
  const fields = fieldsOfStep[step].map((field) => requestField(field, showing));
  const part = (from: string, to?: string) => {
    const at = fields.findIndex(({ name }) => name === from);
    const end = to === undefined ? undefined : fields.findIndex(({ name }) => name === to);
    return fields.slice(at, end);
  };
  if (step === 'mdt') return [{ fields }];
  if (step === '1') {
    return [
      { heading: words.aboutYou, fields: part('requesterName', 'personName') },
      { heading: words.aboutMeeting, fields: part('personName') },
    ];
  }
  const directory = await listOrganisations(deps.db, dayOf(deps.clock.now()));
  return [
    organisationsGroup(showing, directory, shown.search),
    { fields: part('furtherPeople', 'individualAnswer') },
    { heading: words.family, fields: part('individualAnswer', 'nhsNumber') },
    { heading: words.ifKnown, fields: part('nhsNumber') },
  ];
}
