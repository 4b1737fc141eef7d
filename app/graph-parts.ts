import { graphCalendar } from '../services/calendar/graph-calendar.ts';
import { graphChanges } from '../services/calendar/graph-changes.ts';
import { noticeOutages, watchOutage } from '../services/calendar/notice-outages.ts';
import { CalendarAway } from '../services/calendar/port.ts';
import { pollCalendar } from '../services/meetings/poll-calendar.ts';
import { type Graph, GraphFault } from '../services/microsoft/port.ts';
import type { PrimaryOf } from '../services/microsoft/primary-addresses.ts';
import type { SubscriptionSubject } from '../services/microsoft/subscription-store.ts';
import { keepSubscribed } from '../services/microsoft/subscriptions.ts';
import type { Deps } from '../services/platform/deps.ts';
import { GRAPH_NOTIFICATIONS, graphNotifications, hastened } from './graph-notifications.ts';
import type { ServiceParts } from './service.ts';
import type { SweepPart } from './sweeping.ts';

/** What a service that books through Microsoft Graph is made of. */
export type GraphPartsOptions = {
  graph: Graph;
  /** The DSR team's shared mailbox, in whose calendar meetings are booked. */
  mailbox: string;
  /** What a cancellation says to everybody who was invited. */
  cancelledComment: string;
  /** Whether the shared mailbox is read through Graph too. */
  readsInbox: boolean;
  /** Under which address Exchange knows somebody. */
  primaryOf: PrimaryOf;
};

/**
 * The calendar on Microsoft Graph with everything that keeps the record in step with it: notifications, the poll that finds
 * what they miss, their subscriptions, and the watch over outages. Without an address at which Microsoft can reach the
 * service there are no notifications, and the poll finds everything.
 */
export function graphParts(options: GraphPartsOptions): Pick<ServiceParts, 'calendar' | 'sweepParts' | 'pages'> {
  const { graph, mailbox } = options;
  const noticed = (deps: Deps) =>
    noticeOutages(deps, { calendar: graphCalendar(deps, options), changes: graphChanges(graph, mailbox) });
  return {
    calendar: (deps) => noticed(deps).calendar,
    sweepParts: (deps) => {
      const { changes } = noticed(deps);
      const looked = new Set<SubscriptionSubject>();
      return [
        ['outage', () => watchOutage(deps, { changes })],
        ['calendar-changes', () => unlessAway(() => pollCalendar({ ...deps, changes }))],
        [hastened.subscriptions, () => unlessAway(() => subscribe(deps, options, looked))],
      ] satisfies SweepPart[];
    },
    pages: ({ deps, hasten }) => [graphNotifications(deps, hasten)],
  };
}

async function subscribe(
  deps: Deps,
  { graph, mailbox, readsInbox }: GraphPartsOptions,
  looked: Set<SubscriptionSubject>,
): Promise<void> {
  if (!deps.publicUrl?.startsWith('https://')) return;
  await keepSubscribed(
    { ...deps, graph },
    {
      mailbox,
      subjects: readsInbox ? ['events', 'inbox'] : ['events'],
      notificationUrl: `${deps.publicUrl}${GRAPH_NOTIFICATIONS}`,
    },
    looked,
  );
}

/** That Graph is away is on record as an outage: a part of the sweep that waits for it has not failed. */
async function unlessAway(work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (fault) {
    const isAway = fault instanceof CalendarAway || (fault instanceof GraphFault && fault.kind === 'away');
    if (!isAway) throw fault;
  }
}
