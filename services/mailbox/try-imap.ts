import { ImapFault, imapServer } from './imap-connection.ts';

/** Whoever asks is waiting in front of a screen. */
const SILENCE_MS = 10_000;

/**
 * Connects to the mail server as whoever reads the mailbox does, signs in, looks at the inbox without marking anything, and
 * leaves.
 *
 * @returns null where it lets us in; else imapflow's or the server's code ('AUTHENTICATIONFAILED', 'ECONNREFUSED')
 */
export async function tryImap(url: string): Promise<string | null> {
  try {
    await imapServer(url, SILENCE_MS)((client) => client.mailboxOpen('INBOX', { readOnly: true }));
    return null;
  } catch (fault) {
    return fault instanceof ImapFault ? fault.code : 'unknown';
  }
}
