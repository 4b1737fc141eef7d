import type { Request, Response } from 'express';
import { checkStep, stepsToMend } from '../../services/referrals/check-step.ts';
import { discardReferralDraft } from '../../services/referrals/discard-referral-draft.ts';
import type { ReferralFieldSpec } from '../../services/referrals/draft-model.ts';
import { keyProfessionalsOf } from '../../services/referrals/key-professionals.ts';
import { saveReferralDraft } from '../../services/referrals/save-referral-draft.ts';
import { fieldsOf, stepsOf } from '../../services/referrals/steps.ts';
import { submitReferral } from '../../services/referrals/submit-referral.ts';
import type { Visitor } from '../../services/sign-in/model.ts';
import { askingWords } from '../../wording/pages/asking.ts';
import { referWords as words } from '../../wording/pages/refer.ts';
import { pageChoiceLabel, pageFieldLabel, pageProblemText } from '../../wording/pages/refer-fields.ts';
import { pageStepTitle } from '../../wording/pages/refer-steps.ts';
import { type AnswerLine, answerLines, professionalWords } from '../../wording/referral-answers.ts';
import { isId, urgentAdviceOf } from '../asking/asking.ts';
import { pressOf, typedOf } from '../site/form.ts';
import type { Site } from '../site/site.ts';
import { type OpenDraft, opened, storedDraft } from './refer-draft.ts';
import { checkUrl, draftUrl, REFER, referralUrl, refused, stepUrl } from './refer-urls.ts';

type To = { request: Request<Record<string, string>>; response: Response; visitor: Visitor };

/** What stands around the steps of a draft: where it goes on, its check, that it is kept, and its end. */
export function addCheckPages(site: Site): void {
  const draft = `${REFER}/draft/:draftId`;
  site.get(draft, async (request, response, visitor) => {
    const open = await draftOf(site, { request, response, visitor });
    if (!open) return;
    const [mend] = stepsToMend(open.context);
    response.redirect(303, mend ? stepUrl(open.draft.id, mend.step) : checkUrl(open.draft.id));
  });
  site.get(`${draft}/check`, async (request, response, visitor) => {
    const open = await draftOf(site, { request, response, visitor });
    if (open) await showCheck(site, response, visitor, open);
  });
  site.post(`${draft}/check`, (request, response, visitor) => send(site, { request, response, visitor }));
  site.post(`${draft}/take-out`, (request, response, visitor) => takeOut(site, { request, response, visitor }));
  site.get(`${draft}/kept`, async (request, response, visitor) => {
    const open = await draftOf(site, { request, response, visitor });
    if (!open) return;
    const { title, lines: told, toMine, goOn } = askingWords.kept;
    const links = [
      { href: '/mine', text: toMine },
      { href: draftUrl(open.draft.id), text: goOn },
    ];
    const view = { title, told, links, emergency: urgentAdviceOf(site.deps, open.urgent) };
    await site.show(response, 'asking/told.njk', view, { visitor });
  });
  addDiscardPages(site, draft);
}

function addDiscardPages(site: Site, draft: string): void {
  site.get(`${draft}/discard`, async (request, response, visitor) => {
    const open = await draftOf(site, { request, response, visitor });
    if (!open) return;
    const { title, lines: told, button, no } = askingWords.discarding;
    const view = { title, told, button, no, fields: [], press: '', backUrl: checkUrl(open.draft.id) };
    await site.show(response, 'asking/sure.njk', view, { visitor });
  });
  site.post(`${draft}/discard`, async (request, response, visitor) => {
    const { draftId } = request.params;
    if (!isId(draftId)) return site.notFound(response, visitor);
    const gone = await discardReferralDraft(site.deps, { actor: visitor.actor, draftId });
    if (!gone.ok) return refused(site, { response, visitor }, gone);
    const { title, lines: told } = askingWords.discarded;
    const links = [{ href: '/', text: askingWords.toStart }];
    await site.show(response, 'asking/told.njk', { title, told, links }, { visitor });
  });
}

async function draftOf(site: Site, to: To): Promise<OpenDraft | undefined> {
  const { draftId } = to.request.params;
  if (!isId(draftId)) return void (await site.notFound(to.response, to.visitor));
  const stored = await storedDraft(site, to.visitor, draftId);
  if (!stored.ok) return void (await refused(site, to, stored));
  return opened(site, stored.value);
}

async function takeOut(site: Site, to: To): Promise<void> {
  const open = await draftOf(site, to);
  if (!open) return;
  const row = typedOf(to.request, 'row');
  const professionals = (open.draft.typed.professionals ?? []).filter((_, index) => String(index) !== row);
  const input = { actor: to.visitor.actor, draftId: open.draft.id, typed: { professionals } };
  const saved = await saveReferralDraft(site.deps, { ...input, check: 'nothing' });
  if (!saved.ok) return refused(site, to, saved);
  to.response.redirect(303, stepUrl(open.draft.id, 'professionals', to.request.query.back === 'check'));
}

async function send(site: Site, to: To): Promise<void> {
  const { request, response, visitor } = to;
  const { draftId } = request.params;
  if (!isId(draftId)) return site.notFound(response, visitor);
  const press = pressOf(request) ?? site.deps.newId();
  const sent = await submitReferral(site.deps, { actor: visitor.actor, draftId, press });
  if (sent.ok) return response.redirect(303, `${referralUrl(sent.value.id)}?sent=yes`);
  if (sent.reason !== 'incomplete') return refused(site, to, sent);
  const open = await draftOf(site, to);
  if (open) await showCheck(site, response, visitor, open, 400);
}

async function showCheck(site: Site, response: Response, visitor: Visitor, open: OpenDraft, status = 200) {
  const { context, voice, draft, urgent } = open;
  const steps = stepsOf(context);
  const errors = steps.flatMap((step) =>
    checkStep(step, context).map((problem) => ({
      text: `${pageStepTitle(step, voice)}: ${pageProblemText(problem, context.policy, voice)}`,
      href: stepUrl(draft.id, step, true),
    })),
  );
  const last = steps.at(-1);
  const view = {
    title: words.checkTitle,
    emergency: urgentAdviceOf(site.deps, urgent),
    errors,
    steps: steps.map((step) => ({
      title: pageStepTitle(step, voice),
      href: stepUrl(draft.id, step, true),
      lines: step === 'professionals' ? professionalLines(open) : linesOf(fieldsOf(step, context), open),
      empty: step === 'professionals' ? words.nobodyNamed : '–',
    })),
    press: site.deps.newId(),
    ...{ change: askingWords.change, send: words.send },
    ...{ later: askingWords.later, laterUrl: `${draftUrl(draft.id)}/kept` },
    ...{ discard: askingWords.discard, discardUrl: `${draftUrl(draft.id)}/discard` },
    backUrl: last ? stepUrl(draft.id, last) : REFER,
  };
  await site.show(response, 'asking/check.njk', view, { status, visitor });
}

/** What was answered, question by question, in the words in which it was asked. */
function linesOf(specs: readonly ReferralFieldSpec[], { context, voice, lead }: OpenDraft): AnswerLine[] {
  const { typed, policy } = context;
  const about = { policy, voice, lead, consentAnswer: typed.consentAnswer };
  return specs.flatMap((spec) =>
    answerLines([spec], typed, { policy, lead }).map(({ text }) => {
      const raw = typed[spec.field] ?? spec.usual ?? '';
      const chosen = spec.choices?.includes(raw) ? pageChoiceLabel(spec.field, raw, about) : text;
      return {
        title: pageFieldLabel(spec.field, about).replace(/(, with the year in four digits)?, for example .*$/, ''),
        text: chosen,
      };
    }),
  );
}

function professionalLines({ draft, context }: OpenDraft): AnswerLine[] {
  return keyProfessionalsOf({ ...draft, typed: context.typed }).map((one) => {
    return { title: one.name, text: professionalWords({ ...one, name: '' }).replace(/^, /, '') };
  });
}
