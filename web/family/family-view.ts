import { type LetterFormat, letterFormats } from '../../services/people/model.ts';
import type { FamilyLine, SymbolName } from '../../wording/family-meeting.ts';
import { inSentences } from '../../wording/letters/letter-layout.ts';
import { formatChoices } from '../../wording/pages/family-forms.ts';

/** A line of the page: its sentences, and in Easy Read the picture beside them. */
type LineView = { symbol: SymbolName | null; sentences: string[] };

/** The lines in one format: in Easy Read every sentence is a line of its own, the picture stands beside the first. */
export function linesIn(lines: readonly FamilyLine[], format: LetterFormat): LineView[] {
  return lines.flatMap(({ symbol, plain, easy }): LineView[] => {
    const words = format === 'easy-read' ? easy : plain;
    if (words === null) return [];
    return format === 'easy-read'
      ? [{ symbol, sentences: inSentences(words) }]
      : [{ symbol: null, sentences: [words] }];
  });
}

/** The format that an address names; null where it names none. */
export function formatAsked(value: unknown): LetterFormat | null {
  return letterFormats.find((one) => one === value) ?? null;
}

/** The class under which a format has its type and its room. */
export function bodyClassOf(format: LetterFormat): string {
  return format === 'plain' ? '' : `app-${format}`;
}

/** The links with which somebody chooses how to read the page. */
export function formatLinks(path: string, now: LetterFormat) {
  return formatChoices.map(({ format, words }) => ({ words, now: format === now, href: `${path}?format=${format}` }));
}
