/** Somebody in a header. */
export type MailAddress = { name: string; address: string };

/** The headers of a message (RFC 5322), unfolded, names in small letters; the first of each name. */
export function headersOf(raw: Buffer): Map<string, string> {
  const headers = new Map<string, string>();
  for (const [name, value] of headerList(raw))
    if (!headers.has(name.toLowerCase())) headers.set(name.toLowerCase(), value);
  return headers;
}

/** Every header of a message in its order, as it was written. */
export function headerList(raw: Buffer): [name: string, value: string][] {
  const text = headerBlock(raw)
    .toString('utf8')
    .replace(/\r?\n[ \t]+/g, ' ');
  return text.split(/\r?\n/).flatMap((line): [string, string][] => {
    const at = line.indexOf(':');
    return at > 0 ? [[line.slice(0, at).trim(), line.slice(at + 1).trim()]] : [];
  });
}

/** Everything before the empty line. */
export function headerBlock(raw: Buffer): Buffer {
  const crlf = raw.indexOf('\r\n\r\n');
  const lf = raw.indexOf('\n\n');
  const ends = [crlf, lf].filter((end) => end >= 0);
  return ends.length === 0 ? raw : raw.subarray(0, Math.min(...ends));
}

/** RFC 2047: words of UTF-8 or Latin-1. */
export function decodedWords(text: string): string {
  return text
    .replace(/(=\?[^?]+\?[BbQq]\?[^?]*\?=)\s+(?==\?)/g, '$1')
    .replace(
      /=\?([^?*]+)(?:\*[^?]*)?\?([BbQq])\?([^?]*)\?=/g,
      (_word, charset: string, kind: string, content: string) => {
        const bytes =
          kind.toUpperCase() === 'B'
            ? Buffer.from(content, 'base64')
            : Buffer.from(
                content
                  .replaceAll('_', ' ')
                  .replace(/=([0-9A-Fa-f]{2})/g, (_hex, digits: string) =>
                    String.fromCharCode(Number.parseInt(digits, 16)),
                  ),
                'latin1',
              );
        return bytes.toString(/utf-?8/i.test(charset) ? 'utf8' : 'latin1');
      },
    );
}

/** Everybody in an address header. */
export function addressesIn(text: string | undefined): MailAddress[] {
  if (text === undefined) return [];
  return text
    .split(/,(?=(?:[^"]*"[^"]*")*[^"]*$)/)
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part) => {
      const match = /^(.*)<([^<>]*)>\s*$/.exec(part);
      const address = (match?.[2] ?? part).trim();
      const name = decodedWords((match?.[1] ?? '').trim().replace(/^"|"$/g, ''));
      return { name: name === '' ? address : name, address };
    });
}

function word(text: string): string {
  return /^[\x20-\x7e]*$/.test(text) ? text : `=?utf-8?B?${Buffer.from(text).toString('base64')}?=`;
}

function written({ name, address }: MailAddress): string {
  return name === '' || name === address
    ? address
    : `${/^[\w .'-]*$/.test(name) ? name : `"${word(name)}"`} <${address}>`;
}

export type MailParts = {
  from: MailAddress;
  to: readonly MailAddress[];
  cc?: readonly MailAddress[];
  subject: string;
  messageId: string;
  at: Date;
  headers?: readonly { name: string; value: string }[];
  /** The content type of the whole with its parameters, and its lines. */
  content: { type: string; body: string };
};

/** A text as a part of a message: its type, its encoding, its lines. */
export function textPart(type: 'text/plain' | 'text/html', text: string): { type: string; body: string } {
  const lines =
    Buffer.from(text)
      .toString('base64')
      .match(/.{1,76}/g) ?? [];
  return { type: `${type}; charset="utf-8"\r\nContent-Transfer-Encoding: base64`, body: lines.join('\r\n') };
}

/** Several parts in one. */
export function multipart(
  type: string,
  boundary: string,
  parts: readonly { type: string; body: string }[],
): { type: string; body: string } {
  const written = parts.map((part) => `--${boundary}\r\nContent-Type: ${part.type}\r\n\r\n${part.body}\r\n`);
  return { type: `${type}; boundary="${boundary}"`, body: `${written.join('')}--${boundary}--\r\n` };
}

/** A whole message. */
export function writtenMessage({
  from,
  to,
  cc = [],
  subject,
  messageId,
  at,
  headers = [],
  content,
}: MailParts): Buffer {
  const lines = [
    `From: ${written(from)}`,
    `To: ${to.map(written).join(', ')}`,
    ...(cc.length > 0 ? [`CC: ${cc.map(written).join(', ')}`] : []),
    `Subject: ${word(subject)}`,
    `Date: ${at.toUTCString().replace('GMT', '+0000')}`,
    `Message-ID: ${messageId}`,
    ...headers.map(({ name, value }) => `${name}: ${word(value)}`),
    'MIME-Version: 1.0',
    `Content-Type: ${content.type}`,
  ];
  return Buffer.from(`${lines.join('\r\n')}\r\n\r\n${content.body}`);
}
