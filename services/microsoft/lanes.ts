import {
  BrokenCircuitError,
  type BulkheadPolicy,
  bulkhead,
  type CircuitBreakerPolicy,
  ConsecutiveBreaker,
  circuitBreaker,
  handleWhen,
  type IBackoff,
} from 'cockatiel';
import type { Log } from '../platform/log.ts';
import type { Clock } from '../platform/time.ts';
import { GraphFault } from './port.ts';

/** Graph's limit for one application and one mailbox (Microsoft Graph, service-specific throttling limits: Outlook). */
const AT_ONCE = 4;
/** So many calls in a row that came to nothing, and the next are not made for a while. */
const FAILURES_BEFORE_BREAK = 6;
const FIRST_BREAK_MS = 15_000;
const LONGEST_BREAK_MS = 120_000;

/** What the calls to one mailbox share: four at once, an end to trying while Graph is away, and what Graph asks to wait. */
export type Lane = {
  /** Waits for one of the four places. */
  enter<T>(work: () => T | PromiseLike<T>): Promise<T>;
  /** One try. Throws a GraphFault 'away' at once while this mailbox is known to be away. */
  attempt<T>(work: () => Promise<T>): Promise<T>;
  /** Milliseconds until Graph wants to hear of this mailbox again; 0 where it has asked for nothing. */
  heldFor(): number;
  hold(seconds: number): void;
};

type Options = { clock: Clock; log: Log };

/** The lanes by mailbox, whose address is compared in small letters; '' for what concerns no mailbox. */
export function openLanes(options: Options): (mailbox: string | undefined) => Lane {
  const lanes = new Map<string, Lane>();
  return (mailbox) => {
    const key = mailbox?.toLowerCase() ?? '';
    const lane = lanes.get(key) ?? openLane(key === '' ? 'tenant' : 'mailbox', options);
    lanes.set(key, lane);
    return lane;
  };
}

function openLane(of: 'mailbox' | 'tenant', { clock, log }: Options): Lane {
  const places: BulkheadPolicy = bulkhead(AT_ONCE, Number.POSITIVE_INFINITY);
  const breaker = openBreaker(clock);
  breaker.onBreak(() => log.warn('graph-away', { of }));
  breaker.onReset(() => log.info('graph-back', { of }));
  let heldUntil = Number.NEGATIVE_INFINITY;
  return {
    enter: (work) => places.execute(work),
    attempt: async (work) => {
      try {
        return await breaker.execute(work);
      } catch (fault) {
        if (fault instanceof BrokenCircuitError) throw new GraphFault('away', { code: 'known-to-be-away' });
        throw fault;
      }
    },
    heldFor: () => Math.max(heldUntil - clock.now().getTime(), 0),
    hold: (seconds) => {
      heldUntil = Math.max(heldUntil, clock.now().getTime() + seconds * 1000);
    },
  };
}

function openBreaker(clock: Clock): CircuitBreakerPolicy {
  const cameToNothing = handleWhen(
    (fault) => fault instanceof GraphFault && (fault.kind === 'away' || fault.kind === 'unclear'),
  );
  return circuitBreaker(cameToNothing, {
    breaker: new ConsecutiveBreaker(FAILURES_BEFORE_BREAK),
    halfOpenAfter: { next: () => breakOf(clock, FIRST_BREAK_MS) },
  });
}

/** A break that ends by our clock, each time twice as long: the policy itself would ask the system's. */
function breakOf(clock: Clock, milliseconds: number): IBackoff<unknown> {
  const endsAt = clock.now().getTime() + milliseconds;
  return {
    get duration() {
      return clock.now().getTime() < endsAt ? Number.POSITIVE_INFINITY : 0;
    },
    next: () => breakOf(clock, Math.min(milliseconds * 2, LONGEST_BREAK_MS)),
  };
}
