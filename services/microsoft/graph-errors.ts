import { z } from 'zod';
import type { Clock } from '../platform/time.ts';
import { GraphFault, type GraphFaultKind, type GraphRequest } from './port.ts';
import { retryAfterSeconds } from './retry-after.ts';

const errorBody = z.object({
  error: z.object({ code: z.string().regex(/^[A-Za-z][A-Za-z0-9._-]{0,79}$/) }),
});

const KINDS: Record<number, GraphFaultKind> = {
  401: 'not-allowed',
  403: 'not-allowed',
  404: 'not-found',
  409: 'conflict',
  410: 'not-found',
  412: 'changed',
  429: 'too-many',
};

/** What an answer that is not 2xx says. Of its body only the code is kept: the message quotes subjects and addresses. */
export function graphFault(_request: GraphRequest, response: Response, bytes: Buffer, clock: Clock): GraphFault {
  const seconds = retryAfterSeconds(response.headers, clock);
  return new GraphFault(kindOf(response.status, seconds), {
    status: response.status,
    code: codeIn(bytes) ?? 'no-code',
    ...(seconds === null ? {} : { retryAfterSeconds: seconds }),
  });
}

function kindOf(status: number, seconds: number | null): GraphFaultKind {
  // A server that says when to come back has not begun.
  if (status === 503 && seconds !== null) return 'too-many';
  return KINDS[status] ?? (status >= 500 ? 'unclear' : 'refused');
}

function codeIn(bytes: Buffer): string | null {
  try {
    return errorBody.parse(JSON.parse(bytes.toString('utf8'))).error.code;
  } catch {
    return null;
  }
}
