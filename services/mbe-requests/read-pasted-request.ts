import { addressesIn, BEGINS_WITH_CARER, BEGINS_WITH_INDIVIDUAL, isOfFamily } from './invited-emails.ts';
import { joinedHeadings } from './joined-headings.ts';
import { type DirectoryEntry, organisationsNamedIn } from './named-organisations.ts';
import { type PersonFacts, saysOnlyFacts, takePersonFacts } from './person-facts.ts';
import { type FoundHeading, findHeading, type Heading } from './request-headings.ts';

/** The four things of a request (DSR newsletter, March 2025). */
export type UnderstoodRequest = { personName?: string; purpose?: string; whoToInvite?: string; whyNoMdt?: string };

export type PastedRequest = {
  /** At least two of the four things were found under their headings. */
  looksLikeRequest: boolean;
  understood: UnderstoodRequest;
  /** The individual's NHS number and date of birth where each is certain, as typed. */
  facts: PersonFacts;
  /** Addresses in the part on whom to invite, with a name only where one stands directly before. Not the family's. */
  invitedEmails: { name?: string; email: string }[];
  /** Ids of directory organisations named in the part on whom to invite. */
  organisations: string[];
  /** The lines on inviting the individual, as they stand. */
  saysAboutIndividual?: string;
  saysAboutCarer?: string;
  /** Lines under no heading we know, as they stand (a greeting, a risk below the name): shown, never lost. */
  unplaced: string[];
  /** The part that each of the four things was read from, with its heading. */
  sources: Partial<Record<keyof UnderstoodRequest, string>>;
  /** What stands under no heading at all, line by line with what is empty between. */
  loose: string[];
};

const LINE_BREAK = /\r\n|[\r\n\u2028\u2029]/;
/** Stands beside a name in many a form; also where the line break before it has been lost. */
const ANOTHER_FACT =
  /(?<![\p{Lu}])(?:D(?:ate|ATE) (?:of|OF) [Bb](?:irth|IRTH)|DOB|D\.O\.B|NHS (?:[Nn]umber|[Nn]o))(?!\p{L})/u;

/** `source`: its lines as they stand, with the heading. */
type Block = { heading: Heading; lines: string[]; source: string[] };

const FIELD_OF = {
  'person-name': 'personName',
  purpose: 'purpose',
  'who-to-invite': 'whoToInvite',
  'why-no-mdt': 'whyNoMdt',
} as const satisfies Partial<Record<Heading, keyof UnderstoodRequest>>;

export const INDIVIDUAL_WORD = /(?<![\p{L}\p{N}])(?:individual|young person|the person|service user)(?![\p{L}\p{N}])/iu;
export const CARER_WORD =
  /(?<![\p{L}\p{N}])(?:parents?|carers?|guardians?|mother|father|mum|dad|family)(?![\p{L}\p{N}])/iu;
/** A block's lines from the first to the last that is not blank, joined as they stood. */
function textOf(lines: readonly string[]): string {
  return lines.join('\n').trim();
}

/** A line, or the rest of one from a heading within it on; `valueFrom` counts from the segment's own beginning. */
type Segment = { text: string; found: FoundHeading | undefined; joined: boolean };

function segmentsOf(line: string): Segment[] {
  const first = findHeading(line);
  const within = joinedHeadings(line, first?.valueFrom ?? 0);
  return [
    { text: line.slice(0, within[0]?.from), found: first, joined: false },
    ...within.map(({ heading, from, valueFrom }, at) => ({
      text: line.slice(from, within[at + 1]?.from),
      found: { heading, valueFrom: valueFrom - from },
      joined: true,
    })),
  ];
}

/**
 * Cuts the text at its headings, also where the line breaks before them have been lost. A heading met again, once it is
 * answered or directly below itself, is text like any other and stays in the part it stands in.
 */
function blocksOf(segments: readonly Segment[], nameKnown: boolean): Block[] {
  let block: Block = { heading: 'none', lines: [], source: [] };
  const blocks = [block];
  const answered = new Set<Heading>();
  for (const { text: segment, found, joined } of segments) {
    const heading = found && headingHere(found.heading, block.heading, { answered, nameKnown }, joined);
    if (found !== undefined && heading !== undefined && heading !== block.heading && !answered.has(heading)) {
      if (joined) dropMark(block, blocks.length);
      block = { heading, lines: [segment.slice(found.valueFrom)], source: [segment] };
      blocks.push(block);
    } else {
      const before = (lines: string[]) => (joined ? (lines.pop() ?? '') : '');
      block.lines.push(`${before(block.lines)}${segment}`);
      block.source.push(`${before(block.source)}${segment}`);
    }
    const isOpen = block.heading !== 'none' && !answered.has(block.heading);
    if (isOpen && block.lines.at(-1)?.trim()) answered.add(block.heading);
  }
  return blocks;
}

/** Takes the list mark of the next heading, the `ordinal`th, from the end of what stands before it in the same line. */
function dropMark(block: Block, ordinal: number): void {
  const line = (block.lines.pop() ?? '').trimEnd().replace(/[\s#*_•·–—-]{1,8}$/, '');
  const letter = 'abcdefgh'[ordinal - 1] ?? '';
  const marks = [`(${ordinal})`, `${ordinal}.`, `${ordinal})`, `(${letter})`, `${letter})`];
  const mark = marks.find((one) => line.endsWith(one)) ?? '';
  const rest = line.slice(0, line.length - mark.length);
  // "12." is no second point.
  block.lines.push(mark === '' || /\d$/.test(rest) ? line : rest);
}

/** "Individual: Jane Example" is her name at the top, but part of whom to invite once that heading stands. */
function headingHere(
  heading: Heading,
  current: Heading,
  { answered, nameKnown }: { answered: ReadonlySet<Heading>; nameKnown: boolean },
  joined: boolean,
): Heading | undefined {
  if (heading !== 'about-individual' && heading !== 'about-carer') return heading;
  if (joined || current === 'who-to-invite') return undefined;
  const named = nameKnown || answered.has('person-name');
  return heading === 'about-individual' && !named ? 'person-name' : heading;
}

/** The lines on whom to invite; one also begins where the family is named within it, so that they are told apart. */
function linesToInvite(blocks: readonly Block[]): string[] {
  const lines = blocks.filter((block) => block.heading === 'who-to-invite').flatMap((block) => block.lines);
  return lines.flatMap((line) => {
    const begin = /^[^\p{L}\p{N}]*/u.exec(line)?.[0].length ?? 0;
    const named = joinedHeadings(line, 0).filter(
      ({ heading }) => heading === 'about-individual' || heading === 'about-carer',
    );
    const family = named.filter(({ from }) => from > begin);
    const starts = [0, ...family.map(({ from }) => from)];
    return starts.map((from, at) => line.slice(from, starts[at + 1]));
  });
}

/** What the request says about inviting one of the two: a part of its own, or lines in the part on whom to invite. */
function linesAbout(blocks: readonly Block[], heading: Heading, begins: RegExp, mentions: RegExp): string | undefined {
  const own = blocks.filter((block) => block.heading === heading).flatMap((block) => block.lines);
  const within = linesToInvite(blocks).filter(
    (line) => begins.test(line) || (!line.includes('@') && mentions.test(line)),
  );
  const said = [...own, ...within].map((line) => line.trim()).filter((line) => line !== '');
  return said.length === 0 ? undefined : said.join('\n');
}

function invitedIn(blocks: readonly Block[]): { name?: string; email: string }[] {
  const byAddress = new Map<string, { name?: string; email: string }>();
  for (const line of linesToInvite(blocks)) {
    if (isOfFamily(line)) continue;
    for (const invited of addressesIn(line)) {
      const key = invited.email.toLowerCase();
      if (!byAddress.has(key)) byAddress.set(key, invited);
    }
  }
  return [...byAddress.values()];
}

/** Parts a name from what else is said of the individual in the same line. */
function nameAndMore(line: string): { name: string; more: string } {
  const at = ANOTHER_FACT.exec(line)?.index ?? line.length;
  const name = line.slice(0, at).replace(/[\s,;([–—-]{1,8}$/, '');
  return name === '' ? { name: line.trim(), more: '' } : { name: name.trim(), more: line.slice(at) };
}

/** Where an answer ends and facts of the individual, each in a line of its own, follow it: they are no part of it. */
function endOfAnswer(lines: readonly string[]): number {
  const last = lines.findLastIndex((line) => line.trim() !== '' && !saysOnlyFacts(line));
  return last < 0 ? lines.length : last + 1;
}

/** Two names may be two people: then nobody can tell whose a number or a date is. */
function namesOne(segments: readonly Segment[]): boolean {
  return segments.filter(({ found }) => found?.heading === 'person-name').length <= 1;
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
      const [line = '', ...rest] = text.split('\n');
      const { name, more } = nameAndMore(line);
      understood.personName = name;
      unplaced.push(more, ...rest);
    } else {
      const end = heading === 'who-to-invite' ? lines.length : endOfAnswer(lines);
      understood[FIELD_OF[heading]] = textOf(lines.slice(0, end));
      unplaced.push(...lines.slice(end));
    }
  }
  return { understood, unplaced: unplaced.map((line) => line.trim()).filter((line) => line !== '') };
}

/**
 * Reads a whole request pasted in the shape of today's email: the four things under headings as people write them,
 * numbered or not, in any order. Nothing is guessed: every text understood stands in the input, and whatever cannot be
 * placed is handed back. Takes time in proportion to the input's length.
 *
 * @param nameKnown the individual is known by name already: what is said of them is not taken for it
 */
export function readPastedRequest(
  text: string,
  directory: readonly DirectoryEntry[],
  nameKnown = false,
): PastedRequest {
  const segments = text.split(LINE_BREAK).flatMap(segmentsOf);
  const blocks = blocksOf(segments, nameKnown);
  const { understood, unplaced } = understand(blocks);
  const { facts, left } = namesOne(segments) ? takePersonFacts(unplaced) : { facts: {}, left: unplaced };
  const aboutIndividual = linesAbout(blocks, 'about-individual', BEGINS_WITH_INDIVIDUAL, INDIVIDUAL_WORD);
  const aboutCarer = linesAbout(blocks, 'about-carer', BEGINS_WITH_CARER, CARER_WORD);
  return {
    looksLikeRequest: Object.keys(understood).length >= 2,
    understood,
    facts,
    invitedEmails: invitedIn(blocks),
    organisations: organisationsNamedIn(understood.whoToInvite ?? '', directory),
    ...(aboutIndividual === undefined ? {} : { saysAboutIndividual: aboutIndividual }),
    ...(aboutCarer === undefined ? {} : { saysAboutCarer: aboutCarer }),
    unplaced: left,
    sources: sourcesOf(blocks),
    loose: blocks.filter(({ heading }) => heading === 'none').flatMap(({ lines }) => ['', ...lines]),
  };
}

/** Of the name no more than its own line: what follows it is not the name. */
function sourcesOf(blocks: readonly Block[]): PastedRequest['sources'] {
  return Object.fromEntries(
    blocks.flatMap(({ heading, lines, source }) => {
      if (heading === 'none' || heading === 'about-individual' || heading === 'about-carer') return [];
      if (textOf(lines) === '') return [];
      const end = heading === 'person-name' ? lines.findIndex((line) => line.trim() !== '') + 1 : source.length;
      return [[FIELD_OF[heading], textOf(source.slice(0, end))]];
    }),
  );
}
