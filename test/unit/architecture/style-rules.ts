import { tokensOf } from './import-scanner.ts';
import { PRODUCT_FOLDERS } from './source-files.ts';

const KEBAB_CASE = /^[a-z0-9]+(?:-[a-z0-9]+)*(?:\.[a-z0-9]+)*$/;
const VAGUE_FOLDERS = new Set(['utils', 'util', 'helpers', 'helper', 'common', 'misc', 'shared']);
/** Code of the product is cut before it grows longer (architecture.md: around 250). */
const MOST_LINES = 300;
/** Here "now" is an argument; the system's clock is handed in by app/. */
const WITHOUT_A_CLOCK = ['services/', 'cards/', 'wording/'];
const THE_CLOCK = 'services/platform/time.ts';
/** Compares the age of a file with the time of its file system: no decision of the product, and no clock moves it. */
const FILE_TIMES = new Set(['services/platform/postgres-cluster.ts']);

/** One sentence for each name that breaks the rules on names. */
export function nameBreaches(files: readonly string[]): string[] {
  return files.flatMap((file) => {
    const parts = file.split('/');
    const name = parts.at(-1) ?? '';
    const folders = parts.slice(0, -1);
    const found: string[] = [];
    if (!KEBAB_CASE.test(name) && !/^[A-Z]+\.md$/.test(name)) found.push(`${file}: files are named in kebab-case.`);
    if (/^index\.[a-z]+$/.test(name)) {
      found.push(`${file}: no barrels: import a thing from the file that holds it, and name a file by what it holds.`);
    }
    const vague = folders.find((folder) => VAGUE_FOLDERS.has(folder));
    if (vague !== undefined) {
      found.push(`${file}: “${vague}” says nothing of what is in it: put the file beside what it serves.`);
    }
    return found;
  });
}

function clockBreaches(file: string, texts: readonly string[]): string[] {
  const at = (...wanted: string[]) => texts.some((_, start) => wanted.every((text, n) => texts[start + n] === text));
  const outside = WITHOUT_A_CLOCK.every((folder) => !file.startsWith(folder)) || file === THE_CLOCK;
  if (outside || FILE_TIMES.has(file)) return [];
  const found: string[] = [];
  if (at('new', 'Date', '(', ')') || at('new', 'Date', ';')) found.push('new Date()');
  if (at('Date', '.', 'now')) found.push('Date.now()');
  if (at('Math', '.', 'random')) found.push('Math.random()');
  return found.map((call) => `${file} calls ${call}. Time and chance are handed in: deps.clock.now(), deps.newId().`);
}

/** One sentence for each way in which a file's text breaks the rules of style. */
export function textBreaches(file: string, source: string): string[] {
  const texts = tokensOf(source).map((token) => (token.kind === 'string' ? "''" : token.text));
  const found = clockBreaches(file, texts);
  const isDeclared = (text: string, at: number) =>
    text === 'enum' && /^[A-Z]/.test(texts[at + 1] ?? '') && texts[at + 2] === '{';
  if (texts.some(isDeclared)) {
    found.push(`${file} declares an enum. Node runs the file with its types stripped: write a union of strings.`);
  }
  const lines = source.trimEnd().split('\n').length;
  if (lines > MOST_LINES && PRODUCT_FOLDERS.some((folder) => file.startsWith(`${folder}/`))) {
    found.push(`${file} has ${lines} lines, more than ${MOST_LINES}: give the second thing in it a file of its own.`);
  }
  return found;
}
