import type { ImapFlow } from 'imapflow';

const CONNECT_MS = 10_000;
/** A server that says nothing for so long while a command is under way is not there any more. */
const SILENCE_MS = 60_000;
const LOOPBACK = new Set(['127.0.0.1', 'localhost', '[::1]']);

/** A conversation with the mail server that came to nothing. Its message holds a code alone: the server's words may quote. */
export class ImapFault extends Error {
  override name = 'ImapFault';
  readonly code: string;

  constructor(code: string) {
    super(code);
    this.code = code;
  }
}

/** Carries out work in one conversation with the server, signed in. */
export type WithImap = <T>(work: (client: ImapFlow) => Promise<T>) => Promise<T>;

/**
 * Speaks to a mail server, one connection for one piece of work and one at a time: servers allow few at once, and one that
 * is kept open is cut off unseen. Mail carries personal data, so the connection must be encrypted: `imaps://` from the first
 * byte, `imap://` by STARTTLS, without which nobody signs in. A server on this machine may go without.
 *
 * @throws ImapFault whatever the server or the network does wrong; what the work throws itself passes through
 */
export function imapServer(url: string, silenceMs = SILENCE_MS): WithImap {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const turn = last.then(() => converse(url, silenceMs, work));
    last = turn.catch(() => {});
    return turn;
  };
}

async function converse<T>(url: string, silenceMs: number, work: (client: ImapFlow) => Promise<T>): Promise<T> {
  const { ImapFlow } = await import('imapflow');
  const client = new ImapFlow({
    ...connectionOptions(url),
    // Its lines hold what is sent, the password among it.
    logger: false,
    disableAutoIdle: true,
    connectionTimeout: CONNECT_MS,
    greetingTimeout: CONNECT_MS,
    socketTimeout: silenceMs,
  });
  // A connection that breaks off makes the call under way fail; unheard, the event would end the process.
  client.on('error', () => {});
  try {
    await client.connect();
    const result = await work(client);
    await client.logout();
    return result;
  } catch (fault) {
    throw imapFault(fault);
  } finally {
    client.close();
  }
}

function connectionOptions(url: string) {
  const { hostname, port, protocol, username, password } = new URL(url);
  const secure = protocol === 'imaps:';
  return {
    host: hostname.replace(/^\[|\]$/g, ''),
    port: Number(port) || (secure ? 993 : 143),
    secure,
    ...(secure || LOOPBACK.has(hostname) ? {} : { doSTARTTLS: true }),
    auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) },
  };
}

function imapFault(fault: unknown): Error {
  if (fault instanceof ImapFault || !(fault instanceof Error)) return fault as Error;
  const { authenticationFailed, serverResponseCode, code } = fault as Error & Record<string, unknown>;
  if (authenticationFailed === true) return new ImapFault('AUTHENTICATIONFAILED');
  const said = [serverResponseCode, code].find((one) => typeof one === 'string' && /^[A-Za-z_0-9-]{2,40}$/.test(one));
  // What has neither is a mistake of ours: its message is of our making, and its stack is wanted.
  const isOurs = said === undefined && (fault instanceof TypeError || fault instanceof RangeError);
  return isOurs ? fault : new ImapFault(typeof said === 'string' ? said : 'imap-failed');
}
