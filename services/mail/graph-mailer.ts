import { setTimeout as later } from 'node:timers/promises';
import type { Message } from '../microsoft/graph-types.ts';
import { type Graph, GraphFault } from '../microsoft/port.ts';
import type { Clock } from '../platform/time.ts';
import { mailsPerMinute } from './mails-per-minute.ts';
import { type Mail, type Mailer, MailNotSent, MailRefused } from './port.ts';

/** Exchange Online takes so many messages a minute from one mailbox, and delays what comes on top. */
const MOST_A_MINUTE = 30;
/** Shorter than a stopping process waits for its jobs: one that waits for its turn must not look like one that was cut off. */
const WAIT_MS = 15_000;

/** The header that brings a delivery's id back with whatever returns of its mail. Graph takes names with x- alone. */
export const DELIVERY_HEADER = 'x-roundtable-delivery';

export type GraphMailerOptions = {
  graph: Graph;
  /** The DSR team's shared mailbox: sender, place for answers, and where the copy is kept. */
  mailbox: string;
  clock: Clock;
  /** Waits; the default takes real time. */
  pause?: (milliseconds: number) => Promise<void>;
};

/**
 * Sends mail from the shared mailbox through Microsoft Graph, and keeps a copy in its sent items, but of a code. All senders of
 * a process share one mailer, so that its limit holds for all of them; beside another process Graph's own answer holds it.
 *
 * Graph makes the plain text of a mail from its HTML. An invitation cannot be written as Outlook's own through it: its entry
 * is attached as a file. Organisations that invite by mail send through a mail server (`smtpMailer`).
 */
export function graphMailer({ graph, mailbox, clock, pause = later }: GraphMailerOptions): Mailer {
  const turns = mailsPerMinute(MOST_A_MINUTE, clock, async (milliseconds) => void (await pause(milliseconds)));
  return {
    async send(mail) {
      const slot = await turns.take(WAIT_MS);
      if (slot === null) throw new MailNotSent('mails-a-minute');
      try {
        await graph.ask({
          method: 'POST',
          path: `/users/${encodeURIComponent(mailbox)}/sendMail`,
          body: { message: messageOf(mail), saveToSentItems: mail.keepNoCopy !== true },
          mailbox,
          repeatable: false,
        });
      } catch (fault) {
        const meaning = whatItMeans(fault);
        if (meaning instanceof MailNotSent || meaning instanceof MailRefused) slot.giveBack();
        throw meaning;
      }
    },
  };
}

function messageOf({ messageId, to, subject, html, calendar }: Mail): Message {
  return {
    subject,
    body: { contentType: 'html', content: html },
    toRecipients: [{ emailAddress: { name: to.name, address: to.address } }],
    // The same for a repeat, so that the receiver's server recognises it.
    internetMessageId: messageId,
    internetMessageHeaders: [
      { name: DELIVERY_HEADER, value: /^<?([^@>]*)/.exec(messageId)?.[1] ?? '' },
      // Keeps out-of-office programs from answering; reports that it did not arrive still come.
      { name: 'x-auto-response-suppress', value: 'OOF, AutoReply' },
    ],
    ...(calendar ? { attachments: [calendarFile(calendar)] } : {}),
  };
}

function calendarFile({ method, content }: NonNullable<Mail['calendar']>) {
  return {
    '@odata.type': '#microsoft.graph.fileAttachment',
    name: 'meeting.ics',
    contentType: `text/calendar; charset=utf-8; method=${method}`,
    contentBytes: Buffer.from(content, 'utf8').toString('base64'),
  };
}

/**
 * What a fault of Graph says about a mail. A 400 or 413 is about the mail itself and settles it. A permission or a mailbox that
 * is missing is about our settings: the mail stays to be sent. Whatever may have been carried out is told as that.
 */
function whatItMeans(fault: unknown): unknown {
  // Unclear as it is: its code says why.
  if (!(fault instanceof GraphFault) || fault.kind === 'unclear') return fault;
  const code = `graph-${fault.code}`;
  return fault.kind === 'refused' ? new MailRefused(code) : new MailNotSent(code);
}
