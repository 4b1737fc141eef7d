import { type Graph, type GraphAnswer, GraphFault, type GraphRequest } from '../microsoft/port.ts';
import { IN_UTC } from './graph-event.ts';
import { CalendarAway } from './port.ts';

/** Calls to Graph about calendars. */
export type CalendarAsking = {
  /** @throws GraphFault */
  ask(mailbox: string, request: Omit<GraphRequest, 'mailbox' | 'headers'> & { ifMatch?: string }): Promise<unknown>;
  /** The address of something in a mailbox. */
  at(mailbox: string, below: string): string;
};

export function openAsking(graph: Graph): CalendarAsking {
  return {
    ask: async (mailbox, { ifMatch, ...request }) => {
      const headers = ifMatch === undefined ? IN_UTC : { ...IN_UTC, 'If-Match': ifMatch };
      const answer: GraphAnswer = await graph.ask({ ...request, mailbox, headers });
      return answer.body;
    },
    at: (mailbox, below) => `/users/${encodeURIComponent(mailbox)}/${below}`,
  };
}

/**
 * What a fault of Graph means to the jobs: while Graph is away the outage tells everybody, so it is the port's own fault.
 * Everything else is tried again; the client has said in the log what it was, and which permission is missing.
 */
export async function asCalendar<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (fault) {
    if (isFault(fault, 'away')) throw new CalendarAway(fault.code, { cause: fault });
    throw fault;
  }
}

/** Whether a fault of Graph is one of these. */
export function isFault(fault: unknown, ...kinds: GraphFault['kind'][]): fault is GraphFault {
  return fault instanceof GraphFault && kinds.includes(fault.kind);
}

/** Two calls that write at once get a 409 too, and may be tried again as they are. */
const WRITTEN_AT_ONCE = new Set(['ErrorIrresolvableConflict', 'ConcurrentItemSave', 'ErrorConcurrentItemSave']);

/** Whether a transactionId has been used already: where nothing is found under it, what it made is gone. */
export function isUsedUp({ kind, code }: GraphFault): boolean {
  return kind === 'conflict' && !WRITTEN_AT_ONCE.has(code);
}
