import { messageParts } from '../mailbox/message-parts.ts';
import type { ReadMessage } from '../mailbox/model.ts';

/** What remains of a line of an answer once the words of the mail that it answers are taken off; '' where all of it is ours. */
export type WithoutOurWords = (line: string) => string;

/**
 * A message that answers a mail of ours, as its sender's own words alone: nothing that is quoted or forwarded, and no line of
 * ours that they have left standing between. What they write below one of ours is then text without a heading.
 *
 * @param host of this service: whoever knows a link to the draft is let in by it, so that it never comes into one
 */
export function repliedText(read: ReadMessage, withoutOurs: WithoutOurWords, host: string | null): ReadMessage {
  const { attached: _attached, ...own } = read;
  const lines = messageParts(read.text).parts[0]?.lines ?? [];
  const text = lines
    .map((line) => withoutOurs(withoutLinks(line, host)))
    .join('\n')
    .replace(/\n{3,}/g, '\n\n');
  return { ...own, text, forwarded: false };
}

/** A message that answers a mail of ours and stands for itself: all that it says, without our words and links. */
export function withoutOurMail(read: ReadMessage, withoutOurs: WithoutOurWords, host: string | null): ReadMessage {
  const lines = read.text.split('\n').map((line) => withoutOurs(withoutLinks(line, host)));
  return { ...read, text: lines.join('\n') };
}

function withoutLinks(line: string, host: string | null): string {
  if (host === null || !line.toLowerCase().includes(host)) return line;
  return line
    .split(/(?<=\s)/)
    .filter((word) => !word.toLowerCase().includes(host))
    .join('');
}

/** The host of an address, as it stands in a link whatever else is put round that. */
export function hostOf(url: string | null | undefined): string | null {
  return url && URL.canParse(url) ? new URL(url).host.toLowerCase() : null;
}
