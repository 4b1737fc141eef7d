import type { RequestView } from '../services/mbe-requests/model.ts';
import type { MeetingView } from '../services/meetings/model.ts';
import { formatNhsNumber } from '../services/people/nhs-number.ts';
import { dayOf, formatDay, formatDayShort, formatInstant, formatTime } from '../services/platform/time.ts';
import type { AreaPolicy } from '../services/policies/model.ts';
import { basisWords, sharingWords } from '../wording/basis.ts';
import { correctionWords, decisionWords } from '../wording/decision.ts';
import { neededByWords } from '../wording/needed-by.ts';
import { sameBecauseWords, teamRequestState, teamStateOf, teamSummary, urgentWords } from '../wording/team-request.ts';
import { waitingForWords } from '../wording/waiting-for.ts';
import { actionButton } from './action-button.ts';
import type { AdaptiveCard, CardElement, CardNotice } from './adaptive-card.ts';
import { fitCard, MEASURES, type Measure } from './card-size.ts';
import { plain } from './plain-text.ts';
import { cutProse } from './prose.ts';
import { isOpen, requestButtons } from './request-for-team-buttons.ts';
import { requestDetails, showAllButton } from './request-for-team-details.ts';
import { meetingSection } from './request-for-team-meeting.ts';
import { cardTemplate } from './template.ts';

export type RequestForTeamView = {
  request: RequestView;
  meeting: MeetingView | null;
  policy: AreaPolicy;
  now: Date;
  /** Makes the key of each button's press: a card's buttons may be pressed by several people, each in their own right. */
  newId: () => string;
  notice?: CardNotice;
};

const expand = cardTemplate(import.meta.dirname, 'request-for-team');

/** A request as the DSR team sees it, for the whole of its life: its state, what there is to do, and its meeting. */
export function requestForTeamCard(view: RequestForTeamView): AdaptiveCard {
  return fitCard(MEASURES, (measure) => expand(shown(view, measure)));
}

function shown(view: RequestForTeamView, measure: Measure) {
  const { request, meeting, policy, now } = view;
  const state = teamStateOf(request, meeting && { ...meeting, asked: request.waitingFor === 'invitees' });
  const waits = held(request, meeting, measure);
  return {
    summary: teamSummary(request),
    notice: view.notice ? { style: view.notice.tone, text: plain(view.notice.text) } : null,
    reference: request.reference,
    state,
    personName: plain(request.personName),
    identity: identity(request),
    alerts: alerts(request),
    keyFacts: keyFacts(request, meeting, now),
    held: waits,
    same: sameIndividual(view, measure),
    meeting: meeting && meetingSection(meeting, measure, { state, endNote: request.endNote }),
    decision: decision(request, policy, measure),
    questions: questions(request, measure),
    details: requestDetails(request, now, measure, waits !== null),
    showAll: showAllButton(request, meeting, measure),
    actions: requestButtons(request, meeting, view.newId),
  };
}

function identity(request: RequestView): string | null {
  const parts = [
    request.nhsNumber && `NHS number ${formatNhsNumber(request.nhsNumber)}`,
    request.dateOfBirth && `born ${formatDay(request.dateOfBirth).replace(/^\S+ /, '')}`,
  ].filter((part) => part !== null);
  return parts.length === 0 ? null : parts.join(' · ');
}

function alerts(request: RequestView): { text: string }[] {
  if (!isOpen(request)) return [];
  const urgent = request.urgentBecause.map((because) => urgentWords[because]);
  return [
    ...(urgent.length > 0 ? [{ text: `Urgent: ${urgent.join(', and ')}` }] : []),
    ...(request.overdue ? [{ text: 'Overdue: not decided in time' }] : []),
  ];
}

/** What a coordinator looks for first: who is to do something, and by when. */
function keyFacts(request: RequestView, meeting: MeetingView | null, now: Date): { title: string; value: string }[] {
  const chair = meeting?.chair ?? null;
  const neededBy = meeting === null ? request.neededBy : meeting.neededBy;
  const entries: [string, string | null][] = [
    ['Waiting for', request.waitingFor === 'nobody' ? null : plain(waitingForWords({ ...request, chair }))],
    ['Decide by', request.decideBy && `${formatDayShort(dayOf(request.decideBy))}, ${formatTime(request.decideBy)}`],
    ['Needed by', isOpen(request) && meeting?.startsAt == null ? neededByWords(neededBy, now) : null],
    ['Owner', request.waitingFor !== 'owner' && request.owner ? plain(request.owner.name) : null],
  ];
  return entries.flatMap(([title, value]) => (value === null ? [] : [{ title, value }]));
}

/** Where nothing about the person may leave the team, the card says so and what ends it. */
function held(request: RequestView, meeting: MeetingView | null, measure: Measure) {
  if (!isOpen(request)) return null;
  const because = request.basisEnded ?? (request.basis.basis === 'not-yet' ? 'not-yet' : null);
  const sharing = meeting?.sharing ?? (because === null ? null : ({ may: false, because } as const));
  if (sharing === null || (sharing.may && sharing.because !== 'clinical-lead')) return null;
  const title = `Does the person know and agree? ${basisWords(request.basis)}`;
  return { title: cutProse(title, measure.text), meaning: sharingWords(sharing) };
}

function sameIndividual(view: RequestForTeamView, measure: Measure) {
  const { request, newId } = view;
  const rows = request.maybeSame.slice(0, measure.rows);
  if (rows.length === 0) return null;
  const left = request.maybeSame.length - rows.length;
  return {
    title: 'Is this the same person? Other open requests',
    more: left > 0 ? `… and ${left} more` : null,
    rows: rows.map((other) => ({
      text: `**${plain(other.personName)}** · ${other.reference} · ${teamRequestState(other.state).words}`,
      why: other.linked ? '✓ Linked: the same person' : sentence(other.because.map((why) => sameBecauseWords[why])),
      link: other.linked ? null : linkButton(request.id, other, newId()),
    })),
  };
}

function linkButton(requestId: string, other: RequestView['maybeSame'][number], press: string): CardElement {
  const data = { requestId, otherRequestId: other.requestId, press };
  return actionButton({ title: 'Same person: link', verb: 'link-same-person', data });
}

function sentence(parts: string[]): string {
  const joined = parts.join(', ');
  return joined.charAt(0).toUpperCase() + joined.slice(1);
}

function decision(request: RequestView, policy: AreaPolicy, measure: Measure) {
  const lines = [
    ...(request.decision?.note ? [{ text: cutProse(request.decision.note, measure.text) }] : []),
    ...request.corrections
      .slice(0, measure.rows)
      .map((correction) => ({ text: `Changed: ${cutProse(correctionWords(correction), measure.text)}` })),
    ...(request.endNote
      ? [{ text: `${teamRequestState(request.state).words}: ${cutProse(request.endNote, measure.text)}` }]
      : []),
  ];
  const words = decisionWords(request, policy);
  if (words === null && lines.length === 0) return null;
  return {
    title: words === null ? 'How it ended' : plain(words),
    by: request.decision ? `${plain(request.decision.by.name)}, ${formatInstant(request.decision.at)}` : null,
    lines,
  };
}

function questions(request: RequestView, measure: Measure) {
  return request.information.slice(-measure.rows).map((asked) => ({
    title: `Question asked by ${plain(asked.by.name)}, ${formatInstant(asked.at)}`,
    question: cutProse(asked.question, measure.text),
    answerTitle: asked.answeredAt === null ? 'No answer yet' : `Answer, ${formatInstant(asked.answeredAt)}`,
    answer: asked.answer === null ? null : cutProse(asked.answer, measure.text),
  }));
}
