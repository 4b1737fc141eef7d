/** Unicode's control category but the line feed, the marks that turn the direction of the text after them, and the BOM. */
const UNWANTED = /[^\P{Cc}\n]|[\u202a-\u202e\u2066-\u2069\ufeff]/gu;

/**
 * Free text as it is kept: every line end is '\n', a tab is a space, control characters are gone, the ends are trimmed.
 * What is left is the writer's own, `=cmd()`, Markdown, HTML and emoji included: it is escaped where it is shown.
 * PostgreSQL takes the result as text and as JSON: no NUL, no half of a surrogate pair.
 */
export function cleanText(text: string): string {
  return text
    .toWellFormed()
    .replace(/\r\n?|[\u0085\u2028\u2029]/g, '\n')
    .replace(/\t/g, ' ')
    .replace(UNWANTED, '')
    .trim();
}

/** The same on one line: a name, a place, a phone number. */
export function cleanLine(text: string): string {
  return cleanText(text).replace(/\s+/g, ' ');
}
