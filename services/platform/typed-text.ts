/** Control characters but tab and line break, and the marks that turn the direction of the text that follows. */
const UNWANTED = /[^\P{Cc}\t\n]|[\u202A-\u202E\u2066-\u2069\uFEFF]/gu;

/**
 * Free text as it is kept: line breaks as '\n', no control characters (PostgreSQL refuses some, a terminal obeys others),
 * no halves of characters, nothing blank at either end.
 */
export function cleanText(typed: string): string {
  return typed
    .toWellFormed()
    .replace(/\r\n?|[\u2028\u2029]/g, '\n')
    .replace(UNWANTED, '')
    .trim();
}
