/** An organisation of the directory, as far as finding its name in a text needs it. */
export type DirectoryEntry = { id: string; name: string };

/** Words as compared: lower case, without apostrophes, '&' read as 'and'. */
function wordsOf(text: string): string[] {
  const plain = text
    .toLowerCase()
    .replace(/['’‘ʼ`´]/g, '')
    .replace(/&/g, ' and ');
  return plain.match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** The directory by its first word, longest names first: where one name is part of another, the longer one is meant. */
function byFirstWord(directory: readonly DirectoryEntry[]): Map<string, { id: string; words: string[] }[]> {
  const index = new Map<string, { id: string; words: string[] }[]>();
  for (const { id, name } of directory) {
    const words = wordsOf(name);
    const first = words[0];
    if (first !== undefined) index.set(first, [...(index.get(first) ?? []), { id, words }]);
  }
  for (const entries of index.values()) entries.sort((one, other) => other.words.length - one.words.length);
  return index;
}

/**
 * The ids of the organisations whose whole name stands in a text, in the order they are met, each once. Nothing is
 * guessed: "the police" is not Example Police.
 */
export function organisationsNamedIn(text: string, directory: readonly DirectoryEntry[]): string[] {
  const index = byFirstWord(directory);
  const words = wordsOf(text);
  const found = new Set<string>();
  for (let at = 0; at < words.length; ) {
    const entry = index
      .get(words[at] ?? '')
      ?.find((one) => one.words.every((word, offset) => words[at + offset] === word));
    if (entry) found.add(entry.id);
    at += entry?.words.length ?? 1;
  }
  return [...found];
}
