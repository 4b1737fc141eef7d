import { openStates, type RequestView } from '../services/mbe-requests/model.ts';
import type { MeetingView } from '../services/meetings/model.ts';
import { type ActionButton, actionButton } from './action-button.ts';
import type { CardElement } from './adaptive-card.ts';

/** Teams shows six actions of a card, those behind "…" included; it leaves out the rest without a word. */
const MAX_ACTIONS = 6;

type Ids = Record<string, string>;

/**
 * The buttons that the present state allows: at most four in sight, what is seldom needed behind "…". Every use case
 * asks again whether the person may, so a button that somebody else's press has made stale does no harm.
 */
export function requestButtons(request: RequestView, meeting: MeetingView | null, newId: () => string): CardElement[] {
  const ids: Ids = { requestId: request.id, ...(meeting ? { meetingId: meeting.id } : {}) };
  const buttons: ActionButton[] = [
    ...decideButtons(request, ids),
    ...(meeting ? meetingButtons(meeting, ids) : []),
    ...ownerButtons(request, ids, newId),
    ...basisButtons(request, meeting, ids),
    { title: 'Show history', verb: 'show-history', data: { ...ids, reference: request.reference }, secondary: true },
    { title: 'Open requests', verb: 'show-queue', data: { filter: 'all', page: 1 }, secondary: true },
  ];
  return buttons.slice(0, MAX_ACTIONS).map(actionButton);
}

function decideButtons(request: RequestView, data: Ids): ActionButton[] {
  const undecided = request.state === 'submitted' || request.state === 'information-requested';
  if (!undecided) return [];
  const ask: ActionButton = { title: 'Ask for information', verb: 'open-ask-information', data };
  return [
    { title: 'Approve', verb: 'open-approve', data, style: 'positive' },
    ...(request.state === 'submitted' ? [ask] : []),
    { title: 'Decline', verb: 'open-decline', data },
  ];
}

/** What can be done with a meeting in its present state. */
export function meetingButtons(meeting: MeetingView, data: Ids): ActionButton[] {
  const cancel: ActionButton = { title: 'Cancel meeting', verb: 'open-cancel-meeting', data, secondary: true };
  /** While people are asked about times, their answers are what to look at first. */
  const chooseTime = { title: 'Choose a time', verb: 'open-choose-time', data };
  const summaries: ActionButton = { title: 'See summaries', verb: 'open-summaries', data };
  switch (meeting.state) {
    case 'being-arranged':
      return [{ ...chooseTime, ...(meeting.proposal?.state === 'open' ? {} : { style: 'positive' }) }, cancel];
    case 'booked':
      return meeting.ended
        ? [{ title: 'Record the outcome', verb: 'open-outcome', data, style: 'positive' }]
        : [{ title: 'Reschedule', verb: 'open-reschedule', data }, cancel];
    case 'took-place':
      return [{ title: 'Go on with the outcome', verb: 'open-outcome', data, style: 'positive' }, summaries];
    case 'outcome-recorded':
      return meeting.outcome?.state === 'draft'
        ? [{ title: 'Go on with the correction', verb: 'open-outcome', data, style: 'positive' }, summaries]
        : [summaries, { title: 'Correct the outcome', verb: 'open-correction', data }];
    case 'did-not-take-place':
    case 'cancelled':
      return [];
  }
}

function ownerButtons(request: RequestView, ids: Ids, newId: () => string): ActionButton[] {
  if (!isOpen(request)) return [];
  if (request.owner !== null) return [{ title: 'Hand over', verb: 'open-hand-over', data: ids, secondary: true }];
  return [{ title: 'Take', verb: 'take-request', data: { ...ids, press: newId() } }];
}

function basisButtons(request: RequestView, meeting: MeetingView | null, data: Ids): ActionButton[] {
  if (!isOpen(request)) return [];
  const held = meeting !== null && !meeting.sharing.may;
  return [
    { title: 'Record whether they agree', verb: 'open-record-basis', data, secondary: !held },
    ...(held
      ? [
          {
            title: 'Share without consent (clinical lead)',
            verb: 'open-share-without-consent',
            data,
            secondary: true,
          },
        ]
      : []),
  ];
}

/** Not over yet: there may still be something to do. */
export function isOpen(request: Pick<RequestView, 'state'>): boolean {
  return openStates.some((state) => state === request.state);
}
