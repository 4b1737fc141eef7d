/** Forms of address that may stand before a name. They say nothing about who the person is. */
const TITLES = new Set([
  'mr',
  'mrs',
  'ms',
  'miss',
  'mx',
  'master',
  'dr',
  'prof',
  'professor',
  'rev',
  'reverend',
  'sir',
  'dame',
]);

/** Letters that Unicode does not take apart into a base letter and an accent, as they are typed without them. */
const PLAIN_LETTERS: Record<string, string> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ł: 'l',
  ı: 'i',
  ς: 'σ',
};

function withoutAccents(text: string): string {
  // Twice, because lower-casing can bring forth new accents (İ) and taking apart new capitals.
  const plain = text
    .normalize('NFKD')
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '');
  return plain.replace(/[ßæœøđðþłıς]/g, (letter) => PLAIN_LETTERS[letter] ?? letter);
}

/**
 * The key under which names are compared: what is left of a full name when case, accents, apostrophes, hyphens, other
 * punctuation, spaces and leading titles are taken away. The order of the names is kept.
 *
 * "O'Brien", "O’Brien", "OBrien" and "o brien" give one key, and so do "Anne-Marie" and "Anne Marie"; "Jane Example" and
 * "Smith Jane" do not. Two people may share a key: it finds records that *may* concern one person, and a coordinator
 * decides. Empty when the text holds no letter or digit. The key of a key is the key itself.
 */
export function nameKey(fullName: string): string {
  const words = withoutAccents(fullName)
    .replace(/['’‘ʼ`´]/g, '')
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    .filter((word) => word !== '');
  const firstName = words.findIndex((word) => !TITLES.has(word));
  // Somebody entered as "Dr" alone keeps it: an empty key would match nobody, or everybody.
  // Once more, because accents of neighbouring words may now stand in another order.
  return words.slice(Math.max(firstName, 0)).join('').normalize('NFKD');
}
