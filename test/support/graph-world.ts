import type { Server } from 'node:http';
import { graphNotifications } from '../../app/graph-notifications.ts';
import { graphParts } from '../../app/graph-parts.ts';
import { createServer } from '../../app/server.ts';
import type { ServiceParts } from '../../app/service.ts';
import type { SweepPart } from '../../app/sweeping.ts';
import type { Calendar } from '../../services/calendar/port.ts';
import { followCalendar } from '../../services/meetings/follow-calendar.ts';
import { syncCalendar } from '../../services/meetings/sync-calendar.ts';
import type { Graph } from '../../services/microsoft/port.ts';
import type { Deps } from '../../services/platform/deps.ts';
import { cancelledComment } from '../../wording/event-texts.ts';
import { silentLog } from './deps.ts';
import type { FakeGraph, FakeGraphOptions } from './fake-graph/fake-graph.ts';
import { aGraphTenant, dsrMailbox } from './graph-tenant.ts';
import { plainEventTexts, theService } from './meeting-builders.ts';
import type { MeetingDeps } from './meeting-world.ts';

/** Where the fake Graph reaches the service: its own fetch leads there. */
const PUBLIC_URL = 'https://roundtable.example.org';
export const notificationUrl = `${PUBLIC_URL}/graph/notifications`;

export type GraphWorld = {
  fake: FakeGraph;
  graph: Graph;
  calendar: Calendar;
  /** The parts of the sweep that were asked to run at once. */
  hastened: string[];
  /** Posts to where notifications come to. */
  post(body: string, query?: string): Promise<Response>;
  sweep(part: string): Promise<unknown>;
  /** The same of a process that has just started beside. */
  restarted(): (part: string) => Promise<unknown>;
  /** Carries out the jobs that were enqueued about the calendar, until none is left. */
  work(): Promise<void>;
  /** While false, Graph cannot reach the service. */
  reachable: boolean;
  stop(): Promise<void>;
};

async function listen(deps: Deps, hasten: (part: string) => void): Promise<{ url: string; server: Server }> {
  const app = createServer({
    log: silentLog,
    notReady: async () => [],
    metrics: async () => ({ contentType: 'text/plain', text: '' }),
    loopbackOnly: false,
    routers: [graphNotifications(deps, hasten)],
  });
  const server = await new Promise<Server>((resolve) => {
    const opened = app.listen(0, '127.0.0.1', () => resolve(opened));
  });
  const address = server.address();
  return { url: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`, server };
}

/** A service that books through the fake Graph, with the endpoint that Graph tells of changes. Its clock is that of `deps`. */
export async function aGraphWorld(
  deps: MeetingDeps,
  { readsInbox = false, ...tenant }: { readsInbox?: boolean } & Partial<FakeGraphOptions> = {},
): Promise<GraphWorld> {
  const hastened: string[] = [];
  const { url, server } = await listen(deps, (part) => void hastened.push(part));
  const callBack: typeof fetch = async (asked, init) => {
    if (!world.reachable) throw new TypeError('fetch failed');
    return fetch(String(asked).replace(PUBLIC_URL, url), init);
  };
  const { fake, graph, primaryOf } = aGraphTenant({ ...tenant, callBack }, deps.clock);
  const withUrl: Deps = { ...deps, publicUrl: PUBLIC_URL };
  const parts: Pick<ServiceParts, 'calendar' | 'sweepParts'> = graphParts({
    ...{ graph, mailbox: dsrMailbox, cancelledComment, readsInbox, primaryOf },
  });
  const sweepParts: readonly SweepPart[] = parts.sweepParts?.(withUrl) ?? [];
  const calendar = parts.calendar(withUrl);
  const world: GraphWorld = {
    ...{ fake, graph, calendar, hastened, reachable: true },
    post: (body, query = '') => fetch(`${url}/graph/notifications${query}`, { method: 'POST', body }),
    sweep: async (name) => sweepParts.find(([one]) => one === name)?.[1](withUrl),
    restarted: () => {
      const anew: readonly SweepPart[] = parts.sweepParts?.(withUrl) ?? [];
      return async (name) => anew.find(([one]) => one === name)?.[1](withUrl);
    },
    work: async () => {
      for (let job = deps.jobs.enqueued.shift(); job !== undefined; job = deps.jobs.enqueued.shift()) {
        if (job.name === 'sync-calendar') {
          await syncCalendar(
            { ...deps, calendar, eventTexts: plainEventTexts },
            { actor: theService, meetingId: job.data.meetingId },
          );
        }
        if (job.name === 'follow-calendar') {
          await followCalendar({ ...deps, calendar }, { actor: theService, meetingId: job.data.meetingId });
        }
      }
    },
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
  return world;
}
