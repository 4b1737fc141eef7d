import { isEmailAddress } from '../platform/email-address.ts';
import { type DirectoryEntry, organisationsNamedIn } from './named-organisations.ts';
import { findHeading, type Heading } from './request-headings.ts';

/** The four things of a request (DSR newsletter, March 2025). */
export type UnderstoodRequest = { personName?: string; purpose?: string; whoToInvite?: string; whyNoMdt?: string };

export type PastedRequest = {
  /** At least two of the four things were found under their headings. */
  looksLikeRequest: boolean;
  understood: UnderstoodRequest;
  /** Addresses in the part on whom to invite, with a name only where one stands directly before. Not the family's. */
  invitedEmails: { name?: string; email: string }[];
  /** Ids of directory organisations named in the part on whom to invite. */
  organisations: string[];
  /** The lines on inviting the individual, as they stand. */
  saysAboutIndividual?: string;
  saysAboutCarer?: string;
  /** Lines under no heading we know, as they stand (a greeting, a date of birth below the name): shown, never lost. */
  unplaced: string[];
};

type Block = { heading: Heading; lines: string[] };

const FIELD_OF = {
  'person-name': 'personName',
  purpose: 'purpose',
  'who-to-invite': 'whoToInvite',
  'why-no-mdt': 'whyNoMdt',
} as const satisfies Partial<Record<Heading, keyof UnderstoodRequest>>;

const INDIVIDUAL_WORD = /(?<![\p{L}\p{N}])(?:individual|young person|the person|service user)(?![\p{L}\p{N}])/iu;
const CARER_WORD = /(?<![\p{L}\p{N}])(?:parents?|carers?|guardians?|mother|father|mum|dad|family)(?![\p{L}\p{N}])/iu;
/** The same words at the beginning of a line, after a list mark and a pronoun: then the address in it is theirs. */
const BEGINS_WITH_INDIVIDUAL =
  /^[\s\-*•·–—]*(?:the\s)?(?:individual|young person|person|service user)(?![\p{L}\p{N}])/iu;
const BEGINS_WITH_CARER =
  /^[\s\-*•·–—]*(?:the\s|his\s|her\s|their\s)?(?:foster\s)?(?:parents?|carers?|guardians?|mother|father|mum|dad|family)(?![\p{L}\p{N}])/iu;

/** A block's lines from the first to the last that is not blank, joined as they stood. */
function textOf(lines: readonly string[]): string {
  return lines.join('\n').trim();
}

/**
 * Cuts the text at its headings. A heading met again, once it is answered or directly below itself, is a line like any
 * other and stays in the part it stands in.
 */
function blocksOf(text: string): Block[] {
  let block: Block = { heading: 'none', lines: [] };
  const blocks = [block];
  const answered = new Set<Heading>();
  for (const line of text.split(/\r\n|[\r\n\u2028\u2029]/)) {
    const found = findHeading(line);
    const heading = found && headingHere(found.heading, block.heading, answered);
    if (found === undefined || heading === undefined || heading === block.heading || answered.has(heading)) {
      block.lines.push(line);
    } else {
      block = { heading, lines: [line.slice(found.valueFrom)] };
      blocks.push(block);
    }
    if (block.heading !== 'none' && block.lines.at(-1)?.trim()) answered.add(block.heading);
  }
  return blocks;
}

/** "Individual: Jane Example" is her name at the top, but part of whom to invite once that heading stands. */
function headingHere(heading: Heading, current: Heading, answered: ReadonlySet<Heading>): Heading | undefined {
  if (heading !== 'about-individual' && heading !== 'about-carer') return heading;
  if (current === 'who-to-invite') return undefined;
  return heading === 'about-individual' && !answered.has('person-name') ? 'person-name' : heading;
}

/** What the request says about inviting one of the two: a part of its own, or lines in the part on whom to invite. */
function linesAbout(blocks: readonly Block[], heading: Heading, begins: RegExp, mentions: RegExp): string | undefined {
  const own = blocks.filter((block) => block.heading === heading).flatMap((block) => block.lines);
  const within = blocks
    .filter((block) => block.heading === 'who-to-invite')
    .flatMap((block) => block.lines)
    .filter((line) => begins.test(line) || (!line.includes('@') && mentions.test(line)));
  const said = [...own, ...within].map((line) => line.trim()).filter((line) => line !== '');
  return said.length === 0 ? undefined : said.join('\n');
}

/** The name directly before an address: two to five words of letters, nothing else. Undefined rather than guessed. */
function nameBefore(text: string): string | undefined {
  const name = text.replace(/^[\s\-*•·–—,;>)\]]+/, '').replace(/[\s,;:<([\-–—"]+$/, '');
  if (name.length > 80 || /^\d/.test(name)) return undefined;
  return /^\p{L}[\p{L}\p{M}'’.-]*(?: \p{L}[\p{L}\p{M}'’.-]*){1,4}$/u.test(name) ? name : undefined;
}

const ADDRESS_CHARACTER = /[a-z0-9.!#$%&'*+/=?^_`{|}~-]/i;
/** RFC 5321: how far to look on either side of an @. */
const LOCAL_REACH = 64;
const DOMAIN_REACH = 190;

/** Every address in a line, with the name before it. Looks a bounded way around each '@', so a line of '@' is no work. */
function addressesIn(line: string): { name?: string; email: string }[] {
  const found: { name?: string; email: string }[] = [];
  let previousEnd = 0;
  for (let at = line.indexOf('@'); at >= 0; at = line.indexOf('@', at + 1)) {
    let start = at;
    while (start > previousEnd && at - start < LOCAL_REACH && ADDRESS_CHARACTER.test(line[start - 1] ?? ' '))
      start -= 1;
    let end = at + 1;
    while (end < line.length && end - at < DOMAIN_REACH && /[a-z0-9.-]/i.test(line[end] ?? ' ')) end += 1;
    const email = line.slice(start, end).replace(/[.-]+$/, '');
    if (!isEmailAddress(email)) continue;
    const name = nameBefore(line.slice(Math.max(previousEnd, start - 100), start));
    found.push(name === undefined ? { email } : { name, email });
    previousEnd = end;
  }
  return found;
}

function invitedIn(blocks: readonly Block[]): { name?: string; email: string }[] {
  const byAddress = new Map<string, { name?: string; email: string }>();
  for (const block of blocks.filter((one) => one.heading === 'who-to-invite')) {
    for (const line of block.lines) {
      if (BEGINS_WITH_INDIVIDUAL.test(line) || BEGINS_WITH_CARER.test(line)) continue;
      for (const invited of addressesIn(line)) {
        const key = invited.email.toLowerCase();
        if (!byAddress.has(key)) byAddress.set(key, invited);
      }
    }
  }
  return [...byAddress.values()];
}

/** The four things, and the lines that belong to none of them. A name is one line; what follows it is not the name. */
function understand(blocks: readonly Block[]): { understood: UnderstoodRequest; unplaced: string[] } {
  const understood: UnderstoodRequest = {};
  const unplaced: string[] = [];
  for (const { heading, lines } of blocks) {
    const text = textOf(lines);
    if (text === '' || heading === 'about-individual' || heading === 'about-carer') continue;
    if (heading === 'none') unplaced.push(...text.split('\n'));
    else if (heading === 'person-name') {
      const [name = '', ...rest] = text.split('\n');
      understood.personName = name.trim();
      unplaced.push(...rest);
    } else understood[FIELD_OF[heading]] = text;
  }
  return { understood, unplaced: unplaced.map((line) => line.trim()).filter((line) => line !== '') };
}

/**
 * Reads a whole request pasted in the shape of today's e-mail: the four things under headings as people write them,
 * numbered or not, in any order. Nothing is guessed: every text understood stands in the input, and whatever cannot be
 * placed is handed back. Takes time in proportion to the input's length.
 */
export function readPastedRequest(text: string, directory: readonly DirectoryEntry[]): PastedRequest {
  const blocks = blocksOf(text);
  const { understood, unplaced } = understand(blocks);
  const aboutIndividual = linesAbout(blocks, 'about-individual', BEGINS_WITH_INDIVIDUAL, INDIVIDUAL_WORD);
  const aboutCarer = linesAbout(blocks, 'about-carer', BEGINS_WITH_CARER, CARER_WORD);
  return {
    looksLikeRequest: Object.keys(understood).length >= 2,
    understood,
    invitedEmails: invitedIn(blocks),
    organisations: organisationsNamedIn(understood.whoToInvite ?? '', directory),
    ...(aboutIndividual === undefined ? {} : { saysAboutIndividual: aboutIndividual }),
    ...(aboutCarer === undefined ? {} : { saysAboutCarer: aboutCarer }),
    unplaced,
  };
}
