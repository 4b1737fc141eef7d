import type { TypedRequest } from './model.ts';

/** A small word alone gives no reason: it counts as none of the words that a reason needs. */
const FILLERS = new Set([
  'a',
  'an',
  'and',
  'as',
  'at',
  'because',
  'for',
  'is',
  'it',
  'of',
  'so',
  'the',
  'there',
  'to',
  'was',
  'we',
]);

/** Small letters, straight apostrophes, single spaces, without punctuation at either end. */
function plainWords(text: string): string {
  return text
    .toLowerCase()
    .replaceAll('’', "'")
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/^[\s.,;:!?()"']+|[\s.,;:!?()"']+$/g, '');
}

/** The same without small words, so that "there is no time" is "no time". */
function bare(text: string): string {
  return plainWords(text)
    .split(' ')
    .filter((word) => !FILLERS.has(word))
    .join(' ');
}

/**
 * Whether a reason for holding no MDT says too little to understand it: a phrase of the area's list, several of them one
 * after another ("no time, too busy"), or fewer words than the area asks for. Of nothing typed it is not asked: that is
 * missing, and said so. It never blocks a request: two questions follow (domain.md §2, an MDT comes first).
 *
 * @param rule the policy's thinMdtReasons
 */
export function isThinReason(reason: string, rule: { phrases: readonly string[]; fewestWords: number }): boolean {
  const whole = plainWords(reason);
  if (whole === '') return /[^\s]/.test(reason);
  const phrases = new Set(rule.phrases.map(bare));
  const parts = whole.split(/\s*[.,;:!?\n]+\s*|\s+(?:and|or|-|–)\s+/).map(bare);
  if (parts.every((part) => part === '' || phrases.has(part))) return true;
  const words = bare(whole)
    .split(' ')
    .filter((word) => /[\p{L}\p{N}]/u.test(word));
  return words.length < rule.fewestWords;
}

/** Whether one of the two questions has been answered: then they are not put again. */
export function mdtAnswered(typed: TypedRequest): boolean {
  return [typed.mdtTried, typed.mdtWhen, typed.mdtWhoCame, typed.mdtWouldHelp].some(
    (text) => (text ?? '').trim() !== '',
  );
}
