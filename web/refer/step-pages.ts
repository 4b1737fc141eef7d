import type { Request, Response } from 'express';
import {
  type ReferralProblem,
  type ReferralStep,
  referralSteps,
  type TypedReferral,
} from '../../services/referrals/draft-model.ts';
import { saveReferralDraft } from '../../services/referrals/save-referral-draft.ts';
import { stepAfter, stepBefore, stepsOf } from '../../services/referrals/steps.ts';
import type { Visitor } from '../../services/sign-in/model.ts';
import { askingWords } from '../../wording/pages/asking.ts';
import { referWords as words } from '../../wording/pages/refer.ts';
import { pageStepIntro, pageStepTitle } from '../../wording/pages/refer-steps.ts';
import { isId, urgentAdviceOf } from '../asking/asking.ts';
import { errorsOf, typedOf } from '../site/form.ts';
import type { Site } from '../site/site.ts';
import { moreOf, namedPart, professionalsPressed } from './named-professionals.ts';
import { newDraft, type OpenDraft, opened, storedDraft, typedIn, withTyped } from './refer-draft.ts';
import { groupsOf, otherErrors, referFields } from './refer-fields.ts';
import { checkUrl, draftUrl, REFER, refused, stepUrl, takes, writerOf } from './refer-urls.ts';

type FormRequest = Request<Record<string, string>>;
type To = { request: FormRequest; response: Response; visitor: Visitor };
/** A step of a draft on its page. `action` and `before` differ for the first step of a draft that is not stored. */
type Shown = { open: OpenDraft; step: ReferralStep; fromCheck: boolean; action: string; before: string };

/** One page a step; the first of a new draft has an address of its own, and nothing is stored before it is sent. */
export function addStepPages(site: Site): void {
  site.get(`${REFER}/:writer/start`, async (request, response, visitor) => {
    const first = await firstStep(site, { request, response, visitor });
    if (first) await show(site, response, visitor, first);
  });
  site.post(`${REFER}/:writer/start`, async (request, response, visitor) => {
    const first = await firstStep(site, { request, response, visitor });
    if (first) await keep(site, { request, response, visitor }, first);
  });
  site.get(`${REFER}/draft/:draftId/:step`, async (request, response, visitor) => {
    const found = await storedStep(site, { request, response, visitor });
    if (found) await show(site, response, visitor, found);
  });
  site.post(`${REFER}/draft/:draftId/:step`, async (request, response, visitor) => {
    const found = await storedStep(site, { request, response, visitor });
    if (found) await keep(site, { request, response, visitor }, found);
  });
}

/** The first step of a draft whose id the form brings, so that a form that is sent twice makes one draft. */
async function firstStep(site: Site, to: To): Promise<Shown | undefined> {
  const { request, response, visitor } = to;
  const writer = writerOf(request.params.writer);
  if (writer === undefined || !takes(site, writer)) return void response.redirect(303, REFER);
  const draftId = typedOf(request, 'draftId');
  const stored = isId(draftId) ? await storedDraft(site, visitor, draftId) : undefined;
  if (stored && !stored.ok && stored.reason === 'already-sent') return void (await refused(site, to, stored));
  const empty = await newDraft(site, visitor, writer === 'professional' ? undefined : writer);
  const open = stored?.ok ? opened(site, stored.value) : withId(empty, draftId);
  const [step = 'who'] = stepsOf(open.context);
  return { open, step, fromCheck: false, action: `${REFER}/${writer}/start`, before: `${REFER}/${writer}` };
}

function withId(open: OpenDraft, draftId: string): OpenDraft {
  return isId(draftId) ? { ...open, draft: { ...open.draft, id: draftId } } : open;
}

async function storedStep(site: Site, to: To): Promise<Shown | undefined> {
  const { request, response, visitor } = to;
  const { draftId } = request.params;
  const step = referralSteps.find((one) => one === request.params.step);
  if (!isId(draftId) || step === undefined) return void (await site.notFound(response, visitor));
  const stored = await storedDraft(site, visitor, draftId);
  if (!stored.ok) return void (await refused(site, to, stored));
  const open = opened(site, stored.value);
  if (!stepsOf(open.context).includes(step)) return void (await site.notFound(response, visitor));
  const fromCheck = request.query.back === 'check' || typedOf(request, 'back') === 'check';
  const earlier = stepBefore(step, open.context);
  const before = fromCheck ? checkUrl(draftId) : earlier === undefined ? REFER : stepUrl(draftId, earlier);
  return { open, step, fromCheck, action: stepUrl(draftId, step), before };
}

/** Keeps what a step's form sent, and goes where its button says; or the page comes back with what to put right. */
async function keep(site: Site, to: To, shown: Shown): Promise<void> {
  const { request, response, visitor } = to;
  const { open, step, fromCheck } = shown;
  const { id: draftId } = open.draft;
  const { actor } = visitor;
  const go = typedOf(request, 'go');
  const typed = { ...routeIn(open), ...typedIn(request, step, open) };
  if (step === 'professionals') {
    const pressed = professionalsPressed(request, withTyped(site, open, typed));
    if (pressed?.problems) return show(site, response, visitor, shown, { typed, problems: pressed.problems });
    if (pressed) {
      const kept = await saveReferralDraft(site.deps, { actor, draftId, typed: pressed.typed, check: 'nothing' });
      if (!kept.ok) return refused(site, to, kept);
      return response.redirect(303, stepUrl(draftId, step, fromCheck));
    }
  }
  const check = go === 'later' ? 'nothing' : step;
  const saved = await saveReferralDraft(site.deps, { actor, draftId, typed, check });
  if (!saved.ok && saved.reason === 'incomplete') {
    return show(site, response, visitor, shown, { typed, problems: saved.problems });
  }
  if (!saved.ok) return refused(site, to, saved);
  if (go === 'later') return response.redirect(303, `${draftUrl(draftId)}/kept`);
  const next = stepAfter(step, opened(site, saved.value).context);
  // What is asked about consent depends on the answer: a changed answer asks it anew.
  const goesOn = next !== undefined && (!fromCheck || step === 'consent');
  response.redirect(303, goesOn ? stepUrl(draftId, next, fromCheck) : checkUrl(draftId));
}

/** Of whom a draft is about its first step says nothing where the choice before has said it. */
function routeIn({ voice }: OpenDraft): TypedReferral {
  return voice === undefined ? {} : { route: voice };
}

async function show(
  site: Site,
  response: Response,
  visitor: Visitor,
  shown: Shown,
  { typed, problems = [] }: { typed?: TypedReferral; problems?: readonly ReferralProblem[] } = {},
): Promise<void> {
  const { step, fromCheck, action, before: backUrl } = shown;
  const open = typed === undefined ? shown.open : withTyped(site, shown.open, typed);
  const { context, voice, lead, young, draft, urgent } = open;
  const { policy } = context;
  const fields = referFields(step, context, { voice, lead, problems });
  const steps = stepsOf(context);
  const view = {
    title: pageStepTitle(step, voice),
    caption: words.stepOf(steps.indexOf(step) + 1, steps.length + 1),
    emergency: urgentAdviceOf(site.deps, urgent),
    intro: pageStepIntro(step, { policy, voice, young, consentAnswer: context.typed.consentAnswer }),
    named: step === 'professionals' ? namedPart(open, fromCheck) : null,
    groups: groupsOf(step, voice, fields),
    errors: [...errorsOf(fields), ...otherErrors(fields, context, { voice, lead, problems })],
    more: step === 'professionals' ? moreOf(voice) : [],
    hidden: { draftId: draft.id, ...(fromCheck ? { back: 'check' } : {}) },
    next: fromCheck ? askingWords.toCheck : askingWords.next,
    later: askingWords.later,
    ...{ action, backUrl },
  };
  await site.show(response, 'asking/step.njk', view, { status: problems.length > 0 ? 400 : 200, visitor });
}
