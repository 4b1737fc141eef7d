/** A file that a spreadsheet opens in UTF-8 without being told. */
const BYTE_ORDER_MARK = '\uFEFF';

/** Signs with which a spreadsheet begins a formula (OWASP, CSV injection), also after blanks that it leaves out. */
const FORMULA = /^[\s\u00a0]*[=+\-@\t\r|%＝＋－＠]/;

/** A telephone number in international form or a negative number is what it looks like, and no formula. */
const HARMLESS = /^[+-]?\d[\d ]*$/;

/**
 * One cell: in quotes, the quotes in it doubled. What a spreadsheet would carry out as a formula gets an apostrophe in
 * front, which it takes for "this is text".
 */
export function csvCell(text: string): string {
  const clean = text.toWellFormed().replaceAll('\u0000', '');
  const harmless = FORMULA.test(clean) && !HARMLESS.test(clean) ? `'${clean}` : clean;
  return `"${harmless.replaceAll('"', '""')}"`;
}

/** A whole file, lines ended as RFC 4180 wants. Line breaks within a cell stay. */
export function csvText(rows: readonly (readonly string[])[]): string {
  return `${BYTE_ORDER_MARK}${rows.map((row) => `${row.map(csvCell).join(',')}\r\n`).join('')}`;
}
