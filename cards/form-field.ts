import {
  type FieldProblem,
  MAX_NAME,
  MAX_TEXT,
  type RequestField,
  type TypedRequest,
} from '../services/mbe-requests/model.ts';
import { parseCalendarDay } from '../services/platform/time.ts';
import { fieldProblemText, keptInPart } from '../wording/field-problems.ts';
import { fieldLabels } from '../wording/request-fields.ts';
import { plain } from './plain-text.ts';
import { cutText } from './prose.ts';

/** One field of a form as its template shows it: the lines above the input, and what is put into the input. */
export type FormField = { label: string; value: string; errors: string[] };

export type TextField = Exclude<RequestField, 'organisationIds'>;

/** More lines than this above one field hide the field: the rest is counted. */
const MOST_ERRORS = 4;
/** Fields that hold a name, a number or a date. */
const shortFields: ReadonlySet<RequestField> = new Set([
  ...(['personName', 'jobRole', 'organisation', 'phone', 'nhsNumber', 'dateOfBirth', 'place'] as const),
  ...(['neededBy', 'basisDay', 'lengthMinutes'] as const),
]);
/** Date pickers, which take 'YYYY-MM-DD' alone. */
const dateFields: ReadonlySet<RequestField> = new Set(['neededBy', 'basisDay']);

/** How many characters a long field is filled with, from roomy to tight: all fields together must fit into one card. */
export const inputLimits = [MAX_TEXT, 2000, 1000, 400, 150] as const;

/** What the card says above one field, each line beginning 'Error: '. Escaped for a TextBlock. */
export function errorLines(problems: readonly FieldProblem[], field: RequestField): string[] {
  const lines = problems.filter((problem) => problem.field === field).map(fieldProblemText);
  const shown = lines.slice(0, MOST_ERRORS).map((line) => `Error: ${plain(line)}`);
  const more = lines.length - shown.length;
  return more > 0
    ? [...shown, `Error: ${more} more ${more === 1 ? 'line needs' : 'lines need'} to be put right.`]
    : shown;
}

/** Control characters, which no input can show and each of which takes six bytes. Line breaks stay. */
function printable(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(/[^\P{C}\n\t\u200d]/gu, '');
}

/** A long text put back into an input: as much as `limit` characters, and the line that says what was left out. */
export function formText(typed: string, limit: number): { value: string; cut: string[] } {
  const whole = printable(typed);
  if (whole.length <= limit) return { value: whole, cut: [] };
  const kept = cutText(whole, limit);
  // Too long by blank space alone.
  if (kept.left === 0) return { value: kept.text, cut: [] };
  return { value: kept.text, cut: [`Error: ${keptInPart(kept.text.length, whole.length)}`] };
}

/**
 * A text field with what was typed put back into it. What is too long for the card is cut, and the card says so.
 *
 * @param limit how many characters a long field may be filled with
 */
export function formField(
  field: TextField,
  typed: TypedRequest,
  problems: readonly FieldProblem[],
  limit: number = MAX_TEXT,
): FormField {
  const label = fieldLabels[field];
  const whole = printable(typed[field] ?? '');
  const errors = errorLines(problems, field);
  if (dateFields.has(field)) {
    const day = parseCalendarDay(whole);
    if (day === undefined && whole.trim() !== '') errors.push(`You typed: ${plain(cutText(whole, 60).text)}`);
    return { label, value: day ?? '', errors };
  }
  const { value, cut } = formText(whole, shortFields.has(field) ? MAX_NAME : limit);
  return { label, value, errors: [...errors, ...cut] };
}

/** The same for several fields, by their names. */
export function formFields<F extends TextField>(
  fields: readonly F[],
  typed: TypedRequest,
  problems: readonly FieldProblem[],
  limit: number,
): Record<F, FormField> {
  return Object.fromEntries(fields.map((field) => [field, formField(field, typed, problems, limit)])) as Record<
    F,
    FormField
  >;
}
