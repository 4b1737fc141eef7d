/** Node's and undici's codes of a call that never reached a server: no name, no route, no connection, no trust. */
const NEVER_SENT =
  /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT|CERT_[A-Z_]+|SELF_SIGNED_CERT_IN_CHAIN|DEPTH_ZERO_SELF_SIGNED_CERT|UNABLE_TO_[A-Z_]+|ERR_TLS_[A-Z_]+)$/;

/**
 * The code of a `fetch` that threw: 'timeout', the code of the system or of undici below it, or 'network'. Never its message,
 * which quotes the address.
 */
export function networkCode(fault: unknown): string {
  for (let at: unknown = fault, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth += 1) {
    if (at.name === 'TimeoutError' || at.name === 'AbortError') return 'timeout';
    if ('code' in at && typeof at.code === 'string' && /^[A-Z][A-Z0-9_]{2,40}$/.test(at.code)) return at.code;
  }
  return 'network';
}

/** Whether a call with this code certainly reached nobody. */
export function neverSent(code: string): boolean {
  return NEVER_SENT.test(code);
}
