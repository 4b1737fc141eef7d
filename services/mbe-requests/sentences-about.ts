import { addressesIn } from './invited-emails.ts';
import { CARER_WORD, INDIVIDUAL_WORD } from './read-pasted-request.ts';

/** The sentences and lines of a text, as they stand. */
function piecesOf(text: string): string[] {
  return text
    .split(/\n|(?<=[.;!?])\s+(?=[\p{Lu}"'“])/u)
    .map((piece) => piece.trim())
    .filter((piece) => piece !== '');
}

/** Whether the name, or the first of its words, stands in a text: nobody else of a request is called by it alone. */
function names(text: string, name: string | undefined): boolean {
  const [first = ''] = (name ?? '').replace(/^(?:Mr|Mrs|Ms|Miss|Mx|Dr)\.? /, '').split(' ');
  if (first.length < 2) return false;
  const words = text.match(/[\p{L}\p{M}'’-]+/gu) ?? [];
  return words.some((word) => word === first || word === `${first}'s` || word === `${first}’s`);
}

/** What is said of the individual, or of the family, on whom to invite: whole sentences. Undefined where nothing is. */
export function sentencesAbout(
  text: string | undefined,
  mentions: RegExp,
  name: string | undefined,
): string | undefined {
  const said = piecesOf(text ?? '').filter((piece) => mentions.test(piece) || names(piece, name));
  return said.length === 0 ? undefined : said.join('\n');
}

/** Addresses to invite that stand in sentences: none of a sentence that speaks of the individual or their family as well. */
export function invitedInSentences(text: string): { name?: string; email: string }[] {
  const byAddress = new Map<string, { name?: string; email: string }>();
  for (const piece of piecesOf(text)) {
    if (INDIVIDUAL_WORD.test(piece) || CARER_WORD.test(piece)) continue;
    for (const invited of addressesIn(piece)) {
      const key = invited.email.toLowerCase();
      if (!byAddress.has(key)) byAddress.set(key, invited);
    }
  }
  return [...byAddress.values()];
}
