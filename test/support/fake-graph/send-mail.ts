import { mailAbsence } from './answers-by-mail.ts';
import { bounceOf } from './bounces.ts';
import { type Answer, type Call, checkQuery, jsonOf } from './call.ts';
import { type Body, checkBody } from './check-body.ts';
import { store } from './mail-store.ts';
import { addressesIn, headersOf, type MailAddress, multipart, textPart, writtenMessage } from './mime.ts';
import { badRequest, Refusal } from './refusal.ts';
import { type Mailbox, newGuid, type SentMail, type World } from './world.ts';

/** Graph's limits: headers of our own a message; recipients; what one call may hold of attachments. */
const MOST_HEADERS = 5;
const MOST_RECIPIENTS = 500;
const MOST_ATTACHED = 3 * 1024 * 1024;
const MINUTE_MS = 60_000;
const ADDRESS = /^[^\s@<>,;]+@[^\s@<>,;]+$/;

type Recipient = { emailAddress: { address: string; name?: string } };
type Attachment = { '@odata.type': string; name: string; contentType?: string; contentBytes: string };

/** POST …/sendMail, as JSON or as a whole message in base64. */
export function sendMail(world: World, mailbox: Mailbox, call: Call): Answer {
  checkQuery(call, []);
  const isMime = /^text\/plain\b/i.test(call.headers.get('content-type') ?? '');
  const mail = isMime
    ? fromMime(world.clock.now(), mailbox, call)
    : fromJson(world, mailbox, checkBody('sendMail', jsonOf(call)));
  takeTurn(world, mailbox);
  mailbox.sent.push(mail);
  if (mail.savedToSentItems) store(world, mailbox, 'sentitems', mail.raw, { isRead: true });
  for (const address of [...mail.to, ...mail.cc, ...mail.bcc]) deliver(world, mailbox, mail, address);
  return { status: 202 };
}

/** 30 messages a minute a mailbox; whoever sends more is asked to wait. */
function takeTurn(world: World, mailbox: Mailbox): void {
  const now = world.clock.now().getTime();
  mailbox.sendTimes = mailbox.sendTimes.filter((at) => at > now - MINUTE_MS && at <= now);
  const [first = now] = mailbox.sendTimes;
  if (mailbox.sendTimes.length >= world.mailsPerMinute) {
    const seconds = Math.max(1, Math.ceil((first + MINUTE_MS - now) / 1000));
    throw new Refusal(429, 'ApplicationThrottled', 'Application is over its message rate limit.', {
      'retry-after': String(seconds),
    });
  }
  mailbox.sendTimes.push(now);
}

function deliver(world: World, mailbox: Mailbox, mail: SentMail, address: string): void {
  const key = address.toLowerCase();
  const bounce = world.bad.get(key);
  if (bounce !== undefined) {
    store(world, mailbox, 'inbox', bounceOf(world, mail, address, bounce));
    return;
  }
  const absence = world.absences.get(key);
  if (absence !== undefined) mailAbsence(world, mailbox, mail, address, absence);
  const receiver = world.mailboxes.get(key);
  if (receiver !== undefined) store(world, receiver, 'inbox', mail.raw);
}

function fromMime(at: Date, mailbox: Mailbox, call: Call): SentMail {
  const text = Buffer.from(call.raw).toString('latin1');
  if (!/^[A-Za-z0-9+/\r\n]+={0,2}\s*$/.test(text))
    throw badRequest('Invalid base64 string for MIME content.', 'ErrorMimeContentInvalidBase64String');
  const raw = Buffer.from(text, 'base64');
  const headers = headersOf(raw);
  const [from] = addressesIn(headers.get('from'));
  checkSender(mailbox, from?.address);
  const to = addressesIn(headers.get('to')).map(({ address }) => address);
  if (to.length === 0) throw noRecipients();
  const own = [...headers].filter(([name]) => name.startsWith('x-'));
  return {
    ...{ from: mailbox.address, to, cc: addressesIn(headers.get('cc')).map(({ address }) => address), bcc: [] },
    ...{ subject: headers.get('subject') ?? '', body: raw.toString('utf8'), contentType: 'text', raw },
    ...{ headers: Object.fromEntries(own), messageId: headers.get('message-id') ?? '', at, savedToSentItems: true },
  };
}

function fromJson(world: World, mailbox: Mailbox, { message, saveToSentItems }: Body): SentMail {
  const written = message as Body;
  const [to, cc, bcc] = (['toRecipients', 'ccRecipients', 'bccRecipients'] as const).map((name) =>
    recipientsOf(written[name]),
  );
  const all = [...(to ?? []), ...(cc ?? []), ...(bcc ?? [])];
  if (all.length === 0) throw noRecipients();
  if (all.length > MOST_RECIPIENTS) throw badRequest('Too many recipients.', 'ErrorExceededMaxRecipientLimit');
  checkSender(mailbox, (written.from as Recipient | undefined)?.emailAddress.address);
  const headers = headersFrom(written.internetMessageHeaders);
  const attachments = attachmentsFrom(written.attachments);
  const asked = typeof written.internetMessageId === 'string' ? written.internetMessageId : null;
  const messageId = asked === null || world.ownMessageIds ? `<${newGuid(world, 'mail')}@exchange.example.org>` : asked;
  const body = (written.body ?? {}) as { content?: string | null; contentType?: 'text' | 'html' | null };
  const [content, contentType] = [body.content ?? '', body.contentType ?? 'text'];
  const text = textPart(contentType === 'html' ? 'text/html' : 'text/plain', content);
  const parts = attachments.map(({ name, contentType: type, contentBytes }) => ({
    type: `${type ?? 'application/octet-stream'}\r\nContent-Transfer-Encoding: base64\r\nContent-Disposition: attachment; filename="${name}"`,
    body: contentBytes.match(/.{1,76}/g)?.join('\r\n') ?? '',
  }));
  const subject = String(written.subject ?? '');
  const at = world.clock.now();
  const raw = writtenMessage({
    ...{ from: { name: '', address: mailbox.address }, to: to ?? [], cc: cc ?? [], subject, messageId, at, headers },
    content: parts.length === 0 ? text : multipart('multipart/mixed', `part-${world.nextNumber()}`, [text, ...parts]),
  });
  const addresses = (list: readonly MailAddress[] | undefined) => (list ?? []).map(({ address }) => address);
  return {
    ...{ from: mailbox.address, to: addresses(to), cc: addresses(cc), bcc: addresses(bcc), subject, body: content },
    ...{ contentType, messageId, at, raw, savedToSentItems: saveToSentItems !== false },
    headers: Object.fromEntries(headers.map(({ name, value }) => [name.toLowerCase(), value])),
  };
}

function recipientsOf(value: unknown): MailAddress[] {
  return ((value ?? []) as Recipient[]).map(({ emailAddress: { address, name } }) => {
    if (!ADDRESS.test(address))
      throw badRequest(
        `At least one recipient isn't valid., Recipient '${address}' is not resolved.`,
        'ErrorInvalidRecipients',
      );
    return { address, name: name ?? address };
  });
}

function headersFrom(value: unknown): { name: string; value: string }[] {
  const headers = (value ?? []) as { name: string; value: string }[];
  if (headers.length > MOST_HEADERS) {
    throw badRequest(
      'Maximum number of headers in one message should be less than or equal to 5.',
      'InvalidInternetMessageHeaderCollection',
    );
  }
  for (const { name } of headers) {
    if (!/^x-[\x21-\x39\x3b-\x7e]+$/i.test(name)) {
      throw badRequest(
        `The internet message header name '${name}' should start with 'x-' or 'X-'.`,
        'InvalidInternetMessageHeader',
      );
    }
  }
  return headers;
}

function attachmentsFrom(value: unknown): Attachment[] {
  const attachments = (value ?? []) as Attachment[];
  for (const { '@odata.type': type, contentBytes } of attachments) {
    if (type !== '#microsoft.graph.fileAttachment')
      throw badRequest(`Attachments of '${type}' are not sent so.`, 'ErrorInvalidRequest');
    if (contentBytes.length * 0.75 > MOST_ATTACHED) {
      throw new Refusal(413, 'ErrorMessageSizeExceeded', 'The message exceeds the maximum supported size.');
    }
  }
  return attachments;
}

function checkSender(mailbox: Mailbox, from: string | undefined): void {
  if (from === undefined || from.toLowerCase() === mailbox.address) return;
  throw new Refusal(
    403,
    'ErrorSendAsDenied',
    'The user account which was used to submit this request does not have the right to send mail on behalf of the specified sending account.',
  );
}

function noRecipients(): Refusal {
  return badRequest('At least one recipient must be specified.', 'ErrorInvalidRecipients');
}
