/** A stretch of a message that one person wrote. */
export type MessagePart = {
  /** Who, as the mail program that quoted it says; null for the sender. */
  author: string | null;
  lines: string[];
};

/** Longest line that a mail program writes above what it quotes. */
const LONGEST_MARK = 500;

const HEADER_NAMES = {
  from: '(?:From|Von|De|Oddi wrth|Gan)',
  other: '(?:Sent|Date|To|Cc|Subject|Importance|Gesendet|Datum|An|Betreff|Anfonwyd|Dyddiad|At|Pwnc|Reply-To)',
};
const FROM_LINE = new RegExp(`^[\\s*_]{0,4}${HEADER_NAMES.from}\\s?:[\\s*_]{0,4}(.{1,300})$`, 'i');
const HEADER_LINE = new RegExp(`^[\\s*_]{0,4}${HEADER_NAMES.other}\\s?:`, 'i');
const RULE =
  /^\s{0,4}[-_]{2,40}\s{0,4}(?:original message|forwarded message|forwarded by|ursprüngliche nachricht|weitergeleitete nachricht|neges wreiddiol)[^\n]{0,100}$/i;
const BEGIN =
  /^\s{0,4}(?:begin forwarded message|anfang der weitergeleiteten nachricht|dechrau neges wedi'i hanfon ymlaen)\s?:?\s*$/i;
const FORWARDS = /forwarded|weitergeleitet|hanfon ymlaen/i;
const WROTE = /^\s{0,4}(?:On|Am|Ar)\s.{5,300}\s(?:wrote|schrieb|ysgrifennodd)\b.{0,120}:\s*$/i;
const WROTE_BEGINS = /^\s{0,4}(?:On|Am|Ar)\s.{5,300}$/i;
const LINE_OF_SIGNS = /^\s*[_=-]{5,}\s*$/;

/** What a quoting mail program wrote above the part that begins at a line. */
type Mark = { author: string | null; forwards: boolean; next: number };

/** The headers that Outlook, Gmail and Apple Mail write above what they quote: From, and at least two others below it. */
function headersAt(lines: readonly string[], at: number): { author: string; next: number } | undefined {
  const line = lines[at] ?? '';
  const from = line.length > LONGEST_MARK ? null : FROM_LINE.exec(line);
  if (from === null) return undefined;
  let others = 0;
  let next = at + 1;
  for (let below = at + 1; below < Math.min(lines.length, at + 14); below += 1) {
    const text = lines[below] ?? '';
    if (text.trim() === '') {
      if (others >= 2) break;
      continue;
    }
    if (text.length < LONGEST_MARK * 4 && HEADER_LINE.test(text)) {
      others += 1;
      next = below + 1;
    } else if (others >= 2) break;
    // Receivers may run on for a line or two.
    else if (below - next > 2) return undefined;
  }
  return others < 2 ? undefined : { author: (from[1] ?? '').replace(/[*_]+/g, '').trim(), next };
}

function markAt(lines: readonly string[], at: number): Mark | undefined {
  const line = lines[at] ?? '';
  if (line.length > LONGEST_MARK) return undefined;
  if (RULE.test(line) || BEGIN.test(line)) {
    const below = lines.slice(at + 1, at + 5).findIndex((one) => one.trim() !== '');
    const headers = below < 0 ? undefined : headersAt(lines, at + 1 + below);
    return { author: headers?.author ?? null, forwards: FORWARDS.test(line), next: headers?.next ?? at + 1 };
  }
  const headers = headersAt(lines, at);
  if (headers !== undefined) return { ...headers, forwards: false };
  // The line may be broken in two.
  const joined = `${line} ${lines[at + 1] ?? ''}`.slice(0, LONGEST_MARK * 2);
  if (WROTE.test(line)) return { author: null, forwards: false, next: at + 1 };
  if (WROTE_BEGINS.test(line) && WROTE.test(joined)) return { author: null, forwards: false, next: at + 2 };
  return undefined;
}

function unquoted(line: string): string {
  return line.replace(/^(?:\s{0,3}>){1,20} ?/, '');
}

const isQuoted = (line: string) => /^\s{0,3}>/.test(line);

/**
 * Cuts a message where a mail program quotes or forwards what somebody wrote before. The first part is the sender's own:
 * also what they wrote below, or between, lines that are quoted with '>'.
 *
 * @returns `forwards`: one of the marks says that it forwards what is below it
 */
export function messageParts(text: string): { parts: MessagePart[]; forwards: boolean } {
  const raw = text.split('\n');
  const lines = raw.map(unquoted);
  const own: MessagePart = { author: null, lines: [] };
  const parts = [own];
  let part = own;
  /** The part is quoted line by line: one without '>' is the sender's again. Else it goes on to the end. */
  let byLine = false;
  let forwards = false;
  const begin = (author: string | null, lineByLine: boolean) => {
    // A line of signs above it belongs to the mark.
    if (LINE_OF_SIGNS.test(part.lines.at(-1) ?? '')) part.lines.pop();
    part = { author, lines: [] };
    byLine = lineByLine;
    parts.push(part);
  };
  for (let at = 0; at < lines.length; at += 1) {
    const mark = markAt(lines, at);
    const quoted = isQuoted(raw[at] ?? '');
    if (mark !== undefined) {
      begin(
        mark.author,
        quoted || isQuoted(raw.slice(mark.next, mark.next + 4).find((line) => line.trim() !== '') ?? ''),
      );
      forwards ||= mark.forwards;
      at = mark.next - 1;
      continue;
    }
    if (part === own && quoted) begin(null, true);
    else if (byLine && !quoted && (raw[at] ?? '').trim() !== '') {
      part = own;
      byLine = false;
    }
    part.lines.push(lines[at] ?? '');
  }
  return { parts, forwards };
}
