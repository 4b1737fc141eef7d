import type { QueueFilter } from '../services/mbe-requests/model.ts';

/** The queue's filters, in the order they are offered. */
export const queueFilterLabels: Record<QueueFilter, string> = {
  all: 'All',
  urgent: 'Urgent',
  mine: 'Mine',
  unowned: 'No owner',
  overdue: 'Overdue',
};

const counted: Record<QueueFilter, { one: string; many: string; none: string }> = {
  all: { one: '1 open request', many: 'open requests', none: 'No request is open. All done.' },
  urgent: { one: '1 open request is urgent', many: 'open requests are urgent', none: 'No open request is urgent.' },
  mine: { one: '1 open request is yours', many: 'open requests are yours', none: 'No open request is yours.' },
  unowned: {
    one: '1 open request has no owner',
    many: 'open requests have no owner',
    none: 'Every open request has an owner.',
  },
  overdue: { one: '1 request is overdue', many: 'requests are overdue', none: 'No request is overdue.' },
};

/** '14 open requests, 2 of them urgent, page 1 of 2. Soonest needed first.' */
export function queueCount(queue: {
  filter: QueueFilter;
  total: number;
  urgent: number;
  page: number;
  pages: number;
}): string {
  const words = counted[queue.filter];
  if (queue.total === 0) return words.none;
  if (queue.total === 1) return words.one;
  const page = queue.pages > 1 ? `, page ${queue.page} of ${queue.pages}` : '';
  const urgent = queue.urgent > 0 && queue.filter !== 'urgent' ? `, ${queue.urgent} of them urgent` : '';
  return `${queue.total} ${words.many}${urgent}${page}. Soonest needed first.`;
}
