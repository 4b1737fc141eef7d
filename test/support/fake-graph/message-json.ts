import { simpleParser } from 'mailparser';
import { type Call, wantsImmutableIds } from './call.ts';
import type { Body } from './check-body.ts';
import { changeKeyOf, etagOf } from './event-json.ts';
import { addressesIn, headerList, headersOf, type MailAddress } from './mime.ts';
import type { StoredMessage } from './world.ts';

const recipient = ({ name, address }: MailAddress) => ({ emailAddress: { name, address } });

/** A message as Graph answers it; only what is selected, so that bodies are parsed for whoever wants them. */
export async function messageJson(
  message: StoredMessage,
  call: Call,
  selected: ReadonlySet<string> | null,
): Promise<Body> {
  const headers = headersOf(message.raw);
  const from = recipient(message.from);
  const usual: Body = {
    createdDateTime: message.receivedAt.toISOString(),
    lastModifiedDateTime: message.receivedAt.toISOString(),
    changeKey: changeKeyOf(message),
    categories: message.categories,
    receivedDateTime: withoutParts(message.receivedAt),
    sentDateTime: withoutParts(sentAt(headers, message)),
    hasAttachments: message.hasAttachments,
    internetMessageId: message.messageId,
    subject: message.subject,
    importance: 'normal',
    parentFolderId: message.folderId,
    conversationId: Buffer.from(message.subject.replace(/^((re|fw|fwd):\s*)+/i, '')).toString('base64url'),
    ...{ isDeliveryReceiptRequested: false, isReadReceiptRequested: false, inferenceClassification: 'focused' },
    ...{ isRead: message.isRead, isDraft: message.isDraft, flag: { flagStatus: 'notFlagged' } },
    webLink: 'https://outlook.example.org/owa/',
    ...(message.from.address === '' ? {} : { sender: from, from }),
    toRecipients: addressesIn(headers.get('to')).map(recipient),
    ccRecipients: addressesIn(headers.get('cc')).map(recipient),
    bccRecipients: [],
    replyTo: addressesIn(headers.get('reply-to')).map(recipient),
  };
  const wants = (name: string) => selected === null || selected.has(name);
  const body = wants('body') || wants('bodyPreview') || selected?.has('uniqueBody') ? await bodyOf(message, call) : {};
  // Exchange gives the headers only to those who ask for them by name.
  const own = selected?.has('internetMessageHeaders')
    ? { internetMessageHeaders: headerList(message.raw).map(([name, value]) => ({ name, value })) }
    : {};
  const kept = Object.entries({ ...usual, ...body, ...own }).filter(([name]) => wants(name));
  const id = wantsImmutableIds(call) ? message.immutableId : message.id;
  return { '@odata.etag': etagOf(message), id, ...Object.fromEntries(kept) };
}

async function bodyOf(message: StoredMessage, call: Call): Promise<Body> {
  const parsed = await simpleParser(message.raw);
  const text = parsed.text ?? '';
  const asText = call.prefer.get('outlook.body-content-type') === 'text' || parsed.html === false;
  const body = { contentType: asText ? 'text' : 'html', content: asText ? text : parsed.html || text };
  return { body, uniqueBody: body, bodyPreview: text.slice(0, 255) };
}

function sentAt(headers: Map<string, string>, message: StoredMessage): Date {
  const date = new Date(headers.get('date') ?? '');
  return Number.isNaN(date.getTime()) ? message.receivedAt : date;
}

function withoutParts(at: Date): string {
  return `${at.toISOString().slice(0, 19)}Z`;
}
