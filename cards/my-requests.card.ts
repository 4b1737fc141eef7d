import type { RequestListItem } from '../services/mbe-requests/model.ts';
import { dayOf, formatAge, formatDayShort, formatTime } from '../services/platform/time.ts';
import { requesterRequestState } from '../wording/request-states.ts';
import type { AdaptiveCard, CardNotice } from './adaptive-card.ts';
import { type MyListRow, myListCard } from './my-list.ts';

export type MyRequestsView = {
  /** At most eight, drafts first. */
  items: readonly RequestListItem[];
  page: number;
  pages: number;
  total: number;
  now: Date;
  notice?: CardNotice | undefined;
};

/** Somebody's own drafts and requests with their state. */
export function myRequestsCard({ items, now, page, pages, total, notice }: MyRequestsView): AdaptiveCard {
  return myListCard({
    heading: 'My requests',
    said: countWords(total),
    rows: items.map((item) => row(item, now)),
    ...{ page, pages, pageVerb: 'show-my-requests', notice },
    start: { title: 'Request a meeting', verb: 'start-request' },
  });
}

function countWords(total: number): string {
  if (total === 0) return 'You have no drafts or requests yet.';
  return total === 1 ? '1 draft or request' : `${total} drafts and requests`;
}

function row(item: RequestListItem, now: Date): MyListRow {
  const isDraft = item.state === 'draft';
  const undecided = item.state === 'submitted' || item.state === 'information-requested';
  return {
    reference: item.reference,
    personName: item.personName,
    state: requesterRequestState(item.state, item.bookedFor && { state: 'booked' }),
    detail: [`Changed ${formatAge(item.updatedAt, now)}`, ...whenLine(item)],
    ids: isDraft ? { draftId: item.id } : { requestId: item.id },
    verbs: isDraft
      ? { goOn: 'open-draft', discard: 'discard-draft' }
      : { open: 'show-request', withdraw: undecided ? 'open-withdraw' : null },
  };
}

/** When the meeting is; before there is one, when it is needed. */
function whenLine({ bookedFor, neededBy }: RequestListItem): string[] {
  if (bookedFor !== null) return [`Meeting on ${formatDayShort(dayOf(bookedFor))}, ${formatTime(bookedFor)}`];
  return neededBy === null ? [] : [`Needed by ${formatDayShort(neededBy)}`];
}
