import { Readable } from 'node:stream';
import type { Clock } from '../platform/time.ts';
import { mimeMessage } from './mime-message.ts';
import { type MailAddress, type Mailer, MailNotSent, MailRefused } from './port.ts';

const CONNECT_MS = 10_000;
/** RFC 5321 §4.5.3.2 allows minutes; a job has 120 seconds, and a server that needs longer counts as unclear. */
const SILENCE_MS = 60_000;
const LOOPBACK = new Set(['127.0.0.1', 'localhost', '[::1]']);

/**
 * Sends mail through a server, one connection a mail.
 *
 * Mail carries personal data, so the connection must be encrypted: `smtps://` from the first byte, `smtp://` by
 * STARTTLS, without which nothing is sent. A server on this machine may go without.
 *
 * @param options.url `smtp://` or `smtps://`, with user and password where the server wants them
 * @param options.silenceMs how long the server may say nothing before its end counts as unclear
 */
export function smtpMailer(options: { url: string; from: MailAddress; clock: Clock; silenceMs?: number }): Mailer {
  const server = smtpServer(options.url, options.silenceMs);
  return {
    async send(mail) {
      const { bytes, envelope } = await mimeMessage(mail, options.from, options.clock);
      const content = { asked: false };
      const { createTransport } = await import('nodemailer');
      try {
        await createTransport(server).sendMail({ envelope, raw: tellWhenRead(bytes, content) });
      } catch (fault) {
        throw whatItMeans(fault, content.asked);
      }
    },
  };
}

/** How the server of a URL is connected to: encrypted, unless it is on this machine. */
export function smtpServer(url: string, silenceMs = SILENCE_MS) {
  return {
    url,
    requireTLS: !LOOPBACK.has(new URL(url).hostname),
    connectionTimeout: CONNECT_MS,
    greetingTimeout: CONNECT_MS,
    socketTimeout: silenceMs,
  };
}

/** The mail as a stream that notes when the conversation has come as far as the mail itself. */
function tellWhenRead(bytes: Buffer, content: { asked: boolean }): Readable {
  return new Readable({
    read() {
      content.asked = true;
      this.push(bytes);
      this.push(null);
    },
  });
}

/**
 * What a failed conversation says about the mail. A reply settles it, by its first digit; without a reply the mail has
 * certainly not left as long as the connection never stood. Messages of nodemailer quote addresses: codes alone are kept.
 */
function whatItMeans(fault: unknown, contentAsked: boolean): Error {
  const reply = numberOf(fault, 'responseCode');
  const code = reply === undefined ? textOf(fault, 'code') : `smtp-${reply}`;
  const stage = textOf(fault, 'command');
  // A 5xx to the greeting or the sign-in is about our settings, not about this mail: it stays to be sent.
  const aboutThisMail = ['MAIL FROM', 'RCPT TO', 'DATA', 'API'].includes(stage);
  if (reply !== undefined && reply >= 500 && aboutThisMail) return new MailRefused(code);
  if (reply === undefined && code === 'EENVELOPE') return new MailRefused(code);
  if (reply !== undefined || !contentAsked) return new MailNotSent(code);
  return new Error(`The mail may have been sent (${code})`);
}

function numberOf(fault: unknown, key: string): number | undefined {
  const value = typeof fault === 'object' && fault !== null ? Reflect.get(fault, key) : undefined;
  return typeof value === 'number' ? value : undefined;
}

function textOf(fault: unknown, key: string): string {
  const value = typeof fault === 'object' && fault !== null ? Reflect.get(fault, key) : undefined;
  return typeof value === 'string' ? value : 'unknown';
}
