import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkNhsNumber, formatNhsNumber } from '../../../services/people/nhs-number.ts';

const inTests = { allowTestNumbers: true };
const inProduction = { allowTestNumbers: false };

describe('an NHS number', () => {
  it.each(['9990000018', '999 000 0018', '999-000-0018', ' 999\u2013000\u20130018\n'])('"%s" is accepted', (text) => {
    expect(checkNhsNumber(text, inTests)).toEqual({ ok: true, value: '9990000018' });
  });

  it('a test number is refused in production', () => {
    expect(checkNhsNumber('999 000 0018', inProduction)).toEqual({ ok: false, reason: 'test-number' });
  });

  it.each(['', '999000001', '99900000181', '999000001X', '９９９０００００１８', '9'.repeat(50_000)])(
    '"%s" does not have ten digits',
    (text) => {
      expect(checkNhsNumber(text, inTests)).toEqual({ ok: false, reason: 'not-ten-digits' });
    },
  );

  it.each(['0000000000', '1111111111', '9999999999'])('%s is refused although its check digit may be right', (text) => {
    expect(checkNhsNumber(text, inTests)).toEqual({ ok: false, reason: 'repeated-digits' });
  });

  it('where the check digit would be 10 no tenth digit is right', () => {
    for (let last = 0; last <= 9; last += 1) {
      expect(checkNhsNumber(`999000000${last}`, inTests)).toEqual({ ok: false, reason: 'check-digit' });
    }
  });

  it('exactly one tenth digit is right, or none where the check digit would be 10', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 999_999 }), (middle) => {
        const nine = `999${String(middle).padStart(6, '0')}`;
        const sum = [...nine].reduce((total, digit, index) => total + Number(digit) * (10 - index), 0);
        const accepted = Array.from({ length: 10 }, (_, digit) => `${nine}${digit}`).filter(
          (number) => !/^9+$/.test(number) && checkNhsNumber(number, inTests).ok,
        );
        if (nine !== '999999999') expect(accepted).toHaveLength(sum % 11 === 1 ? 0 : 1);
      }),
    );
  });

  it('one wrong digit is always noticed', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 1, max: 9 }), (at, shift) => {
        const digits = [...'9990000018'];
        digits[at] = String((Number(digits[at]) + shift) % 10);
        expect(checkNhsNumber(digits.join(''), inTests).ok).toBe(false);
      }),
    );
  });

  it('two neighbouring digits swapped are noticed', () => {
    expect(checkNhsNumber('9990000081', inTests)).toEqual({ ok: false, reason: 'check-digit' });
    expect(checkNhsNumber('9909000018', inTests)).toEqual({ ok: false, reason: 'check-digit' });
  });

  it('is shown in groups of three, three and four', () => {
    expect(formatNhsNumber('9990000018')).toBe('999 000 0018');
  });
});
