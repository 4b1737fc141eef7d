import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isEmailAddress } from '../../../services/platform/email-address.ts';

describe('an email address', () => {
  it.each([
    'a@example.org',
    "sean.o'brien+dsr@mail.trust.example.org",
    'A_B-c@xn--exmple-cua.example',
    `${'a'.repeat(64)}@example.org`,
  ])('"%s" is accepted', (text) => {
    expect(isEmailAddress(text)).toBe(true);
  });

  it.each([
    '',
    'example.org',
    'a@example',
    'a@b@example.org',
    'a b@example.org',
    ' a@example.org',
    'a@example.org ',
    'a..b@example.org',
    '.a@example.org',
    'a.@example.org',
    'a@-example.org',
    'a@example..org',
    'a@example.org.',
    'a@10.0.0.1',
    'a@[10.0.0.1]',
    '"a b"@example.org',
    'a@example.org,b@example.org',
    'Sam <a@example.org>',
    'a@example.org\r\nBcc: b@example.org',
    'a@example.org\nBcc: b',
    'a\u0000@example.org',
    'ä@example.org',
    `${'a'.repeat(65)}@example.org`,
    `a@${'a.'.repeat(130)}org`,
    '@'.repeat(100_000),
  ])('"%s" is refused', (text) => {
    expect(isEmailAddress(text)).toBe(false);
  });

  it('never holds a space, a control character, a comma or an angle bracket, and is never over 254 long', () => {
    const nearly = fc
      .tuple(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary-ascii' }), fc.emailAddress())
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(fc.oneof(nearly, fc.emailAddress()), (text) => {
        if (!isEmailAddress(text)) return;
        expect(text).toMatch(/^[^\s,<>\p{C}@]+@[^\s,<>\p{C}@]+$/u);
        expect(text.length).toBeLessThanOrEqual(254);
      }),
    );
  });
});
