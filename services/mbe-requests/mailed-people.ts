import { findHeading } from './request-headings.ts';

/** More than this in one message are not told apart: somebody has to look at it. */
export const MOST_PEOPLE = 10;

const ONE = "\\p{Lu}[\\p{L}\\p{M}'’.-]{0,40}";
const SEVERAL = new RegExp(
  `^(${ONE}(?: ${ONE}){0,4})(?:((?:, ${ONE}(?: ${ONE}){1,4}){0,8}),? (?:and|&|a) |(, )|( ?/ ?|; ?))(${ONE}(?: ${ONE}){1,4})\\.?$`,
  'u',
);
const LISTED = /^\s*(?:[-*•·–]|\(?\d{1,2}[.)])\s+(.{1,120})$/;
const NAME = new RegExp(`^${ONE}(?: ${ONE}){1,4}$`, 'u');

/** A name without the mark of a list before it. */
export function unlisted(text: string): string {
  return LISTED.exec(text)?.[1]?.trim() ?? text;
}

/**
 * The names that stand where one is asked for: "Jane Example and Jo Sample", or one a line with a mark. One name is one
 * person, whatever it looks like.
 *
 * @param more the lines that follow the name's own
 */
export function namesIn(name: string, more: readonly string[]): string[] {
  const first = unlisted(name);
  const listed = LISTED.test(name) ? more.flatMap((line) => LISTED.exec(line)?.[1]?.trim() ?? []) : [];
  const others = listed.filter((line) => NAME.test(line));
  if (others.length > 0) return [first, ...others].slice(0, MOST_PEOPLE);
  const several = SEVERAL.exec(first);
  if (several === null) return [first];
  const [, one = '', between = '', comma, , last = ''] = several;
  // "Example, Jane Ann" is one name, the surname first.
  if (comma !== undefined && !one.includes(' ')) return [first];
  const middle = between.split(', ').filter((part) => part !== '');
  return [one, ...middle, last];
}

/**
 * Cuts a text that names more than one individual, each under a heading of their own, into one text for each. What stands
 * before the first belongs to the first.
 */
export function textsOfPeople(text: string): string[] {
  const lines = text.split('\n');
  const starts: number[] = [];
  const names = new Set<string>();
  for (const [at, line] of lines.entries()) {
    const found = findHeading(line);
    if (found?.heading !== 'person-name') continue;
    const name = (line.slice(found.valueFrom).trim() || (lines[at + 1] ?? '').trim()).toLowerCase();
    if (name === '' || names.has(name)) continue;
    names.add(name);
    starts.push(at);
  }
  if (starts.length < 2) return [text];
  const cuts = [0, ...starts.slice(1, MOST_PEOPLE)];
  return cuts.map((from, at) => lines.slice(from, cuts[at + 1]).join('\n'));
}
