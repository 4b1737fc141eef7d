import { nameKey } from '../people/name-key.ts';
import { checkNhsNumber } from '../people/nhs-number.ts';
import { isEmailAddress } from '../platform/email-address.ts';
import { cleanLine, cleanText } from '../platform/free-text.ts';
import { isPhoneNumber } from '../platform/phone-number.ts';
import { type CalendarDay, parseCalendarDay } from '../platform/time.ts';
import type { ReferralField, ReferralFieldSpec, ReferralProblem, TypedReferral } from './draft-model.ts';

/** Longest free text in characters: a page and a half; five of them fit into one card. The limits are ours. */
export const MAX_REFERRAL_TEXT = 4000;
/** Longest line: a postal address fits. */
export const MAX_REFERRAL_LINE = 200;
/** Nobody on record has lived longer (122 years, 1997). */
export const OLDEST_AGE = 120;

type Problem = ReferralProblem['problem'];

/** Collects what is wrong while fields are read; a field that failed reads as something harmless. */
export class ReferralProblems {
  readonly found: ReferralProblem[] = [];

  add(field: ReferralField, problem: Problem): void {
    if (!this.has(field)) this.found.push({ field, problem });
  }

  /** Says what matters more of a field than what was found so far. */
  replace(field: ReferralField, problem: Problem): void {
    const others = this.found.filter((one) => one.field !== field);
    this.found.splice(0, this.found.length, ...others, { field, problem });
  }

  has(field: ReferralField): boolean {
    return this.found.some((one) => one.field === field);
  }
}

/** What was typed into a field, or what usually stands in it, cleaned. */
export function answerIn(typed: TypedReferral, spec: Pick<ReferralFieldSpec, 'field' | 'input' | 'usual'>): string {
  const raw = typed[spec.field] ?? spec.usual ?? '';
  return spec.input === 'text' ? cleanText(raw) : cleanLine(raw);
}

/** What holds for every field of its kind: there where it must be, not too long, one of the choices, a date, a number. */
export function checkField(typed: TypedReferral, spec: ReferralFieldSpec, problems: ReferralProblems): void {
  const { field, input } = spec;
  const answer = answerIn(typed, spec);
  if (answer === '') {
    if (spec.required) problems.add(field, 'missing');
    return;
  }
  if (answer.length > (input === 'text' ? MAX_REFERRAL_TEXT : MAX_REFERRAL_LINE)) problems.add(field, 'too-long');
  else if ((input === 'choice' || input === 'list') && !spec.choices?.includes(answer)) {
    problems.add(field, 'unknown-choice');
  } else if (input === 'date' && parseCalendarDay(answer) === undefined) problems.add(field, 'not-a-date');
  else if (input === 'phone' && !isPhoneNumber(answer)) problems.add(field, 'not-a-phone-number');
  else if (input === 'email' && !isEmailAddress(answer)) problems.add(field, 'bad-email');
}

/** A name that names somebody: punctuation or a picture alone does not. */
export function checkName(typed: TypedReferral, field: ReferralField, problems: ReferralProblems): void {
  const name = cleanLine(typed[field] ?? '');
  if (name !== '' && nameKey(name) === '') problems.add(field, 'missing');
}

/**
 * The date of birth: typed with all four digits of the year, because two could mean two centuries; not to come, and not
 * longer ago than anybody lives.
 */
export function checkBirth(typed: TypedReferral, today: CalendarDay, problems: ReferralProblems): void {
  const text = cleanLine(typed.dateOfBirth ?? '');
  if (text === '' || problems.has('dateOfBirth')) return;
  const day = parseCalendarDay(text);
  const oldest = `${String(Number(today.slice(0, 4)) - OLDEST_AGE)}${today.slice(4)}`;
  if (/\b1[0-8]\d\d\b/.test(text)) problems.add('dateOfBirth', 'too-long-ago');
  else if (day === undefined) problems.add('dateOfBirth', 'not-a-date');
  else if (!/\d{4}/.test(text)) problems.add('dateOfBirth', 'year-of-four-digits');
  else if (day > today) problems.add('dateOfBirth', 'in-the-future');
  else if (day < oldest) problems.add('dateOfBirth', 'too-long-ago');
}

/** Optional: the person or a carer may not know it (domain.md §3). */
export function readReferralNhsNumber(
  typed: TypedReferral,
  allowTestNumbers: boolean,
  problems: ReferralProblems,
): string | null {
  const text = cleanLine(typed.nhsNumber ?? '');
  if (text === '') return null;
  const checked = checkNhsNumber(text, { allowTestNumbers });
  if (!checked.ok) problems.add('nhsNumber', checked.reason);
  return checked.ok ? checked.value : null;
}

/** Where this is the way, what was typed must be an email address or a phone number. */
export function checkWay(
  typed: TypedReferral,
  fields: { via: ReferralField; detail: ReferralField },
  problems: ReferralProblems,
): void {
  const detail = cleanLine(typed[fields.detail] ?? '');
  const via = typed[fields.via];
  if (detail === '' || problems.has(fields.detail)) return;
  if (via === 'email' && !isEmailAddress(detail)) problems.add(fields.detail, 'bad-email');
  if (via === 'phone' && !isPhoneNumber(detail)) problems.add(fields.detail, 'not-a-phone-number');
}

/** A day on which something was said or decided: not to come, and not before the person was born. */
export function checkPastDay(
  typed: TypedReferral,
  field: ReferralField,
  { today, born }: { today: CalendarDay; born: CalendarDay | undefined },
  problems: ReferralProblems,
): void {
  const day = parseCalendarDay(cleanLine(typed[field] ?? ''));
  if (day === undefined || problems.has(field)) return;
  if (day > today) problems.add(field, 'in-the-future');
  else if (born !== undefined && day < born) problems.add(field, 'before-birth');
}
