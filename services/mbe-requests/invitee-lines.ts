import { isEmailAddress } from '../platform/email-address.ts';
import { MAX_INVITEES } from './model.ts';

/** Somebody to invite, as typed. */
export type TypedInvitee = { name: string; email: string };

/** What is wrong with one line; `line` counts from 1 and blank lines count. The words live in `wording/`. */
export type InviteeLineProblem = {
  line: number;
  text: string;
  reason: 'no-email' | 'bad-email' | 'no-name' | 'too-many' | 'repeated';
};

export type InviteeLines = { people: TypedInvitee[]; problems: InviteeLineProblem[] };

/** Longer lines are somebody's prose. Nothing legitimate comes near (254 for the address, the rest for a name). */
const LONGEST_LINE = 500;

/** Splits 'Sam Example <sam@example.org>', 'Sam Example, sam@example.org', 'Sam Example - sam@example.org' at the address. */
function nameAndAddress(line: string): { name: string; address: string } {
  const at = line.indexOf('@');
  let start = at;
  while (start > 0 && !/[\s,;:<>()"[\]]/.test(line[start - 1] ?? '')) start -= 1;
  const rest = line.slice(start);
  const address = rest.replace(/^mailto:/i, '').replace(/[>)\];,.\s"]+$/, '');
  return { name: tidyName(line.slice(0, start)), address };
}

/** Takes away list marks before a name and the separator after it; keeps everything inside. */
function tidyName(text: string): string {
  const printable = text.replace(/\p{C}/gu, ' ').replace(/\s+/g, ' ').trim();
  const unmarked = printable.replace(/^(?:[-*•·–—]|\d{1,2}[.)]) /, '').replace(/^[-*•·–—]$/, '');
  return unmarked
    .replace(/mailto:$/i, '')
    .replace(/[\s,;:<("[\-–—]+$/, '')
    .replace(/^["'\s]+/, '');
}

function readLine(line: string): { person: TypedInvitee } | { reason: 'no-email' | 'bad-email' | 'no-name' } {
  if (!line.includes('@')) return { reason: 'no-email' };
  if (line.length > LONGEST_LINE) return { reason: 'bad-email' };
  const { name, address } = nameAndAddress(line);
  if (!isEmailAddress(address)) return { reason: 'bad-email' };
  if (name === '') return { reason: 'no-name' };
  return { person: { name, email: address } };
}

/**
 * Reads "further people", one a line: 'Name, email', 'Name <email>' or 'Name - email'. Blank lines are passed over.
 * Every other line ends in exactly one of the two lists. An address is compared without case; the first line that has
 * it stands.
 */
export function readInviteeLines(text: string, mostPeople: number = MAX_INVITEES): InviteeLines {
  const people: TypedInvitee[] = [];
  const problems: InviteeLineProblem[] = [];
  const seen = new Set<string>();
  for (const [index, raw] of text.split(/\r\n|[\r\n\u2028\u2029]/).entries()) {
    const line = raw.trim();
    if (line === '') continue;
    const read = readLine(line);
    const reason = 'reason' in read ? read.reason : placeProblem(read.person, seen, people.length, mostPeople);
    if (reason !== undefined) problems.push({ line: index + 1, text: line, reason });
    else if ('person' in read) {
      seen.add(read.person.email.toLowerCase());
      people.push(read.person);
    }
  }
  return { people, problems };
}

function placeProblem(
  person: TypedInvitee,
  seen: Set<string>,
  count: number,
  mostPeople: number,
): 'repeated' | 'too-many' | undefined {
  if (seen.has(person.email.toLowerCase())) return 'repeated';
  return count >= mostPeople ? 'too-many' : undefined;
}
