import { smtpServer } from './smtp-mailer.ts';

/**
 * Connects to the mail server as the mailer does, signs in, and hangs up again: nothing is sent.
 *
 * @returns null where it lets us in; else nodemailer's or the server's code ('EAUTH', 'smtp-421')
 */
export async function trySmtp(url: string): Promise<string | null> {
  const { createTransport } = await import('nodemailer');
  const transport = createTransport(smtpServer(url));
  try {
    await transport.verify();
    return null;
  } catch (fault) {
    const { code, responseCode } = fault as { code?: unknown; responseCode?: unknown };
    if (typeof code === 'string' && code !== 'EPROTOCOL') return code;
    return typeof responseCode === 'number' ? `smtp-${responseCode}` : 'unknown';
  } finally {
    transport.close();
  }
}
