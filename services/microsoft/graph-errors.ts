import { z } from 'zod';
import type { Clock } from '../platform/time.ts';
import { MissingPermission } from './missing-permission.ts';
import { GraphFault, type GraphFaultKind, type GraphRequest } from './port.ts';
import { requestKind } from './request-kind.ts';
import { retryAfterSeconds } from './retry-after.ts';

const errorBody = z.object({
  error: z.object({
    code: z.string().regex(/^[A-Za-z][A-Za-z0-9._-]{0,79}$/),
    message: z.string().optional(),
  }),
});

/** Some of Graph says itself what is missing. Of its words only names of permissions are read. */
const NAMED_PERMISSIONS = /API requires one of '([A-Za-z., ]+)'/;
const A_PERMISSION = /^[A-Z][A-Za-z]+(?:\.[A-Z][A-Za-z]+)+$/;

const KINDS: Record<number, GraphFaultKind> = {
  404: 'not-found',
  409: 'conflict',
  410: 'not-found',
  412: 'changed',
  429: 'too-many',
  // Exchange's own word for too many, beside 429.
  509: 'too-many',
};

/** A transactionId that was used before is a conflict, whichever 4xx Exchange has for it: both 400 and 409 are met. */
const USED_BEFORE = 'ErrorDuplicateTransactionId';

/** What an answer that is not 2xx says. Of its body only the code is kept: its words quote subjects and addresses. */
export function graphFault(
  { request, token, clock }: { request: GraphRequest; token: string; clock: Clock },
  { status, headers }: { status: number; headers: Headers },
  bytes: Buffer,
): GraphFault {
  const seconds = retryAfterSeconds(headers, clock);
  const error = errorIn(bytes);
  const code = error?.code ?? 'no-code';
  if (status === 401 || status === 403) {
    const permission = namedIn(error?.message) ?? requestKind(request).permission;
    return new MissingPermission({ status, code, permission, token });
  }
  return new GraphFault(code === USED_BEFORE && status < 500 ? 'conflict' : kindOf(status, seconds), {
    status,
    code,
    ...(seconds === null ? {} : { retryAfterSeconds: seconds }),
  });
}

function kindOf(status: number, seconds: number | null): GraphFaultKind {
  // A server that says when to come back has not begun.
  if (status === 503 && seconds !== null) return 'too-many';
  return KINDS[status] ?? (status >= 500 ? 'unclear' : 'refused');
}

function errorIn(bytes: Buffer) {
  try {
    return errorBody.parse(JSON.parse(bytes.toString('utf8'))).error;
  } catch {
    return null;
  }
}

function namedIn(message: string | undefined): string | null {
  const first =
    NAMED_PERMISSIONS.exec(message ?? '')?.[1]
      ?.split(',')[0]
      ?.trim() ?? '';
  return A_PERMISSION.test(first) ? first : null;
}
