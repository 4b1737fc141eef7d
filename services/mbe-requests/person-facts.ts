import { checkNhsNumber } from '../people/nhs-number.ts';
import { parseCalendarDay } from '../platform/time.ts';

/** What a pasted text says of the individual beside their name, as it was typed. The form's own check comes later. */
export type PersonFacts = { nhsNumber?: string; dateOfBirth?: string };

/** A fact found in a line: `from` and `to` take in its label. `same` is equal for two ways to write one value. */
type Fact = { field: keyof PersonFacts; typed: string; same: string; from: number; to: number };

/** A label also stands where the line break before it has been lost: "ExampleDOB". */
const BIRTH_LABEL =
  '(?:(?<!\\p{Lu})(?:D(?:ate|ATE) (?:of|OF) [Bb](?:irth|IRTH)|DOB|D\\.O\\.B)|(?<![\\p{L}\\p{N}])(?:date of birth|dob|d\\.o\\.b|[Bb]orn(?: on)?))';
const NHS_LABEL = '(?:(?<!\\p{Lu})NHS|(?<![\\p{L}\\p{N}])nhs)(?: ?(?:[Nn]umber|NUMBER|[Nn]o|NO|#))?';
const AFTER_LABEL = '[.:;=)–—\\-]?\\s{0,3}(?:is )?';
/** The day before the month, the year in full: nothing that could be read in two ways. */
const DAY =
  '\\d{1,2}[/.\\-]\\d{1,2}[/.\\-]\\d{4}|\\d{4}-\\d{2}-\\d{2}|\\d{1,2}(?:st|nd|rd|th)?[ -][A-Za-z]{3,9}\\.?,?[ -]\\d{4}';
const TEN_DIGITS = '\\d(?:[ \\-\\u2010-\\u2015]?\\d){9}';
const FACT = new RegExp(
  `${BIRTH_LABEL}${AFTER_LABEL}(?<born>${DAY})(?!\\d)|${NHS_LABEL}${AFTER_LABEL}(?<nhs>${TEN_DIGITS})(?!\\d)`,
  'gu',
);

/** What may stand before a label without making it anybody else's: "Mum's DOB" is hers. */
const OWN =
  /^[^\p{L}\p{N}]*(?:(?:and|his|her|their|the|individual|individuals|person|persons|child|childs|(?:he|she) was|they were)[^\p{L}\p{N}]+)*$/iu;
const LONGEST_BEFORE = 60;
/** Signs that hold a fact in its line and say nothing without it. */
const EDGES = /^[\s,;.()[\]–—-]+|[\s,;([–—-]+$/g;

function validFact({ groups, index, 0: whole }: RegExpExecArray): Fact | undefined {
  const place = { from: index, to: index + whole.length };
  const { born, nhs } = groups ?? {};
  if (nhs !== undefined) {
    // Whether a test number may be used here is for the form's check to say.
    const check = checkNhsNumber(nhs, { allowTestNumbers: true });
    return check.ok ? { field: 'nhsNumber', typed: nhs, same: check.value, ...place } : undefined;
  }
  const day = parseCalendarDay(born ?? '');
  return day === undefined ? undefined : { field: 'dateOfBirth', typed: born ?? '', same: day, ...place };
}

/** The facts of a line that say of nobody else that they are theirs. */
function factsIn(line: string): Fact[] {
  const facts: Fact[] = [];
  let end = 0;
  for (const match of line.matchAll(FACT)) {
    const before = line.slice(end, match.index).replace(/['’]/g, '');
    const fact = before.length <= LONGEST_BEFORE && OWN.test(before) ? validFact(match) : undefined;
    if (fact !== undefined) facts.push(fact);
    end = match.index + match[0].length;
  }
  return facts;
}

/** What is left of a line without these facts, piece by piece. */
function leftOf(line: string, facts: readonly Fact[]): string[] {
  const starts = [0, ...facts.map(({ to }) => to)];
  const pieces = starts.map((start, at) => line.slice(start, facts[at]?.from ?? line.length));
  const own = (piece: string) => OWN.test(`${piece.replace(/['’]/g, '')} `);
  return pieces.map((piece) => piece.replace(EDGES, '')).filter((piece) => !own(piece));
}

/** Whether a line holds facts of the individual's and nothing else. */
export function saysOnlyFacts(line: string): boolean {
  const facts = factsIn(line);
  return facts.length > 0 && leftOf(line, facts).length === 0;
}

/**
 * Takes the individual's NHS number and date of birth out of the lines that stand beside their name: each only under its
 * label, only where it looks valid and no line says another one. A line without a fact, and what is left of the others,
 * is handed back as it stands.
 */
export function takePersonFacts(lines: readonly string[]): { facts: PersonFacts; left: string[] } {
  const found = lines.map(factsIn);
  const certain = (['nhsNumber', 'dateOfBirth'] as const).flatMap((field) => {
    const said = found.flat().filter((fact) => fact.field === field);
    return new Set(said.map(({ same }) => same)).size === 1 && said[0] ? [[field, said[0].typed] as const] : [];
  });
  const facts: PersonFacts = Object.fromEntries(certain);
  const left = lines.flatMap((line, at) => {
    const taken = (found[at] ?? []).filter(({ field }) => field in facts);
    return taken.length === 0 ? [line] : leftOf(line, taken);
  });
  return { facts, left };
}
