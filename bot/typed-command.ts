/** Nobody types a longer command: anything longer is a text of its own, in which a command's words mean nothing. */
const LONGEST_COMMAND = 80;

/**
 * The words of something short enough to be a command: lower case, apostrophes gone, without punctuation. Undefined for
 * a longer text.
 */
export function commandWords(text: string): string[] | undefined {
  if (text.length > LONGEST_COMMAND) return undefined;
  return (
    text
      .toLowerCase()
      .replace(/['’]/g, '')
      .match(/[\p{L}\p{N}]+/gu) ?? []
  );
}

/** Whether the words are all known ones, and at least one of them is what the command is about. */
export function wordsAre(text: string, about: ReadonlySet<string>, around: ReadonlySet<string>): boolean {
  const words = commandWords(text);
  if (words === undefined || !words.some((word) => about.has(word))) return false;
  return words.every((word) => about.has(word) || around.has(word));
}

export function wordSet(words: string): ReadonlySet<string> {
  return new Set(words.split(' '));
}
