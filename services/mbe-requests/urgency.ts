import { addWorkingDays, type CalendarDay, dayOf, lastWorkingDayOnOrBefore } from '../platform/time.ts';

/** Policy data: how near a needed-by date makes a request urgent, and the words that do (domain: not a crisis service). */
export type UrgencyPolicy = { urgentWithinWorkingDays: number; dangerWords: readonly string[] };

export const urgencyReasons = ['needed-by-soon', 'words-of-danger'] as const;
export type UrgencyReason = (typeof urgencyReasons)[number];

export type Urgency = { urgent: boolean; because: UrgencyReason[] };

/**
 * Lower case, apostrophes gone ("can’t" = "cant"), hyphens and any run of white space one space, so that a phrase is
 * found however its words are set apart. Other punctuation stays and keeps sentences separate.
 */
function comparable(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/['’‘ʼ`´]/g, '')
    .replace(/[\s\-\u2010-\u2015]+/g, ' ')
    .trim();
}

const WORD_CHARACTER = /[\p{L}\p{M}\p{N}]/u;

/** Whether the whole phrase stands in the text, not as part of longer words. Both comparable. */
function standsIn(text: string, phrase: string): boolean {
  for (let at = text.indexOf(phrase); at >= 0; at = text.indexOf(phrase, at + 1)) {
    const before = text[at - 1] ?? ' ';
    const after = text[at + phrase.length] ?? ' ';
    if (!WORD_CHARACTER.test(before) && !WORD_CHARACTER.test(after)) return true;
  }
  return false;
}

/** Whether any of the phrases stands in any of the texts. */
export function hasWordsOfDanger(texts: readonly string[], dangerWords: readonly string[]): boolean {
  const phrases = dangerWords.map(comparable).filter((phrase) => phrase !== '');
  return texts.some((text) => {
    const readable = comparable(text);
    return phrases.some((phrase) => standsIn(readable, phrase));
  });
}

/**
 * Whether a request is urgent, and why. A needed-by day counts when no more than `urgentWithinWorkingDays` working days
 * lie between today in England and it, also when it has passed. It never decides anything: it repeats what to do in an
 * emergency and marks the request.
 */
export function urgencyOf(input: {
  neededBy?: CalendarDay | undefined;
  texts: readonly string[];
  /** Words of danger stood in what it began as: an email. */
  danger?: boolean | undefined;
  now: Date;
  policy: UrgencyPolicy;
}): Urgency {
  const because: UrgencyReason[] = [];
  const soonest = addWorkingDays(dayOf(input.now), input.policy.urgentWithinWorkingDays);
  // Needed by a Sunday means ready on the Friday before.
  const lastChance = input.neededBy === undefined ? undefined : lastWorkingDayOnOrBefore(input.neededBy);
  if (lastChance !== undefined && lastChance <= soonest) because.push('needed-by-soon');
  if (input.danger || hasWordsOfDanger(input.texts, input.policy.dangerWords)) because.push('words-of-danger');
  return { urgent: because.length > 0, because };
}
