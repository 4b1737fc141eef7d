const CONNECT_MS = 10_000;
const LOOPBACK = new Set(['127.0.0.1', 'localhost', '[::1]']);

/**
 * Connects to the mail server as whoever reads the mailbox does, signs in, looks at the inbox without marking anything, and
 * leaves.
 *
 * @returns null where it lets us in; else imapflow's or the server's code ('AUTHENTICATIONFAILED', 'ECONNREFUSED')
 */
export async function tryImap(url: string): Promise<string | null> {
  const { hostname, port, protocol, username, password } = new URL(url);
  const secure = protocol === 'imaps:';
  const { ImapFlow } = await import('imapflow');
  const client = new ImapFlow({
    host: hostname,
    port: Number(port) || (secure ? 993 : 143),
    secure,
    // Without encryption nothing is signed in to, but on this machine.
    ...(secure || LOOPBACK.has(hostname) ? {} : { doSTARTTLS: true }),
    auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) },
    logger: false,
    connectionTimeout: CONNECT_MS,
    greetingTimeout: CONNECT_MS,
    socketTimeout: CONNECT_MS,
  });
  // A connection that breaks off makes the call under way fail; unheard, the event would end the process.
  client.on('error', () => {});
  try {
    await client.connect();
    await client.mailboxOpen('INBOX', { readOnly: true });
    await client.logout();
    return null;
  } catch (fault) {
    const { code, serverResponseCode, authenticationFailed } = fault as Record<string, unknown>;
    if (authenticationFailed === true) return 'AUTHENTICATIONFAILED';
    return [serverResponseCode, code].find((one) => typeof one === 'string') ?? 'unknown';
  } finally {
    client.close();
  }
}
