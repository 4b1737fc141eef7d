/** Codes of Node and undici for a call that never reached a server: no name, no route, no connection, no trust. */
const NEVER_SENT =
  /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT|CERT_[A-Z_]+|SELF_SIGNED_CERT_IN_CHAIN|DEPTH_ZERO_SELF_SIGNED_CERT|UNABLE_TO_[A-Z_]+|ERR_TLS_[A-Z_]+)$/;
/** What fails here fails before a connection stands. */
const BEFORE_CONNECTION = new Set(['connect', 'getaddrinfo']);
const DEPTH = 5;

/** The errors behind one another. */
function chain(fault: unknown): Error[] {
  const found: Error[] = [];
  for (let at = fault; at instanceof Error && found.length < DEPTH; at = at.cause) found.push(at);
  return found;
}

function codeOf(fault: Error): string | null {
  return 'code' in fault && typeof fault.code === 'string' && /^[A-Z][A-Z0-9_]{2,40}$/.test(fault.code)
    ? fault.code
    : null;
}

/**
 * The code of a `fetch` that threw: 'timeout', the code of the system or of undici below it, or 'network'. Never its message,
 * which quotes the address.
 */
export function networkCode(fault: unknown): string {
  for (const at of chain(fault)) {
    if (at.name === 'TimeoutError' || at.name === 'AbortError') return 'timeout';
    const code = codeOf(at);
    if (code !== null) return code;
  }
  return 'network';
}

/** Whether a `fetch` that threw certainly reached nobody. */
export function reachedNobody(fault: unknown): boolean {
  return chain(fault).some((at) => {
    // A name with several addresses: each of them was tried.
    if (at instanceof AggregateError) return at.errors.length > 0 && at.errors.every((each) => reachedNobody(each));
    const syscall = 'syscall' in at && typeof at.syscall === 'string' ? at.syscall : '';
    return BEFORE_CONNECTION.has(syscall) || NEVER_SENT.test(codeOf(at) ?? '');
  });
}
