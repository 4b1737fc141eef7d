import { plain } from './plain-text.ts';

const counted = new Intl.NumberFormat('en-GB');

/** Free text for a TextBlock, its line breaks kept: cards run lines together unless there is a paragraph between them. */
export function prose(text: string): string {
  return plain(text.trim()).replace(/\n+/g, '\n\n');
}

/** Free text cut to `limit` characters, and how many were left out; never in the middle of a character. */
export function cutText(text: string, limit: number): { text: string; left: number } {
  const whole = text.trim();
  if (whole.length <= limit) return { text: whole, left: 0 };
  const kept = whole
    .slice(0, limit)
    .replace(/[\uD800-\uDBFF]$/, '')
    .trimEnd();
  return { text: kept, left: whole.length - kept.length };
}

/** Free text for a TextBlock, cut where it is too long, saying so. */
export function cutProse(text: string, limit: number): string {
  const cut = cutText(text, limit);
  return cut.left === 0
    ? prose(cut.text)
    : `${prose(cut.text)}… (${counted.format(cut.left)} more characters: Show all)`;
}
