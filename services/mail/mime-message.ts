import type { Clock } from '../platform/time.ts';
import type { Mail, MailAddress } from './port.ts';

/** A mail as it travels: the bytes of RFC 5322 and the envelope around them. */
export type MimeMessage = { bytes: Buffer; envelope: { from: string; to: string } };

/**
 * Writes one mail as MIME: the one builder of every mailer, so that what the local outbox shows is what SMTP sends.
 *
 * Plain text and HTML stand beside each other as alternatives. An invitation is a third alternative,
 * `text/calendar; method=…` (RFC 6047 §2.4), and the last, which is what makes Outlook treat the mail as a meeting; an
 * attachment alone would show as a raw file. There is exactly one receiver: no Cc, no Bcc.
 *
 * @param from the sender, also where answers go
 */
export async function mimeMessage(mail: Mail, from: MailAddress, clock: Clock): Promise<MimeMessage> {
  // Loaded with the first mail: a process that sends none should not carry it.
  const { createTransport } = await import('nodemailer');
  const composer = createTransport({ streamTransport: true, buffer: true, newline: 'windows' });
  const info = await composer.sendMail({
    messageId: mail.messageId,
    date: clock.now(),
    from,
    to: mail.to,
    subject: mail.subject,
    text: mail.text,
    html: mail.html,
    // RFC 3834: keeps out-of-office programs from answering a mail that no person wrote.
    headers: { 'Auto-Submitted': 'auto-generated', 'Content-Language': 'en-GB' },
    ...(mail.calendar ? { alternatives: [calendarPart(mail.calendar)] } : {}),
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  if (!Buffer.isBuffer(info.message)) throw new TypeError('The mail was not written into a buffer');
  return { bytes: info.message, envelope: { from: from.address, to: mail.to.address } };
}

function calendarPart(calendar: NonNullable<Mail['calendar']>) {
  return {
    contentType: `text/calendar; charset=utf-8; method=${calendar.method}`,
    content: calendar.content,
    // Base64 keeps the CRLF line ends of RFC 5545 as they are, whatever carries the mail.
    contentTransferEncoding: 'base64' as const,
    filename: false as const,
  };
}
