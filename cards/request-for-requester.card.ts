import type { RequestView } from '../services/mbe-requests/model.ts';
import { formatInstant, formatSpan } from '../services/platform/time.ts';
import type { AreaPolicy } from '../services/policies/model.ts';
import { correctionWords, decisionWords } from '../wording/decision.ts';
import { announcedRequest } from '../wording/history.ts';
import { requestDetails } from '../wording/request-details.ts';
import { requesterRequestState } from '../wording/request-states.ts';
import { type MeetingTime, whatHappensNext } from '../wording/what-happens-next.ts';
import { type ActionButton, actionButton } from './action-button.ts';
import type { AdaptiveCard, CardElement, CardNotice } from './adaptive-card.ts';
import { fitCard, MEASURES, type Measure } from './card-size.ts';
import { noticeBox, urgentBox } from './card-top.ts';
import { formText } from './form-field.ts';
import { plain } from './plain-text.ts';
import { cutProse, cutText } from './prose.ts';
import { cardTemplate } from './template.ts';

export type RequestForRequesterView = {
  request: RequestView;
  /** When and where; null while there is no meeting, or where it cannot be told. */
  meeting: MeetingTime | null;
  policy: Pick<AreaPolicy, 'emergencyAdvice' | 'declineReasons' | 'purposeCategories'>;
  notice?: CardNotice | undefined;
  /** An answer that was not taken: what was typed, and why. */
  answer?: { typed: string; problem: 'missing' | 'too-long' } | undefined;
  /** A new key for the press that changes something. */
  press: string;
};

const NAME_ON_CARD = 80;
const expand = cardTemplate<object>(import.meta.dirname, 'request-for-requester');

/** A requester's own request in its present state, and what happens next. */
export function requestForRequesterCard(view: RequestForRequesterView): AdaptiveCard {
  return fitCard(MEASURES, (measure) => render(view, measure));
}

function render(view: RequestForRequesterView, measure: Measure): AdaptiveCard {
  const { request, meeting, policy } = view;
  const open = ['submitted', 'information-requested', 'approved'].includes(request.state);
  const shorten = (text: string) => cutProse(text, measure.text);
  return expand({
    emergency: urgentBox(policy.emergencyAdvice.value, open ? request.urgentBecause : []),
    notice: noticeBox(view.notice),
    reference: request.reference,
    state: requesterRequestState(request.state, meeting),
    about: `About ${plain(cutText(request.personName, NAME_ON_CARD).text)}. Sent on ${formatInstant(request.submittedAt)}.`,
    meeting: meetingFacts(meeting),
    next: whatHappensNext(request, meeting).map(plain),
    question: questionPart(view, measure),
    ...reasonsPart(view, shorten),
    corrections: request.corrections.slice(0, measure.rows).map((correction) => shorten(correctionWords(correction))),
    answered: answeredPart(request, measure),
    asked: requestDetails(request).map(({ title, text }) => ({ title, text: shorten(text) })),
    actions: buttons(view),
    fallbackText: announcedRequest(request),
  });
}

function meetingFacts(meeting: MeetingTime | null): { title: string; value: string }[] {
  if (meeting?.state !== 'booked' || meeting.startsAt === null || meeting.endsAt === null) return [];
  const where = cutText(meeting.place ?? 'Online', NAME_ON_CARD).text;
  return [
    { title: 'When', value: formatSpan(meeting.startsAt, meeting.endsAt) },
    { title: 'Where', value: plain(where) },
  ];
}

/** The question that waits for an answer, with the field to answer it. */
function questionPart({ request, answer }: RequestForRequesterView, measure: Measure) {
  const open = request.information.findLast((asked) => asked.answer === null);
  if (request.state !== 'information-requested' || open === undefined) return null;
  const field = formText(answer?.typed ?? '', measure.text * 4);
  const problem = answer?.problem === 'missing' ? ['Error: Type your answer, then press Send answer.'] : [];
  const tooLong = answer?.problem === 'too-long' ? ['Error: Shorten your answer to 4,000 characters or fewer.'] : [];
  return {
    heading: `${plain(cutText(open.by.name, NAME_ON_CARD).text)} asks`,
    text: cutProse(open.question, measure.text * 4),
    answer: field.value,
    errors: [...problem, ...tooLong, ...field.cut],
  };
}

/** What was decided and why, or why it ended. */
function reasonsPart({ request, policy }: RequestForRequesterView, shorten: (text: string) => string) {
  const decision = request.state === 'declined' ? decisionWords(request, policy) : null;
  const by = request.decision?.by.name;
  return {
    reasonsHeading: request.state === 'declined' ? 'Why' : 'What was said',
    reasons: [
      decision?.replace(/^Declined: /, ''),
      request.decision?.note,
      request.endNote,
      request.state === 'declined' && by
        ? `Decided by ${by}, ${formatInstant(request.decision?.at ?? new Date(0))}`
        : null,
    ].flatMap((text) => (text?.trim() ? [shorten(text)] : [])),
  };
}

function answeredPart(request: RequestView, measure: Measure): { question: string; answer: string }[] {
  return request.information
    .slice(-measure.rows)
    .flatMap(({ question, answer }) =>
      answer === null ? [] : [{ question: cutProse(question, measure.text), answer: cutProse(answer, measure.text) }],
    );
}

function buttons({ request, meeting, press }: RequestForRequesterView): CardElement[] {
  const ids = { requestId: request.id };
  const undecided = request.state === 'submitted' || request.state === 'information-requested';
  const ended = ['withdrawn', 'closed', 'cancelled'].includes(request.state);
  const wanted: (ActionButton | false)[] = [
    request.state === 'information-requested' && {
      ...{ title: 'Send answer', verb: 'answer-information', data: { ...ids, press } },
      style: 'positive',
    },
    request.state === 'declined' && {
      ...{ title: 'Copy to a new draft', verb: 'copy-request', data: { ...ids, press } },
      style: 'positive',
    },
    ended && { title: 'Request a new meeting', verb: 'start-request' },
    undecided && { title: 'Withdraw', verb: 'open-withdraw', data: ids },
    { title: 'Show history', verb: 'show-history', data: { ...ids, reference: request.reference } },
    { title: 'My requests', verb: 'show-my-requests' },
  ];
  const join = meeting?.state === 'booked' && !meeting.ended ? joinButton(meeting.joinUrl) : [];
  return [...join, ...wanted.flatMap((button) => (button ? [actionButton(button)] : []))];
}

/** Only a secure web address is ever made a link. */
function joinButton(joinUrl: string | null): CardElement[] {
  return joinUrl?.startsWith('https://') ? [{ type: 'Action.OpenUrl', title: 'Join the meeting', url: joinUrl }] : [];
}
