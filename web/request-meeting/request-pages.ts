import type { Request, Response } from 'express';
import { answerInformation } from '../../services/mbe-requests/answer-information.ts';
import { copyDeclinedRequest } from '../../services/mbe-requests/copy-declined-request.ts';
import type { RequestView } from '../../services/mbe-requests/model.ts';
import { viewMbeRequest } from '../../services/mbe-requests/view-mbe-request.ts';
import { withdrawMbeRequest } from '../../services/mbe-requests/withdraw-mbe-request.ts';
import { viewMeeting } from '../../services/meetings/view-meeting.ts';
import { formatInstant, formatSpan } from '../../services/platform/time.ts';
import type { Visitor } from '../../services/sign-in/model.ts';
import { correctionWords, decisionWords } from '../../wording/decision.ts';
import { askingWords } from '../../wording/pages/asking.ts';
import { nextOfRequest, stateOfRequest, requestWords as words } from '../../wording/pages/request-meeting.ts';
import { requestDetails } from '../../wording/request-details.ts';
import type { MeetingTime } from '../../wording/what-happens-next.ts';
import { adviceOf, isId, noticeOf, urgentAdviceOf } from '../asking/asking.ts';
import { errorsOf, type FieldView, pressOf, typedOf } from '../site/form.ts';
import type { Site } from '../site/site.ts';
import { requestUrl, stepUrl } from './request-urls.ts';

type To = { request: Request<Record<string, string>>; response: Response; visitor: Visitor };
type Typed = { answer?: string; error?: string };

/** A request that was sent, for its requester: how it stands, what happens next, a question to answer, the way to take it back. */
export function addRequestPages(site: Site): void {
  const page = '/requests/:requestId';
  site.get(page, async (request, response, visitor) => {
    const found = await requestOf(site, { request, response, visitor });
    if (found) await show(site, { request, response, visitor }, found);
  });
  site.post(`${page}/answer`, (request, response, visitor) => answer(site, { request, response, visitor }));
  site.post(`${page}/copy`, (request, response, visitor) => copy(site, { request, response, visitor }));
  site.get(`${page}/withdraw`, async (request, response, visitor) => {
    const found = await requestOf(site, { request, response, visitor });
    if (found) await sure(site, { request, response, visitor }, found);
  });
  site.post(`${page}/withdraw`, (request, response, visitor) => withdraw(site, { request, response, visitor }));
}

async function requestOf(site: Site, { request, response, visitor }: To): Promise<RequestView | undefined> {
  const { requestId } = request.params;
  const found = isId(requestId) ? await viewMbeRequest(site.deps, { actor: visitor.actor, requestId }) : undefined;
  if (found?.ok) return found.value;
  return void (await site.notFound(response, visitor));
}

/** Of the meeting a requester is told the time and the place alone, so the service looks it up for them. */
async function meetingOf({ deps }: Site, { meetingId }: RequestView): Promise<MeetingTime | null> {
  if (meetingId === null) return null;
  const found = await viewMeeting(deps, { actor: { kind: 'system' }, meetingId });
  return found.ok ? found.value : null;
}

const undecided = ({ state }: RequestView) => state === 'submitted' || state === 'information-requested';

async function show(site: Site, to: To, asked: RequestView, typed: Typed = {}): Promise<void> {
  const { request, response, visitor } = to;
  const meeting = await meetingOf(site, asked);
  const because = undecided(asked) || asked.state === 'approved' ? asked.urgentBecause : [];
  const sent = request.query.sent === 'yes' && asked.state === 'submitted';
  const question = questionPart(asked, typed);
  const url = requestUrl(asked.id);
  const view = {
    title: sent ? words.sentTitle : words.recordTitle(asked.reference),
    sent: sent ? { title: words.sentTitle, referenceIs: words.referenceIs, reference: asked.reference } : null,
    emergency: asked.state === 'submitted' ? adviceOf(site.deps, because) : urgentAdviceOf(site.deps, because),
    notice: noticeOf(request),
    state: stateOfRequest(asked, meeting),
    attention: asked.state === 'information-requested',
    about: words.about(asked.personName, formatInstant(asked.submittedAt)),
    ...meetingPart(meeting),
    nextHeading: askingWords.nextHeading,
    next: nextOfRequest(asked, meeting, visitor.address),
    reasonsHeading: askingWords.reasonsHeading,
    reasons: reasonsOf(site, asked),
    answersHeading: askingWords.answersHeading,
    answered: asked.information.filter(({ answer: said }) => said !== null),
    sentHeading: askingWords.sentHeading,
    details: requestDetails(asked),
    question,
    errors: question ? errorsOf([question.field]) : [],
    press: site.deps.newId(),
    copy: asked.state === 'declined' ? { action: `${url}/copy`, button: words.copy } : null,
    links: [
      ...(undecided(asked) ? [{ href: `${url}/withdraw`, text: words.withdrawLink }] : []),
      { href: '/mine', text: askingWords.toMine },
    ],
  };
  await site.show(response, 'asking/record.njk', view, { visitor, status: typed.error ? 400 : 200 });
}

/** When and where; only a secure web address is ever made a link. */
function meetingPart(meeting: MeetingTime | null) {
  if (meeting?.state !== 'booked' || meeting.startsAt === null || meeting.endsAt === null) return {};
  return {
    meeting: [
      { title: words.when, value: formatSpan(meeting.startsAt, meeting.endsAt) },
      { title: words.where, value: meeting.place ?? words.online },
    ],
    join: words.join,
    joinUrl: !meeting.ended && meeting.joinUrl?.startsWith('https://') ? meeting.joinUrl : null,
  };
}

/** What was decided and why, why it ended, and what the team changed. */
function reasonsOf({ deps }: Site, asked: RequestView): string[] {
  const decision = asked.state === 'declined' ? decisionWords(asked, deps.policy) : null;
  return [
    decision?.replace(/^Declined: /, ''),
    asked.decision?.note,
    asked.endNote,
    ...asked.corrections.map(correctionWords),
  ].flatMap((text) => (text?.trim() ? [text] : []));
}

/** The question that waits for an answer, with the field to answer it. */
function questionPart(asked: RequestView, { answer: value = '', error }: Typed) {
  const open = asked.information.findLast((one) => one.answer === null);
  if (asked.state !== 'information-requested' || open === undefined) return null;
  const field: FieldView = { name: 'answer', kind: 'text', label: askingWords.answerLabel, value, error };
  const { questionHeading: heading, answerButton: button } = askingWords;
  return { heading, button, text: open.question, field, action: `${requestUrl(asked.id)}/answer` };
}

async function answer(site: Site, to: To): Promise<void> {
  const { request, response, visitor } = to;
  const before = await requestOf(site, to);
  if (!before) return;
  const typed = typedOf(request, 'answer');
  const press = pressOf(request) ?? site.deps.newId();
  const input = { actor: visitor.actor, requestId: before.id, press, answer: typed };
  const done = await answerInformation(site.deps, input);
  if (done.ok) return response.redirect(303, `${requestUrl(before.id)}?done=answered`);
  if (done.reason === 'not-found' || done.reason === 'not-allowed') return site.notFound(response, visitor);
  if (done.reason === 'too-late') return response.redirect(303, `${requestUrl(before.id)}?done=too-late`);
  const missing = done.problems.some(({ problem }) => problem === 'missing');
  await show(site, to, before, {
    answer: typed,
    error: missing ? askingWords.answerMissing : askingWords.answerTooLong,
  });
}

async function copy(site: Site, to: To): Promise<void> {
  const { request, response, visitor } = to;
  const before = await requestOf(site, to);
  if (!before) return;
  const press = pressOf(request) ?? site.deps.newId();
  const copied = await copyDeclinedRequest(site.deps, { actor: visitor.actor, requestId: before.id, press });
  if (copied.ok) return response.redirect(303, stepUrl(copied.value.id, '1'));
  if (copied.reason === 'already-sent') return response.redirect(303, requestUrl(copied.requestId));
  if (copied.reason === 'too-late') return response.redirect(303, `${requestUrl(before.id)}?done=too-late`);
  await site.notFound(response, visitor);
}

async function withdraw(site: Site, to: To): Promise<void> {
  const { request, response, visitor } = to;
  const before = await requestOf(site, to);
  if (!before) return;
  const note = typedOf(request, 'note');
  const press = pressOf(request) ?? site.deps.newId();
  const done = await withdrawMbeRequest(site.deps, { actor: visitor.actor, requestId: before.id, press, note });
  if (done.ok) return response.redirect(303, `${requestUrl(before.id)}?done=withdrawn`);
  if (done.reason === 'not-found' || done.reason === 'not-allowed') return site.notFound(response, visitor);
  if (done.reason === 'too-late') return response.redirect(303, `${requestUrl(before.id)}?done=too-late`);
  await sure(site, to, before, { value: note, error: askingWords.noteTooLong });
}

/** Asked once more before it is taken back. */
async function sure(site: Site, { response, visitor }: To, asked: RequestView, typed: Partial<FieldView> = {}) {
  if (!undecided(asked)) return response.redirect(303, `${requestUrl(asked.id)}?done=too-late`);
  const fields: FieldView[] = [{ name: 'note', kind: 'text', label: askingWords.noteLabel, ...typed }];
  const view = {
    ...{
      title: words.withdrawTitle,
      told: words.withdrawLines,
      button: askingWords.withdraw,
      no: askingWords.discarding.no,
    },
    ...{ fields, errors: errorsOf(fields), press: site.deps.newId(), backUrl: requestUrl(asked.id) },
  };
  await site.show(response, 'asking/sure.njk', view, { visitor, status: typed.error ? 400 : 200 });
}
