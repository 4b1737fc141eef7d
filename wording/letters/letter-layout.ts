import type { LetterFormat } from '../../services/people/model.ts';

/** One sentence, one idea. `easy` says the same in Easy Read, where the plain one is too hard; null leaves it out. */
export type Sentence = string | { plain: string | null; easy: string | null };

/** A heading with what it says. `free` is what a coordinator typed. */
export type Section = { heading: string; say: readonly Sentence[]; list?: boolean; free?: string | null };

/** A space that ends a sentence, and not a title before a name. */
const BETWEEN_SENTENCES = /(?<!\b(?:Mr|Mrs|Ms|Mx|Dr|Prof|St)\.)(?<=[.?!]) (?=\p{Lu})/u;

/** The sentences of a text, each for a line of its own. */
export function inSentences(text: string): string[] {
  return text.split(BETWEEN_SENTENCES);
}

function inFormat(sentences: readonly Sentence[], format: LetterFormat): string[] {
  return sentences.flatMap((sentence) => {
    const words = typeof sentence === 'string' ? sentence : format === 'easy-read' ? sentence.easy : sentence.plain;
    return words === null ? [] : [words];
  });
}

/**
 * The text of a letter. In plain and large print a section is a paragraph, or a list; in Easy Read every sentence has a
 * line of its own. Large print differs by the size of its letters, not by its words.
 */
export function layOutLetter(
  parts: { greeting: string; sections: readonly Section[]; signature: readonly string[] },
  format: LetterFormat,
): string {
  const sections = parts.sections.flatMap((section) => {
    const said = inFormat(section.say, format);
    const free = section.free?.trim();
    if (said.length === 0 && !free) return [];
    const heading = `${section.heading}\n${'-'.repeat(Math.min(section.heading.length, 60))}`;
    return [heading, ...body(said, section.list ?? false, format), ...(free ? typed(free, format) : [])];
  });
  return [parts.greeting, ...sections, parts.signature.join('\n')].join('\n\n');
}

/** What was typed keeps its words and its lines; in Easy Read its sentences stand apart like all others. */
function typed(text: string, format: LetterFormat): string[] {
  if (format !== 'easy-read') return [text];
  return text
    .split('\n')
    .flatMap(inSentences)
    .filter((line) => line.trim() !== '');
}

function body(said: readonly string[], list: boolean, format: LetterFormat): string[] {
  if (said.length === 0) return [];
  if (format === 'easy-read') return said.flatMap(inSentences);
  return [list ? said.map((line) => `- ${line}`).join('\n') : said.join(' ')];
}
