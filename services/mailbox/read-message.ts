import { readCalendarReply } from '../calendar/read-calendar-reply.ts';
import { type ParsedMime, parseMime } from '../mail/parse-mime.ts';
import { isEmailAddress } from '../platform/email-address.ts';
import { cleanLine } from '../platform/free-text.ts';
import { isInternal, isSenderChecked } from './authentication.ts';
import { messageIdsIn } from './bounce.ts';
import { classifyMessage } from './classify-message.ts';
import { withoutClosing } from './closing-lines.ts';
import { htmlText } from './html-text.ts';
import { messageParts } from './message-parts.ts';
import { type MailboxFacts, MOST_SUBJECT, MOST_TEXT, type ReadMessage } from './model.ts';
import { readSubject } from './subject.ts';

const MOST_ANSWERED = 50;
const LONGEST_NAME = 120;
/** Comes with a mail and is no file that somebody attached. */
const NO_FILE =
  /^(?:text\/calendar|application\/ics|message\/(?:global-)?delivery-status|message\/disposition-notification|text\/rfc822-headers|application\/(?:x-)?pkcs7-signature|application\/pgp-(?:signature|encrypted))$/;
/** A plain part is a stand-in where the HTML says so much more. */
const FEWEST_PLAIN = 0.25;

/**
 * Reads a whole message (RFC 5322) into what matters of it. Never throws for anything a message may be; what cannot be read
 * is empty. Takes time in proportion to its length.
 */
export async function readMessage(raw: Buffer, mailbox: MailboxFacts): Promise<ReadMessage> {
  const mail = await parseMime(raw);
  const values = (name: string) => mail.headers.filter((one) => one.name === name).map(({ value }) => value);
  const from = authorOf(mail);
  const whole = textOf(mail);
  const text = whole.slice(0, MOST_TEXT).toWellFormed();
  const answers = [
    ...messageIdsIn(values('in-reply-to').join(' ')),
    ...messageIdsIn(values('references').join(' ')).toReversed(),
  ];
  const attached = await attachedTo(mail);
  const answered = [...new Set(answers)].slice(0, MOST_ANSWERED);
  return {
    messageId: messageIdsIn(values('message-id')[0] ?? '')[0] ?? null,
    from,
    senderChecked: from !== null && isSenderChecked(mail.headers, from.address, mailbox.resultsOf),
    ...(isInternal(mail.headers, mailbox.resultsOf) ? { fromWithin: true } : {}),
    subject: cleanLine(mail.subject.slice(0, MOST_SUBJECT)),
    forwarded: readSubject(mail.subject.slice(0, MOST_SUBJECT)).forwards,
    text,
    cut: text.length < whole.length,
    newText: withoutClosing(messageParts(text).parts[0]?.lines ?? [], () => false)
      .join('\n')
      .trim(),
    attachments: mail.parts.filter(({ contentType, inText }) => !inText && !NO_FILE.test(contentType)).length,
    ...(attached === null ? {} : { attached }),
    answers: answered,
    calendarReply: mail.calendar === null ? null : readCalendarReply(mail.calendar),
    kind: classifyMessage(mail, raw, mailbox, answered),
  };
}

/**
 * A message that is attached to another, as a mail program writes one that it forwards. Of several it is not known which is
 * meant. What it says of its author nobody has checked.
 */
async function attachedTo({ messages }: ParsedMime): Promise<string | null> {
  const [raw, ...others] = messages;
  if (raw === undefined || others.length > 0) return null;
  const mail = await parseMime(raw);
  const [author] = mail.from;
  const line = (text: string) => cleanLine(text.slice(0, MOST_SUBJECT)).toWellFormed();
  const from = author === undefined ? '' : line(`${author.name} <${author.address}>`);
  const date = mail.headers.find(({ name }) => name === 'date')?.value ?? '';
  const head = [`From: ${from || '-'}`, `Date: ${line(date)}`, `Subject: ${line(mail.subject)}`];
  return ['---------- Forwarded message ---------', ...head, '', textOf(mail).slice(0, MOST_TEXT).toWellFormed()].join(
    '\n',
  );
}

/** The one author. A message that names two, in one From line or in several, has none: it is not known who is meant. */
function authorOf({ from, headers }: ParsedMime): ReadMessage['from'] {
  const [author] = from;
  const lines = headers.filter(({ name }) => name === 'from').length;
  if (author === undefined || from.length !== 1 || lines !== 1 || !isEmailAddress(author.address)) return null;
  const name = cleanLine(author.name).slice(0, LONGEST_NAME).toWellFormed();
  return { name, address: author.address };
}

/** What the message says: its plain part, or its HTML read as text where there is none that deserves the name. */
function textOf({ text, html }: ParsedMime): string {
  const plain = readable(text ?? '');
  if (html === null) return plain;
  const page = readable(htmlText(html));
  return plain.length < page.length * FEWEST_PLAIN ? page : plain;
}

/** Everything but line feeds and tabs of Unicode's controls, the marks that turn text round, and those without a width. */
const UNWANTED = /[^\P{Cc}\n\t]|[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/gu;

function readable(text: string): string {
  return text
    .toWellFormed()
    .replace(/\r\n?|[\u0085\u2028\u2029]/g, '\n')
    .replaceAll('\u00a0', ' ')
    .replace(UNWANTED, '')
    .replace(/^\n+/, '')
    .trimEnd();
}
