/** What a line of a pasted request announces; 'none' ends the part before and begins nothing we know. */
export type Heading =
  | 'person-name'
  | 'purpose'
  | 'who-to-invite'
  | 'why-no-mdt'
  | 'about-individual'
  | 'about-carer'
  | 'none';

/** A heading found at the start of a line, and where in the line the text after it begins. */
export type FoundHeading = { heading: Heading; valueFrom: number };

/** Headings are short: no more of a line is looked at, so that a line of any length costs the same. */
export const LONGEST_HEADING = 160;
const MOST_WORDS = 24;

function set(words: string): ReadonlySet<string> {
  return new Set(words.split(' '));
}

/** Words that may surround the ones that matter, in any of the headings. */
const FILLERS = 'the a an of for this to and or please with';
const INDIVIDUAL = 'individual individuals person persons young adult child childs patient service user users client';
const CARER = 'parent parents carer carers guardian guardians family mother father mum mums dad dads foster';
const DETAILS = 'information info details contact including invite invited inviting involve involved';
const MDT = 'mdt multidisciplinary multi disciplinary professionals professional meeting team';

const NAME_WORDS = set(`${FILLERS} ${INDIVIDUAL} full name names`);
const PURPOSE_WORDS = set(
  `${FILLERS} main purpose reason reasons aim aims meeting mbe exception by request requesting`,
);
const WHO_WORDS = set(
  `${FILLERS} ${INDIVIDUAL} ${CARER} ${DETAILS} who whom should be needs need needed required would like you we attend ` +
    'attending attendees invitee invitees invitation invitations people agencies agency organisations organisation ' +
    'professionals list suggested proposed else meeting there come us want i can could must anyone any other others',
);
const INDIVIDUAL_WORDS = set(`${FILLERS} ${INDIVIDUAL} ${DETAILS} be should will attend attending`);
const CARER_WORDS = set(`${FILLERS} ${CARER} ${DETAILS} be should will attend attending name names`);
const WHY_WORDS = set(
  `${FILLERS} ${MDT} dsr why reason reasons no not isnt isn t is has hasnt hasn been being wont won be was wasnt wasn ` +
    'cannot cant can will taken take taking taken going forward forwards held hold holding without first possible happening ' +
    'happened arranged organised convened called done instead because appropriate suitable enough dynamic support register',
);
const NAMING = set('name names');
const PURPOSES = set('purpose reason reasons aim aims');
const INVITING = set('invite invited invitee invitees invitation invitations attend attendees attending');
const NEGATIONS = set('no not isnt isn hasnt hasn wasnt wasn wont won cannot cant without');
const MDT_NAMES = set('mdt multidisciplinary disciplinary professionals');
const INDIVIDUAL_NAMES = set(INDIVIDUAL);
const CARER_NAMES = set(CARER);
/** Lines that a mail program writes, and the words people close a mail with: what follows is nobody's answer. */
const MAIL_LINES = set('from to cc bcc sent date subject importance attachments');
const CLOSINGS = new Set([
  'kind regards',
  'best regards',
  'warm regards',
  'regards',
  'best wishes',
  'many thanks',
  'thanks',
  'thank you',
  'yours sincerely',
  'yours faithfully',
  'with thanks',
  'with best wishes',
]);

/** A label without list number, marks, brackets and what stands in them; apostrophes go, other signs part words. */
export function wordsOf(label: string): string[] {
  const plain = label
    .toLowerCase()
    .replace(/\([^()]*\)/g, ' ')
    .replace(/['’‘ʼ`´]/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
  return plain === '' ? [] : plain.split(' ');
}

function allIn(words: readonly string[], allowed: ReadonlySet<string>): boolean {
  return words.every((word) => allowed.has(word));
}

function hasAny(words: readonly string[], wanted: ReadonlySet<string>): boolean {
  return words.some((word) => wanted.has(word));
}

/** What the words of a label announce; the order matters, because "reason for no MDT" also reads like a purpose. */
export function meaningOf(words: readonly string[]): Heading | undefined {
  if (words.length === 0 || words.length > MOST_WORDS) return undefined;
  if (hasAny(words, NEGATIONS) && hasAny(words, MDT_NAMES) && allIn(words, WHY_WORDS)) return 'why-no-mdt';
  if (hasAny(words, NAMING) && allIn(words, NAME_WORDS)) return 'person-name';
  if (hasAny(words, PURPOSES) && allIn(words, PURPOSE_WORDS)) return 'purpose';
  if (hasAny(words, INDIVIDUAL_NAMES) && allIn(words, INDIVIDUAL_WORDS)) return 'about-individual';
  if (hasAny(words, CARER_NAMES) && allIn(words, CARER_WORDS)) return 'about-carer';
  return hasAny(words, INVITING) && allIn(words, WHO_WORDS) ? 'who-to-invite' : undefined;
}

/** Where a list number, bullet, quotation mark or Markdown mark at the start of a line ends. */
function afterMarks(line: string): number {
  return /^[\s>#*_•·–—-]*(?:\(?(?:\d{1,2}|[a-hA-H])[.):][\s*_]*)?/.exec(line)?.[0].length ?? 0;
}

/** Each place at which a label may end: [end of the label, start of what follows]. */
function* separators(line: string): Generator<[number, number]> {
  const pattern = /[:?=\t]|[-–—](?=\s|$)|\s[-–—]/g;
  for (const match of line.matchAll(pattern)) {
    const next = match.index + match[0].length;
    yield [match.index, next + (/^[\s*_]*/.exec(line.slice(next))?.[0].length ?? 0)];
  }
}

/**
 * Finds the heading a line begins with: a label of the four things or of the family, followed by ':', '?', '=', a tab,
 * or a dash, or standing alone on its line. A sentence that happens to begin like a label is no heading.
 */
export function findHeading(line: string): FoundHeading | undefined {
  const start = afterMarks(line.slice(0, LONGEST_HEADING));
  const head = line.slice(start, start + LONGEST_HEADING);
  for (const [end, next] of separators(head)) {
    const words = wordsOf(head.slice(0, end));
    const heading = meaningOf(words);
    if (heading !== undefined) return { heading, valueFrom: start + next };
    if (head[end] === ':' && words.length === 1 && MAIL_LINES.has(words[0] ?? '')) {
      return { heading: 'none', valueFrom: 0 };
    }
  }
  if (line.length - start > LONGEST_HEADING || /[.!]\s*$/.test(head)) return undefined;
  const words = wordsOf(head);
  if (CLOSINGS.has(words.join(' ')) || head.trim() === '--') return { heading: 'none', valueFrom: 0 };
  const alone = meaningOf(words);
  // "Parents" alone may be a point of any list.
  if (alone === undefined || alone === 'about-individual' || alone === 'about-carer') return undefined;
  return { heading: alone, valueFrom: line.length };
}
