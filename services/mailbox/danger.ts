import { hasWordsOfDanger } from '../mbe-requests/urgency.ts';
import { withoutClosing } from './closing-lines.ts';
import { messageParts } from './message-parts.ts';
import { readSubject } from './subject.ts';

/** As many people as forward one message to each other. */
const MOST_PARTS = 12;
/** What is added below a signature is as much meant as what stands above it. */
const POSTSCRIPT = /^\s*p\.?\s?s\b/i;

/**
 * Whether the words of a message speak of danger: its subject, what its author wrote, and what they forward, also as an
 * attached message. Not what an answer quotes, which was seen when it came, and no signature or disclaimer, which often name
 * helplines.
 */
export function speaksOfDanger(
  { subject, text, attached }: { subject: string; text: string; attached?: string },
  dangerWords: readonly string[],
): boolean {
  return hasWordsOfDanger([...saidIn(subject, text), ...(attached ? saidIn('', attached) : [])], dangerWords);
}

function saidIn(subject: string, text: string): string[] {
  const { parts, forwards } = messageParts(text);
  const { forwards: isForward, replies } = readSubject(subject);
  const readable = isForward || forwards || !replies ? parts.slice(0, MOST_PARTS) : parts.slice(0, 1);
  const said = readable.map(({ lines }) => withoutClosing(lines, (line) => POSTSCRIPT.test(line)).join('\n'));
  return [subject, ...said];
}
