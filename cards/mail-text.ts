import type { MailContent } from '../services/mail/port.ts';
import { plain } from './plain-text.ts';

/** A line of a mail as a TextBlock shows it. */
export type MailLine = { text: string; spacing: 'None' | 'Default'; weight: 'Bolder' | 'Default' };

/** Longer lines are cut in two, so that a mail of any length can be spread over pages. */
const LONGEST_LINE = 1000;
const UNDERLINE = /^-{3,}$/;

/**
 * The plain text of a mail, line by line, every word of it. A heading's underline becomes bold type, and a blank line
 * becomes space, as both are for the eye alone.
 */
export function mailLines(mail: Pick<MailContent, 'text'>): MailLine[] {
  const lines = mail.text.trim().split('\n');
  return lines.flatMap((line, index) => {
    if (line.trim() === '' || isUnderline(lines, index)) return [];
    const afterBlank = index > 0 && lines[index - 1]?.trim() === '';
    return pieces(line).map((piece, place) => ({
      text: plain(piece),
      spacing: afterBlank && place === 0 ? ('Default' as const) : ('None' as const),
      weight: isUnderline(lines, index + 1) ? ('Bolder' as const) : ('Default' as const),
    }));
  });
}

function isUnderline(lines: readonly string[], index: number): boolean {
  return index > 0 && UNDERLINE.test(lines[index] ?? '') && lines[index - 1]?.trim() !== '';
}

/** A line in pieces, never in the middle of a character. */
function pieces(line: string): string[] {
  const characters = [...line];
  const cut: string[] = [];
  for (let start = 0; start < characters.length; start += LONGEST_LINE) {
    cut.push(characters.slice(start, start + LONGEST_LINE).join(''));
  }
  return cut;
}
