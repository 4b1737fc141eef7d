import { z } from 'zod';
import { type Graph, GraphFault } from '../microsoft/port.ts';
import { CalendarAway, type CalendarChanges, type ChangedEvent, type Span } from './port.ts';

/** Microsoft allows up to 1,000; a page of events, texts and all, must still be read within a call's time. */
const ON_A_PAGE = 100;
/** Both are asked for on every page: a link does not remember them. */
const PREFER = { Prefer: `odata.maxpagesize=${ON_A_PAGE}, outlook.timezone="UTC"` };

/** A page of changes. What the events say, which is a whole team's appointments, is dropped where it is read. */
const page = z.object({
  value: z.array(
    z.object({
      id: z.string().min(1),
      '@odata.etag': z.string().min(1).nullish(),
      '@removed': z.object({ reason: z.string().nullish() }).nullish(),
    }),
  ),
  '@odata.nextLink': z.url().nullish(),
  '@odata.deltaLink': z.url().nullish(),
});

/**
 * What has changed in the DSR calendar, by Graph's delta query of a window of it. Ids and etags alone are kept.
 *
 * @param mailbox the DSR team's shared mailbox
 */
export function graphChanges(graph: Graph, mailbox: string): CalendarChanges {
  const firstOf = ({ start, end }: Span) =>
    `/users/${encodeURIComponent(mailbox)}/calendarView/delta?startDateTime=${start.toISOString()}&endDateTime=${end.toISOString()}`;
  return {
    async list(position, window) {
      try {
        const { body } = await graph.ask({
          ...{ method: 'GET', path: position ?? firstOf(window), headers: PREFER, mailbox, repeatable: true },
        });
        return readPage(body);
      } catch (fault) {
        if (!(fault instanceof GraphFault)) throw fault;
        if (fault.kind === 'away') throw new CalendarAway();
        // Graph forgets where a reader has come to, also early: 410, or a token that it does not know any more.
        if (position !== null && (fault.kind === 'not-found' || isLost(fault))) return 'lost';
        throw fault;
      }
    },
  };
}

function isLost({ code }: GraphFault): boolean {
  return /^(?:resyncRequired|syncStateNotFound|syncStateInvalid|ErrorInvalidSyncStateData)$/i.test(code);
}

function readPage(body: unknown) {
  const read = page.safeParse(body);
  const position = read.data?.['@odata.nextLink'] ?? read.data?.['@odata.deltaLink'];
  if (!read.success || !position) throw new GraphFault('unclear', { code: 'unreadable-answer' });
  const changed = read.data.value.map(
    (one): ChangedEvent => ({
      eventId: one.id,
      etag: one['@removed'] == null ? (one['@odata.etag'] ?? null) : null,
    }),
  );
  return { changed, position, more: read.data['@odata.nextLink'] != null };
}
