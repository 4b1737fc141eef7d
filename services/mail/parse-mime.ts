import { addressesOf } from './parsed-addresses.ts';

/** A message as MIME says it is, before anybody asks what it means. Nothing here is trusted. */
export type ParsedMime = {
  /** Names in small letters, top first, each unfolded to one line; encoded words as they came. */
  headers: readonly { name: string; value: string }[];
  /** Every author that the From lines name, in small letters; the address may be none. */
  from: readonly { name: string; address: string }[];
  subject: string;
  /** The plain parts and the HTML parts; null where there are none. */
  text: string | null;
  html: string | null;
  /** Content types of all parts that are not read as text, in small letters; `inText` is a picture within the HTML. */
  parts: readonly { contentType: string; inText: boolean; method: string | null }[];
  /** A part of type message/delivery-status or text/rfc822-headers, as text. */
  report: string;
  /** The first calendar part; null where there is none. */
  calendar: string | null;
  /** The messages that are attached, each as it came; of a long one its beginning. What is attached to them is in there. */
  messages: readonly Buffer[];
};

/** Of a part of a report, or a calendar part, no more than this is kept, in bytes. */
const LONGEST_REPORT = 64 * 1024;
/** Of an attached message no more than this is kept, in bytes, and of no more than so many. */
const LONGEST_MESSAGE = 2 * 1024 * 1024;
const MOST_MESSAGES = 2;
const REPORT_TYPES = new Set([
  'message/delivery-status',
  'message/global-delivery-status',
  'message/disposition-notification',
  'text/rfc822-headers',
  'message/rfc822-headers',
  'message/global-headers',
]);

type Part = {
  type: 'attachment' | 'text';
  contentType?: string;
  related?: boolean;
  headers?: Map<string, unknown>;
  content?: NodeJS.ReadableStream;
  release?(): void;
  text?: unknown;
  html?: unknown;
};

/**
 * Reads a whole message. Whatever is wrong with it, what could be read until then is given. Attachments are passed over as
 * they come and never held.
 */
export async function parseMime(raw: Buffer): Promise<ParsedMime> {
  // Loaded with the first message: a process that reads none should not carry it.
  const { MailParser } = await import('mailparser');
  const parser = new MailParser({
    skipHtmlToText: true,
    skipTextToHtml: true,
    skipTextLinks: true,
    skipImageLinks: true,
    keepDeliveryStatus: true,
  });
  const read = { headers: new Map<string, unknown>(), lines: [] as { key: string; line: string }[] };
  const parts: ParsedMime['parts'][number][] = [];
  const reports: string[] = [];
  const calendars: string[] = [];
  const messages: Buffer[] = [];
  let text: string | null = null;
  let html: string | null = null;
  parser.on('headers', (headers) => {
    read.headers = headers;
  });
  parser.on('headerLines', (lines) => {
    read.lines = [...lines];
  });
  parser.on('data', (part: Part) => {
    if (part.type === 'text') {
      text = typeof part.text === 'string' && part.text !== '' ? part.text : null;
      html = typeof part.html === 'string' && part.html !== '' ? part.html : null;
      return;
    }
    const contentType = (part.contentType ?? '').toLowerCase();
    parts.push({ contentType, inText: part.related === true, method: methodOf(part) });
    if (REPORT_TYPES.has(contentType))
      passOver(part, LONGEST_REPORT, (report) => reports.push(report.toString('utf8')));
    else if (contentType === 'text/calendar')
      passOver(part, LONGEST_REPORT, (calendar) => calendars.push(calendar.toString('utf8')));
    else if (contentType === 'message/rfc822' && messages.length < MOST_MESSAGES) {
      passOver(part, LONGEST_MESSAGE, (message) => messages.push(message));
    } else passOver(part, 0);
  });
  await new Promise<void>((done) => {
    parser.once('end', done);
    parser.once('close', done);
    // What is broken ends the reading, not the message.
    parser.once('error', () => done());
    parser.end(raw);
  });
  return {
    headers: read.lines.map(({ key, line }) => ({ name: key.toLowerCase(), value: unfolded(line) })),
    from: addressesOf(read.headers.get('from')),
    subject: textOf(read.headers.get('subject')),
    ...{ text, html, parts, report: reports.join('\n'), calendar: calendars[0] ?? null, messages },
  };
}

/** Lets a part run through: the parser waits until it has. */
function passOver(part: Part, most: number, keep?: (content: Buffer) => void): void {
  const chunks: Buffer[] = [];
  let length = 0;
  part.content?.on('data', (chunk: Buffer) => {
    if (length >= most) return;
    chunks.push(chunk);
    length += chunk.length;
  });
  part.content?.once('end', () => {
    keep?.(Buffer.concat(chunks).subarray(0, most));
    part.release?.();
  });
}

/** The METHOD of a calendar part, as its Content-Type says it, in capital letters. */
function methodOf(part: Part): string | null {
  const type = part.headers?.get('content-type');
  if (typeof type !== 'object' || type === null || !('params' in type)) return null;
  const { params } = type;
  if (typeof params !== 'object' || params === null || !('method' in params)) return null;
  return typeof params.method === 'string' ? params.method.toUpperCase() : null;
}

/** The value of a header line on one line. */
function unfolded(line: string): string {
  return line
    .slice(line.indexOf(':') + 1)
    .replace(/\r?\n[ \t]*/g, ' ')
    .trim();
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
