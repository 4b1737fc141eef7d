/** What goes wrong with one request. 'after' means that the work is done, and only the answer suffers. */
export type Fault =
  /** `retryAfter`: seconds, or the instant as a HTTP date. */
  | { kind: 'status'; status: number; code?: string; retryAfter?: number | Date; when?: 'before' | 'after' }
  /** The connection breaks. */
  | { kind: 'reset'; when: 'before' | 'after' }
  /** Nobody listens: certainly not carried out. */
  | { kind: 'no-connection' }
  /** No answer comes: at once as a time-out, or `hangs` until the caller gives up by itself. */
  | { kind: 'timeout'; when: 'before' | 'after'; hangs?: boolean }
  /** Carried out, but the answer is cut off in the middle of its JSON. */
  | { kind: 'malformed' }
  /** An online meeting is answered without its join link, until it is read again. */
  | { kind: 'no-join-url' }
  /** The token is refused, as after its revocation. */
  | { kind: 'unauthorised' };

/** A request as a fault plan, a match or the log sees it. `path` is below the version, decoded, without its query. */
export type SeenRequest = { method: string; path: string; url: URL; mailbox: string | null; body: unknown };

export type Match = { method?: string; path?: string | RegExp } | ((request: SeenRequest) => boolean);

export type FaultPlan = {
  /** The next `times` requests that match meet this fault; several wait in the order in which they were given. */
  next(match: Match, fault: Fault, times?: number): void;
  /** Asked for every request that meets no fault of `next`; null lets it go through. It takes the place of an earlier plan. */
  plan(decide: ((request: SeenRequest) => Fault | null) | null): void;
  /** Nothing goes wrong any more. */
  clear(): void;
  /** Faults given with `next` that no request has met yet. */
  waiting(): number;
};

/** A fault plan, and what asks it. */
export function faultPlan(): { plan: FaultPlan; faultFor(request: SeenRequest): Fault | null } {
  let queue: { match: Match; fault: Fault; times: number }[] = [];
  let decide: ((request: SeenRequest) => Fault | null) | null = null;
  return {
    plan: {
      next: (match, fault, times = 1) => void queue.push({ match, fault, times }),
      plan: (decider) => {
        decide = decider;
      },
      clear: () => {
        queue = [];
        decide = null;
      },
      waiting: () => queue.reduce((sum, { times }) => sum + times, 0),
    },
    faultFor: (request) => {
      const found = queue.find(({ match }) => matches(match, request));
      if (found === undefined) return decide?.(request) ?? null;
      found.times -= 1;
      queue = queue.filter(({ times }) => times > 0);
      return found.fault;
    },
  };
}

/** Whether a request is one that is meant. A path as text is meant whole or as the end of a path. */
export function matches(match: Match, request: SeenRequest): boolean {
  if (typeof match === 'function') return match(request);
  if (match.method !== undefined && match.method !== request.method) return false;
  if (match.path === undefined) return true;
  return typeof match.path === 'string' ? request.path.endsWith(match.path) : match.path.test(request.path);
}
