import type { MailContent } from '../../services/mail/port.ts';
import type { MailFrame } from '../../services/notifications/words-port.ts';

/** A piece of a mail. Text and HTML are made from the same pieces, so that they never say different things. */
export type MailPiece =
  | { heading: string }
  | { paragraph: string }
  | { list: readonly string[] }
  /** Short names with their values. */
  | { facts: readonly (readonly [name: string, value: string])[] }
  | { link: { words: string; url: string } };

/**
 * Lays out one mail: sender, subject as heading, pieces, then how to ask and that this is not an emergency service. The
 * HTML needs no image, no table and no style sheet; it names its language and has real headings, so that a screen reader
 * can move through it.
 */
export function layOutMail(subject: string, frame: MailFrame, pieces: readonly MailPiece[]): MailContent {
  const all: MailPiece[] = [
    ...pieces,
    { heading: 'Questions' },
    { paragraph: `Answer this email or write to ${frame.contact}.` },
    { heading: 'This is not an emergency service' },
    { list: frame.emergencyAdvice },
  ];
  return { subject, text: asText(subject, frame, all), html: asHtml(subject, frame, all, 16) };
}

function asText(subject: string, frame: MailFrame, pieces: readonly MailPiece[]): string {
  return `${[frame.team, subject, ...pieces.map(pieceAsText)].join('\n\n')}\n`;
}

function pieceAsText(piece: MailPiece): string {
  if ('heading' in piece) return `${piece.heading}\n${'-'.repeat(Math.min(piece.heading.length, 60))}`;
  if ('paragraph' in piece) return piece.paragraph;
  if ('list' in piece) return piece.list.map((entry) => `- ${entry.replaceAll('\n', '\n  ')}`).join('\n');
  if ('facts' in piece) return piece.facts.map(([name, value]) => `${name}: ${value}`).join('\n');
  return `${piece.link.words}: ${piece.link.url}`;
}

/** NHS identity colours: blue on white is 6.2 to 1, text on white 15 to 1. */
const BLUE = '#005eb8';
const TEXT = '#212b32';

/**
 * One mail as a page.
 *
 * @param pixels the size of its text; headings are larger in the same measure
 */
export function asHtml(
  subject: string,
  frame: Pick<MailFrame, 'team'>,
  pieces: readonly MailPiece[],
  pixels: number,
): string {
  return [
    '<!doctype html>',
    '<html lang="en-GB">',
    `<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${escapeHtml(subject)}</title></head>`,
    `<body style="margin:0;background:#ffffff;color:${TEXT};font:${pixels}px/1.5 Arial,sans-serif;overflow-wrap:anywhere">`,
    '<div style="max-width:600px;margin:0 auto;padding:16px">',
    `<p style="margin:0 0 16px;padding:12px 16px;background:${BLUE};color:#ffffff;font-weight:bold">${escapeHtml(frame.team)}</p>`,
    `<h1 style="font-size:1.5em;line-height:1.3;margin:0 0 16px">${escapeHtml(subject)}</h1>`,
    ...pieces.map(pieceAsHtml),
    '</div>',
    '</body>',
    '</html>',
    '',
  ].join('\n');
}

function pieceAsHtml(piece: MailPiece): string {
  if ('heading' in piece) {
    return `<h2 style="font-size:1.2em;line-height:1.3;margin:24px 0 8px">${escapeHtml(piece.heading)}</h2>`;
  }
  if ('paragraph' in piece) return `<p style="margin:0 0 16px">${withBreaks(piece.paragraph)}</p>`;
  if ('list' in piece) {
    const entries = piece.list.map((entry) => `<li style="margin:0 0 8px">${withBreaks(entry)}</li>`).join('');
    return `<ul style="margin:0 0 16px;padding:0 0 0 20px">${entries}</ul>`;
  }
  if ('facts' in piece) {
    const facts = piece.facts.map(
      ([name, value]) =>
        `<dt style="font-weight:bold;margin:0">${escapeHtml(name)}</dt><dd style="margin:0 0 8px">${withBreaks(value)}</dd>`,
    );
    return `<dl style="margin:0 0 16px">${facts.join('')}</dl>`;
  }
  const { words, url } = piece.link;
  return `<p style="margin:0 0 16px"><a href="${escapeHtml(url)}" style="color:${BLUE}">${escapeHtml(words)}</a></p>`;
}

function withBreaks(text: string): string {
  return escapeHtml(text).replaceAll('\n', '<br>');
}

/** What somebody typed stays text: it can bring no tag, no attribute and no entity into the mail. */
function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}
