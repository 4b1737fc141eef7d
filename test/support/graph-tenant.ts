import { graphCalendar } from '../../services/calendar/graph-calendar.ts';
import type { Calendar } from '../../services/calendar/port.ts';
import { openGraph } from '../../services/microsoft/graph-client.ts';
import type { Graph } from '../../services/microsoft/port.ts';
import { openPrimaryAddresses, type PrimaryOf } from '../../services/microsoft/primary-addresses.ts';
import { openTenantDirectory } from '../../services/microsoft/tenant-directory.ts';
import { movableClock } from '../../services/platform/time.ts';
import { cancelledComment } from '../../wording/event-texts.ts';
import { ordinaryMorning, silentLog } from './deps.ts';
import { type FakeGraph, type FakeGraphOptions, startFakeGraph } from './fake-graph/fake-graph.ts';

export const dsrMailbox = 'dsr@example.org';

const account = {
  tenantId: '11111111-2222-4333-8444-555555555555',
  appId: '66666666-7777-4888-8999-aaaaaaaaaaaa',
  secret: 'not-a-secret-of-anybody',
};

export type GraphTenant = {
  fake: FakeGraph;
  graph: Graph;
  calendar: Calendar;
  primaryOf: PrimaryOf;
  clock: ReturnType<typeof movableClock>;
};

/**
 * A tenant with the DSR mailbox behind the fake Graph, and its calendar. Time passes only where somebody waits.
 *
 * @param clock one that others keep time by too
 */
export function aGraphTenant(
  options: Partial<FakeGraphOptions> = {},
  clock: GraphTenant['clock'] = movableClock(ordinaryMorning),
): GraphTenant {
  const { tenantId, appId, secret } = account;
  const fake = startFakeGraph({ ...account, clock, ...options });
  fake.addMailbox(dsrMailbox);
  const { authority, graphUrl, fetch } = fake;
  const graph = openGraph(
    { tenantId, appId, credential: { kind: 'secret', secret }, authority, graphUrl },
    { fetch, clock, log: silentLog, pause: async (milliseconds) => clock.moveBy(milliseconds) },
  );
  const primaryOf = openPrimaryAddresses(openTenantDirectory(graph), clock);
  const calendar = graphCalendar({ log: silentLog }, { graph, mailbox: dsrMailbox, cancelledComment, primaryOf });
  return { fake, graph, calendar, primaryOf, clock };
}
