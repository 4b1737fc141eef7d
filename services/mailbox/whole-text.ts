import { MOST_TEXT, type ReadMessage } from './model.ts';

/** What a message says, and below it the message that is attached, as if it were forwarded within the text; cut as any text is. */
export function wholeText({ text, attached = '' }: Pick<ReadMessage, 'text' | 'attached'>): string {
  return [text, attached].filter(Boolean).join('\n\n').slice(0, MOST_TEXT).toWellFormed();
}
