/** Why a typed NHS number is refused. The words for each live in `wording/`. */
export type NhsNumberProblem = 'not-ten-digits' | 'repeated-digits' | 'check-digit' | 'test-number';

export type NhsNumberCheck = { ok: true; value: string } | { ok: false; reason: NhsNumberProblem };

/** Spaces and every kind of dash: how numbers are grouped on letters and in pasted text. */
const GROUPING = /[\s\-\u2010-\u2015\u2212]/g;
/** Longer than ten digits however they are grouped. */
const LONGEST = 100;

/** Whether the tenth digit is the modulus 11 check digit of the nine before it (weights 10 to 2). */
function hasCheckDigit(digits: string): boolean {
  const sum = [...digits.slice(0, 9)].reduce((total, digit, index) => total + Number(digit) * (10 - index), 0);
  // A remainder of 0 gives 11, written as 0; a remainder of 1 gives 10, which no digit can show.
  const expected = (11 - (sum % 11)) % 11;
  return expected === Number(digits[9]);
}

/**
 * Checks an NHS number as typed; spaces and dashes are ignored, `value` is the ten digits.
 *
 * Source: NHS Data Dictionary, "NHS number" (ten digits, modulus 11). Ten equal digits are refused although some pass
 * the check. Numbers beginning 999 are test numbers, never issued to anybody: taken only when `allowTestNumbers`.
 */
export function checkNhsNumber(text: string, options: { allowTestNumbers: boolean }): NhsNumberCheck {
  const value = text.length > LONGEST ? '' : text.replace(GROUPING, '');
  if (!/^[0-9]{10}$/.test(value)) return { ok: false, reason: 'not-ten-digits' };
  if (/^(\d)\1{9}$/.test(value)) return { ok: false, reason: 'repeated-digits' };
  if (!hasCheckDigit(value)) return { ok: false, reason: 'check-digit' };
  if (value.startsWith('999') && !options.allowTestNumbers) return { ok: false, reason: 'test-number' };
  return { ok: true, value };
}

/** '999 000 0018': the grouping the NHS asks for wherever people read the number. Takes a checked value. */
export function formatNhsNumber(value: string): string {
  return `${value.slice(0, 3)} ${value.slice(3, 6)} ${value.slice(6)}`;
}
