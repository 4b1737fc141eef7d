import { readReference } from '../platform/reference.ts';

/** Of what a subject can name; people on the register are never named by theirs. */
const SERIES = ['MBE', 'MTG', 'QUE', 'REF'] as const;
const MAYBE_REFERENCE = /\b(?:mbe|mtg|que|ref)[\s\-–—/.:]*\d{4}[\s\-–—/.:]+\d{1,7}\b/gi;
const MAYBE_ADDRESS = /[a-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}@[a-z0-9.-]{1,253}/gi;

/** The references that stand in a line, each once, as they are stored. */
export function referencesIn(text: string): string[] {
  const found = text.match(MAYBE_REFERENCE) ?? [];
  return [...new Set(found.flatMap((one) => SERIES.flatMap((series) => readReference(series, one) ?? [])))];
}

/** The mail addresses that stand in a text, each once, in small letters. */
export function addressesIn(text: string): string[] {
  const found = text.match(MAYBE_ADDRESS) ?? [];
  return [...new Set(found.map((one) => one.toLowerCase().replace(/^[.'`]+|[.'-]+$/g, '')))];
}
