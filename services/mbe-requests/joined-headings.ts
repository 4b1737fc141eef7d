import { type Heading, LONGEST_HEADING, meaningOf, wordsOf } from './request-headings.ts';

/** A heading within a line: where its label begins, and where the text after it does. */
export type JoinedHeading = { heading: Heading; from: number; valueFrom: number };

/**
 * How sure it is that a label begins at a capital letter: 'line' where a line break has plainly been lost ("planWho",
 * "plan.Who"), after the end of a sentence or a list mark; 'space' where it may be a word like any other.
 */
type Boundary = 'line' | 'space';

/** What may end a label in the middle of a line. */
const SEPARATOR = /[:?]|\s[-–—](?=\s)/g;
/** After a mere space these single words are headings; "Name" or "Reason" may be the end of "School Name". */
const PLAIN_SINGLE_WORDS = new Set(['purpose', 'invitees', 'attendees']);

function isLower(character: string): boolean {
  return /\p{Ll}/u.test(character);
}

/** What a capital letter at `at` begins. `start` is where the label may begin at the earliest. */
function boundaryAt(line: string, at: number, start: number): Boundary | undefined {
  const before = line[at - 1] ?? '';
  if (at === start) return 'line';
  if (/\s/.test(before)) {
    const previous = line.slice(start, at).trimEnd().at(-1);
    return previous === undefined || /[.!;)*_#•·–—-]/.test(previous) ? 'line' : 'space';
  }
  // "MDTWho": the last capital of a run begins the next word.
  if (/\p{Lu}/u.test(before)) return isLower(line[at + 1] ?? '') ? 'line' : undefined;
  return /[/&('’‘"“<@]/.test(before) ? undefined : 'line';
}

/** Whether a label that begins after a mere space is one: a word of a sentence or of a longer label is not. */
function standsAfterSpace(heading: Heading, label: string, words: readonly string[], before: string): boolean {
  if (/[.!;]\s/.test(label)) return false;
  // These cut nothing off but what is said of the family, whose address must not count as somebody else's.
  if (heading === 'about-individual' || heading === 'about-carer') return true;
  if (words.length === 1) return PLAIN_SINGLE_WORDS.has(words[0] ?? '');
  // "Referrer Full name" is somebody else's.
  return heading !== 'person-name' || isLower(/(\S)\S*\s+$/.exec(before)?.[1] ?? '');
}

/** The label that ends at `end`; it holds no separator, so it begins after the one before. */
function labelBefore(line: string, start: number, end: number, isQuestion: boolean): JoinedHeading | undefined {
  const earliest = Math.max(start, end - LONGEST_HEADING);
  let afterSpace: (JoinedHeading & { asks: boolean }) | undefined;
  let afterLine: JoinedHeading | undefined;
  for (const { index } of line.slice(earliest, end).matchAll(/\p{Lu}/gu)) {
    const from = earliest + index;
    const boundary = boundaryAt(line, from, start);
    const label = line.slice(from, end);
    const words = boundary === undefined ? [] : wordsOf(label);
    const heading = meaningOf(words);
    if (heading === undefined) continue;
    const found = { heading, from, valueFrom: end };
    if (boundary === 'line') afterLine = found;
    else if (standsAfterSpace(heading, label, words, line.slice(earliest, from))) {
      // The longest, but for "Meeting Who to invite", which begins where it asks.
      const asks = /^(?:who|whom|why)$/.test(words[0] ?? '');
      if (afterSpace === undefined || (asks && !afterSpace.asks)) afterSpace = { ...found, asks };
    }
  }
  return afterLine ?? (isQuestion ? undefined : afterSpace);
}

/**
 * Finds the headings within a line, from `from` on: some chat clients lose every line break of a pasted text and put
 * nothing, or a space, in its place ("Full name: Jordan ExamplePurpose: agree a plan"). A label here begins with a
 * capital letter and is followed by ':', ' - ' or, where the lost break is plain to see, '?'. "the purpose is…" is none.
 * Takes time in proportion to the line's length: a label is short, and no part of the line is read as two labels.
 */
export function joinedHeadings(line: string, from: number): JoinedHeading[] {
  const found: JoinedHeading[] = [];
  let start = from;
  for (const separator of line.slice(from).matchAll(SEPARATOR)) {
    const end = from + separator.index;
    const after = end + separator[0].length;
    const label = labelBefore(line, start, end, separator[0] === '?');
    if (label !== undefined) {
      const marks = /^[\s*_]{0,8}/.exec(line.slice(after, after + 8))?.[0].length ?? 0;
      found.push({ ...label, valueFrom: after + marks });
    }
    start = after;
  }
  return found;
}
