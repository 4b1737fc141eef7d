import type { Request } from 'express';

/** One field of a form, as field.njk lays it out. */
export type FieldView = {
  name: string;
  kind: 'line' | 'email' | 'phone' | 'text' | 'date' | 'choice' | 'checkboxes' | 'code';
  label: string;
  /** The label is the page's heading: a page with one question. */
  labelIsHeading?: boolean;
  hint?: string;
  value?: string;
  /** Of checkboxes: those that are ticked. */
  values?: readonly string[];
  choices?: readonly { value: string; text: string; hint?: string }[];
  error?: string | undefined;
  rows?: number;
  autocomplete?: string;
};

/** An error of a form, as the summary at its top links to it. */
export type ErrorView = { text: string; href: string };

/** The summary of what is wrong, in the order of the fields; empty when nothing is. */
export function errorsOf(fields: readonly FieldView[]): ErrorView[] {
  return fields.flatMap(({ name, kind, error }) => {
    if (error === undefined) return [];
    // The first of several inputs is the one that is named in the address.
    const first = kind === 'date' ? `${name}-day` : name;
    return [{ text: error, href: `#${first}` }];
  });
}

/** What a form sent for one field: '' where it sent nothing. Of several values the last. */
export function typedOf(request: Request<never> | Request<Record<string, string>>, name: string): string {
  const value: unknown = (request.body as Record<string, unknown> | undefined)?.[name];
  const one = Array.isArray(value) ? value.at(-1) : value;
  return typeof one === 'string' ? one : '';
}

/** Every value that a form sent for one field, such as checkboxes. */
export function valuesOf(request: Request<Record<string, string>>, name: string): string[] {
  const value: unknown = (request.body as Record<string, unknown> | undefined)?.[name];
  return [value ?? []].flat().filter((one): one is string => typeof one === 'string');
}

/** Whether a press is on record already, from a hidden field: a form that is sent twice changes nothing twice. */
export function pressOf(request: Request<Record<string, string>>): string | undefined {
  const press = typedOf(request, 'press');
  return isUuid(press) ? press : undefined;
}

/** Whether a part of an address can be the id of a record. */
export function isUuid(text: string): boolean {
  return /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/.test(text);
}

/**
 * A day typed in three boxes: 'YYYY-MM-DD', '' where all are empty, and as it was typed where it is no number, so that
 * whoever checks it can say what is wrong.
 */
export function typedDay(request: Request<Record<string, string>>, name: string): string {
  const [day, month, year] = ['day', 'month', 'year'].map((part) => typedOf(request, `${name}-${part}`).trim());
  if (!day && !month && !year) return '';
  // An empty box stays empty when the page comes back.
  const padded = (part = '') => (part === '' ? '' : part.padStart(2, '0'));
  return `${year}-${padded(month)}-${padded(day)}`;
}
