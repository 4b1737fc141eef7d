import type { RequestListItem } from '../services/mbe-requests/model.ts';
import { dayOf, formatAge, formatDayShort, formatTime } from '../services/platform/time.ts';
import { requesterRequestState } from '../wording/request-states.ts';
import { actionButton } from './action-button.ts';
import type { AdaptiveCard, CardElement, CardNotice } from './adaptive-card.ts';
import { noticeBox } from './card-top.ts';
import { plain } from './plain-text.ts';
import { cutText } from './prose.ts';
import { cardTemplate } from './template.ts';

export type MyRequestsView = {
  /** At most eight, drafts first. */
  items: readonly RequestListItem[];
  page: number;
  pages: number;
  total: number;
  now: Date;
  notice?: CardNotice | undefined;
};

const NAME_ON_CARD = 80;
const expand = cardTemplate<object>(import.meta.dirname, 'my-requests');

/** Somebody's own drafts and requests with their state. */
export function myRequestsCard(view: MyRequestsView): AdaptiveCard {
  return expand({
    notice: noticeBox(view.notice),
    said: countWords(view),
    items: view.items.map((item) => row(item, view.now)),
    actions: [
      actionButton({ title: 'Request a meeting', verb: 'start-request' }),
      ...(view.page > 1 ? [pageButton('Newer', view.page - 1)] : []),
      ...(view.page < view.pages ? [pageButton('Older', view.page + 1)] : []),
    ],
  });
}

function countWords({ total, page, pages }: MyRequestsView): string {
  if (total === 0) return 'You have no drafts or requests yet.';
  const count = total === 1 ? '1 draft or request' : `${total} drafts and requests`;
  return pages > 1 ? `${count}, page ${page} of ${pages}` : count;
}

function row(item: RequestListItem, now: Date) {
  const name = cutText(item.personName ?? '', NAME_ON_CARD).text;
  const changed = `Changed ${formatAge(item.updatedAt, now)}`;
  const about = name === '' ? 'No name yet' : `About ${plain(name)}`;
  return {
    title: item.reference ?? about,
    state: requesterRequestState(item.state, item.bookedFor && { state: 'booked' }),
    detail: [...(item.reference === null ? [] : [about]), changed, ...whenLine(item)].join(' · '),
    buttons: item.state === 'draft' ? draftButtons(item, name) : requestButtons(item),
  };
}

/** When the meeting is; before there is one, when it is needed. */
function whenLine({ bookedFor, neededBy }: RequestListItem): string[] {
  if (bookedFor !== null) return [`Meeting on ${formatDayShort(dayOf(bookedFor))}, ${formatTime(bookedFor)}`];
  return neededBy === null ? [] : [`Needed by ${formatDayShort(neededBy)}`];
}

/** The same word on every row: a tooltip says which row, also to a screen reader. */
function withTooltip(button: CardElement, tooltip: string): CardElement {
  return { ...button, tooltip };
}

function draftButtons(item: RequestListItem, name: string): CardElement[] {
  const data = { draftId: item.id };
  const which = name === '' ? 'the draft without a name' : `the draft about ${name}`;
  return [
    withTooltip(actionButton({ title: 'Continue', verb: 'open-draft', data }), `Continue ${which}`),
    withTooltip(actionButton({ title: 'Delete', verb: 'discard-draft', data }), `Delete ${which}`),
  ];
}

function requestButtons(item: RequestListItem): CardElement[] {
  const data = { requestId: item.id };
  const reference = item.reference ?? '';
  const open = withTooltip(actionButton({ title: 'Open', verb: 'show-request', data }), `Open ${reference}`);
  const undecided = item.state === 'submitted' || item.state === 'information-requested';
  if (!undecided) return [open];
  return [open, withTooltip(actionButton({ title: 'Withdraw', verb: 'open-withdraw', data }), `Withdraw ${reference}`)];
}

function pageButton(title: string, page: number): CardElement {
  return actionButton({ title, verb: 'show-my-requests', data: { page } });
}
