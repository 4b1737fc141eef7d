import type { FromText } from './prose-request.ts';
import type { UnderstoodRequest } from './read-pasted-request.ts';

const POINT = /^\s{0,8}\(?([1-9])[.):]\s{1,8}(\S.*)$/;
const NAME = /^\p{Lu}[\p{L}\p{M}'’.-]{0,40}(?: \p{Lu}[\p{L}\p{M}'’.-]{0,40}){1,4}$/u;
const MDT = /\bmdts?\b|multi[- ]?disciplinary|professionals['’]? meeting/i;
/** The order in which they are asked for (DSR newsletter, March 2025). */
const ORDER = ['personName', 'purpose', 'whoToInvite', 'whyNoMdt'] as const satisfies (keyof UnderstoodRequest)[];

/**
 * Four numbered points that answer the four things in their order, without a word of what each is. Read as such only where
 * nothing else can be meant: exactly the points 1 to 4, the first a name and nothing else, the last about an MDT.
 */
export function readNumberedAnswers(lines: readonly string[]): Partial<Record<keyof UnderstoodRequest, FromText>> {
  const points: { number: string; lines: string[] }[] = [];
  for (const line of lines) {
    const [, number, text] = POINT.exec(line.slice(0, 2_000)) ?? [];
    if (number !== undefined && text !== undefined)
      points.push({ number, lines: [line.slice(line.indexOf(text)).trim()] });
    else if (line.trim() !== '') points.at(-1)?.lines.push(line);
  }
  const answers = points.map((point) => point.lines.join('\n').trim());
  const [name = '', , , why = ''] = answers;
  const inOrder = points.length === ORDER.length && points.every(({ number }, at) => number === String(at + 1));
  if (!inOrder || !NAME.test(name) || !MDT.test(why)) return {};
  return Object.fromEntries(ORDER.map((field, at) => [field, { text: answers[at] ?? '', from: answers[at] ?? '' }]));
}
