import { actionButton } from './action-button.ts';
import type { AdaptiveCard } from './adaptive-card.ts';
import { pagerButtons } from './pages.ts';
import { plain } from './plain-text.ts';
import { prose } from './prose.ts';
import { cardTemplate } from './template.ts';
import { oneLine } from './typed-field.ts';

/** A heading and all that is said under it. */
export type Part = { title: string; text: string };

export type WholeTextView = {
  reference: string;
  name: string;
  /** 'All of MBE-2027-0042' where left out. */
  heading?: string;
  parts: readonly Part[];
  /** From 1; one outside the pages shows the nearest. */
  page: number;
  /** The ids that every button carries, the verb of the pages, and that of the way back. */
  ids: Record<string, string>;
  verbs: { pages: string; back: string };
};

/** Bytes of text a page holds: escaped and encoded it stays well under what Teams takes. */
const PAGE_BYTES = 12 * 1024;
const expand = cardTemplate(import.meta.dirname, 'whole-text');

/** Every word of a record, on as many pages as it takes: what its card had to cut. */
export function wholeTextCard({ reference, name, heading, parts, page, ids, verbs }: WholeTextView): AdaptiveCard {
  const pages = inPages(parts);
  const shown = { page: Math.min(Math.max(page, 1), pages.length), pages: pages.length };
  return expand({
    heading: heading ?? `All of ${reference}`,
    about: `${heading === undefined ? '' : `${reference} · `}${plain(oneLine(name))}`,
    said: pages.length > 1 ? `Page ${shown.page} of ${pages.length}` : null,
    parts: pages[shown.page - 1] ?? [],
    actions: [
      actionButton({ title: 'Back', verb: verbs.back, data: ids }),
      ...pagerButtons(shown, { verb: verbs.pages, data: ids }),
    ],
  });
}

const encoded = (text: string) => Buffer.byteLength(JSON.stringify(prose(text)), 'utf8');

/** Lays the parts out on pages; one that does not fit goes on over the next page under the same title. */
function inPages(parts: readonly Part[]): Part[][] {
  const pages: Part[][] = [[]];
  let left = PAGE_BYTES;
  for (const { title, text } of parts) {
    let rest = text.trim();
    let shownTitle = title;
    while (rest !== '') {
      const piece = firstPiece(rest, left);
      if (piece === '') {
        pages.push([]);
        left = PAGE_BYTES;
        continue;
      }
      pages.at(-1)?.push({ title: shownTitle, text: prose(piece) });
      left -= encoded(piece);
      rest = rest.slice(piece.length).trimStart();
      shownTitle = `${title} (continued)`;
    }
  }
  return pages;
}

/** As much of the text as `bytes` hold, ending between words where there are any; empty where it is not worth while. */
function firstPiece(text: string, bytes: number): string {
  if (encoded(text) <= bytes) return text;
  if (bytes < PAGE_BYTES / 4) return '';
  let length = Math.min(text.length, bytes);
  while (encoded(text.slice(0, length)) > bytes) length = Math.floor(length * 0.8);
  const piece = text.slice(0, length).replace(/[\uD800-\uDBFF]$/, '');
  const space = piece.search(/\s\S*$/);
  return space > piece.length / 2 ? piece.slice(0, space) : piece;
}
