import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvCell, csvText } from '../../../services/register/csv.ts';
import { nastyText } from '../../support/nasty-text.ts';

/** Reads a file as RFC 4180 says. */
function parsed(csv: string): string[][] {
  const rows: string[][] = [[]];
  let cell = '';
  let quoted = false;
  for (let at = 0; at < csv.length; at++) {
    const sign = csv[at] as string;
    if (quoted && sign === '"' && csv[at + 1] === '"') {
      cell += '"';
      at++;
    } else if (sign === '"') quoted = !quoted;
    else if (!quoted && (sign === ',' || sign === '\r')) {
      rows.at(-1)?.push(cell);
      cell = '';
      if (sign === '\r') {
        rows.push([]);
        at++;
      }
    } else cell += sign;
  }
  return rows.slice(0, -1);
}

describe('a file for a spreadsheet', () => {
  it.each([
    ['=cmd()', "'=cmd()"],
    ['+1+1', "'+1+1"],
    ['-2+3', "'-2+3"],
    ['@SUM(A1)', "'@SUM(A1)"],
    [' =1', "' =1"],
    ['\t=1', "'\t=1"],
    ['\n=1', "'\n=1"],
    ['＝1', "'＝1"],
    ['=HYPERLINK("https://example.org")', `'=HYPERLINK("https://example.org")`],
  ])('never carries out %j', (text, kept) => {
    expect(csvCell(text)).toBe(`"${kept.replaceAll('"', '""')}"`);
  });

  it.each(['O’Neill', 'Jordan Example', '2027-01-12', '+44 1632 960100', '-5', '', 'a = b', 'Smith-Example'])(
    'leaves %j as it is',
    (text) => {
      expect(csvCell(text)).toBe(`"${text}"`);
    },
  );

  it('begins with the mark that says UTF-8, and ends its lines as the standard wants', () => {
    expect(csvText([['Zoë', '漢']])).toBe('\uFEFF"Zoë","漢"\r\n');
  });

  it('can be read back as it was written, with quotes, commas and line breaks, but for an apostrophe before a formula', () => {
    const row = fc.array(nastyText, { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(fc.array(row, { maxLength: 4 }), (rows) => {
        const read = parsed(csvText(rows).slice(1));
        const without = (text: string) => text.toWellFormed().replaceAll('\u0000', '');
        expect(read.length).toBe(rows.length);
        for (const [at, cells] of rows.entries()) {
          expect(read[at]?.map((cell, n) => (cell === `'${without(cells[n] ?? '')}` ? cell.slice(1) : cell))).toEqual(
            cells.map(without),
          );
        }
      }),
    );
  });

  it('has no cell that begins with a sign of a formula', () => {
    fc.assert(
      fc.property(nastyText, (text) => {
        const inside = csvCell(text).slice(1, -1);
        expect(/^[=@＝＠]/.test(inside)).toBe(false);
      }),
    );
  });
});
