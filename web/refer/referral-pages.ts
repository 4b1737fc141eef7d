import type { Request, Response } from 'express';
import { formatInstant } from '../../services/platform/time.ts';
import { answerReferralQuestion } from '../../services/referrals/answer-referral-question.ts';
import type { ReferralView } from '../../services/referrals/model.ts';
import { isUndecided } from '../../services/referrals/rules.ts';
import { viewReferral } from '../../services/referrals/view-referral.ts';
import { withdrawReferral } from '../../services/referrals/withdraw-referral.ts';
import type { Visitor } from '../../services/sign-in/model.ts';
import { whyThisDate } from '../../wording/clocks.ts';
import { askingWords } from '../../wording/pages/asking.ts';
import { referWords as words } from '../../wording/pages/refer.ts';
import { detailsOnPage, nextOnPage, stateOnPage } from '../../wording/pages/refer-record.ts';
import { outcomeWords } from '../../wording/referral-for-referrer.ts';
import { adviceOf, isId, noticeOf, urgentAdviceOf } from '../asking/asking.ts';
import { errorsOf, type FieldView, pressOf, typedOf } from '../site/form.ts';
import type { Site } from '../site/site.ts';
import { referralUrl } from './refer-urls.ts';

type To = { request: Request<Record<string, string>>; response: Response; visitor: Visitor };
type Typed = { answer?: string; error?: string };

/** A referral that was sent, for its referrer: how it stands, what happens next, a question to answer, the way to take it back. */
export function addReferralPages(site: Site): void {
  const page = '/referrals/:referralId';
  site.get(page, async (request, response, visitor) => {
    const found = await referralOf(site, { request, response, visitor });
    if (found) await show(site, { request, response, visitor }, found);
  });
  site.post(`${page}/answer`, (request, response, visitor) => answer(site, { request, response, visitor }));
  site.get(`${page}/withdraw`, async (request, response, visitor) => {
    const found = await referralOf(site, { request, response, visitor });
    if (found) await sure(site, { request, response, visitor }, found);
  });
  site.post(`${page}/withdraw`, (request, response, visitor) => withdraw(site, { request, response, visitor }));
}

async function referralOf(site: Site, { request, response, visitor }: To): Promise<ReferralView | undefined> {
  const { referralId } = request.params;
  const found = isId(referralId) ? await viewReferral(site.deps, { actor: visitor.actor, referralId }) : undefined;
  if (found?.ok) return found.value;
  return void (await site.notFound(response, visitor));
}

async function show(site: Site, to: To, referral: ReferralView, typed: Typed = {}): Promise<void> {
  const { request, response, visitor } = to;
  const { policy } = site.deps;
  const undecided = isUndecided(referral.state);
  const because = undecided ? referral.urgentBecause : [];
  const sent = request.query.sent === 'yes' && referral.state === 'submitted';
  const question = questionPart(referral, typed);
  const url = referralUrl(referral.id);
  const view = {
    title: sent ? words.sentTitle : words.recordTitle(referral.reference),
    sent: sent ? { title: words.sentTitle, referenceIs: words.referenceIs, reference: referral.reference } : null,
    emergency: referral.state === 'submitted' ? adviceOf(site.deps, because) : urgentAdviceOf(site.deps, because),
    notice: noticeOf(request),
    state: stateOnPage(referral),
    attention: referral.state === 'information-requested',
    about: words.about(referral.person.fullName, formatInstant(referral.submittedAt)),
    nextHeading: askingWords.nextHeading,
    next: [...nextOnPage(referral, visitor.address), ...(undecided ? referral.clocks.flatMap(whyThisDate) : [])],
    reasonsHeading: askingWords.reasonsHeading,
    reasons: outcomeWords(referral, policy),
    answersHeading: askingWords.answersHeading,
    answered: referral.questions.filter(({ answer: said }) => said !== null),
    sentHeading: askingWords.sentHeading,
    details: detailsOnPage(referral, policy),
    question,
    errors: question ? errorsOf([question.field]) : [],
    press: site.deps.newId(),
    links: [
      ...(undecided ? [{ href: `${url}/withdraw`, text: words.withdrawLink }] : []),
      { href: '/mine', text: askingWords.toMine },
    ],
  };
  await site.show(response, 'asking/record.njk', view, { visitor, status: typed.error ? 400 : 200 });
}

/** The question that waits for an answer, with the field to answer it. */
function questionPart(referral: ReferralView, { answer: value = '', error }: Typed) {
  const open = referral.questions.findLast((asked) => asked.answer === null);
  if (referral.state !== 'information-requested' || open === undefined) return null;
  const field: FieldView = { name: 'answer', kind: 'text', label: askingWords.answerLabel, value, error };
  const { questionHeading: heading, answerButton: button } = askingWords;
  return { heading, button, text: open.question, field, action: `${referralUrl(referral.id)}/answer` };
}

async function answer(site: Site, to: To): Promise<void> {
  const { request, response, visitor } = to;
  const before = await referralOf(site, to);
  if (!before) return;
  const typed = typedOf(request, 'answer');
  const press = pressOf(request) ?? site.deps.newId();
  const input = { actor: visitor.actor, referralId: before.id, press, answer: typed };
  const done = await answerReferralQuestion(site.deps, input);
  if (done.ok) return response.redirect(303, `${referralUrl(before.id)}?done=answered`);
  if (done.reason === 'not-found' || done.reason === 'not-allowed') return site.notFound(response, visitor);
  if (done.reason === 'too-late') return response.redirect(303, `${referralUrl(before.id)}?done=too-late`);
  const error = done.problem === 'missing' ? askingWords.answerMissing : askingWords.answerTooLong;
  await show(site, to, before, { answer: typed, error });
}

async function withdraw(site: Site, to: To): Promise<void> {
  const { request, response, visitor } = to;
  const before = await referralOf(site, to);
  if (!before) return;
  const note = typedOf(request, 'note');
  const press = pressOf(request) ?? site.deps.newId();
  const done = await withdrawReferral(site.deps, { actor: visitor.actor, referralId: before.id, press, note });
  if (done.ok) return response.redirect(303, `${referralUrl(before.id)}?done=withdrawn`);
  if (done.reason === 'not-found' || done.reason === 'not-allowed') return site.notFound(response, visitor);
  if (done.reason === 'too-late') return response.redirect(303, `${referralUrl(before.id)}?done=too-late`);
  await sure(site, to, before, { value: note, error: askingWords.noteTooLong });
}

/** Asked once more before it is taken back. */
async function sure(
  site: Site,
  { response, visitor }: To,
  { id, state }: ReferralView,
  typed: Partial<FieldView> = {},
) {
  if (!isUndecided(state)) return response.redirect(303, `${referralUrl(id)}?done=too-late`);
  const fields: FieldView[] = [{ name: 'note', kind: 'text', label: askingWords.noteLabel, ...typed }];
  const view = {
    ...{
      title: words.withdrawTitle,
      told: words.withdrawLines,
      button: askingWords.withdraw,
      no: askingWords.discarding.no,
    },
    ...{ fields, errors: errorsOf(fields), press: site.deps.newId(), backUrl: referralUrl(id) },
  };
  await site.show(response, 'asking/sure.njk', view, { visitor, status: typed.error ? 400 : 200 });
}
