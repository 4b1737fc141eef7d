import { parseCalendarDay } from '../services/platform/time.ts';
import { keptInPart } from '../wording/field-problems.ts';
import type { FormField } from './form-field.ts';
import { plain } from './plain-text.ts';
import { cutText } from './prose.ts';

/** What a field holds and what is wrong with it, in words. */
export type TypedField = { label: string; typed?: string | null | undefined; errors?: readonly string[] | undefined };

/** Longest label that names a person or an organisation, in characters. */
export const LONGEST_LABEL = 120;
const LONGEST_DATE = 40;

/** Control characters, which no input can show and each of which takes six bytes. Line breaks stay. */
function printable(text: string): string {
  return text
    .toWellFormed()
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{C}\n\u200d]/gu, '');
}

function errorLines(errors: readonly string[] | undefined): string[] {
  return (errors ?? []).map((error) => `Error: ${plain(error)}`);
}

/**
 * A text or choice field with what was typed put back into it. What is too long for the card is cut, and the card says so.
 *
 * @param limit how many characters the field may be filled with
 */
export function typedField(field: TypedField, limit: number): FormField {
  const whole = printable(field.typed ?? '');
  const kept = cutText(whole, limit);
  const errors = errorLines(field.errors);
  if (kept.left === 0) return { label: field.label, value: kept.text, errors };
  return {
    label: field.label,
    value: kept.text,
    errors: [...errors, `Error: ${keptInPart(kept.text.length, whole.length)}`],
  };
}

/** A date picker, which takes 'YYYY-MM-DD' alone: anything else that was typed stands above it. */
export function typedDay(field: TypedField): FormField {
  const whole = printable(field.typed ?? '').trim();
  const day = parseCalendarDay(whole);
  const unread = day === undefined && whole !== '' ? [`You typed: ${plain(cutText(whole, LONGEST_DATE).text)}`] : [];
  return { label: field.label, value: day ?? '', errors: [...errorLines(field.errors), ...unread] };
}

/** Stands for a name of which nothing can be shown: a label must not be empty. */
const NOTHING_TO_SHOW = '–';

/** The title of a choice, or a label: one line, and no Markdown link, since clients differ in whether they read it there. */
export function oneLine(text: string, limit = LONGEST_LABEL): string {
  const line = printable(text).replace(/\s+/g, ' ').replaceAll('[', '(').replaceAll(']', ')');
  const cut = cutText(line, limit);
  if (cut.text === '') return NOTHING_TO_SHOW;
  return cut.left === 0 ? cut.text : `${cut.text}…`;
}
