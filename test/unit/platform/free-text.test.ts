import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cleanLine, cleanText } from '../../../services/platform/free-text.ts';

test('line ends of every kind become one kind, a tab a space', () => {
  expect(cleanText('one\r\ntwo\rthree\u2028four\u0085five\tsix')).toBe('one\ntwo\nthree\nfour\nfive six');
});

test('control characters and marks that turn the direction go, line ends within stay', () => {
  expect(cleanText('\0a\u0007b\nd\u202ee\u2066f\u001b[31m\ufeff ')).toBe('ab\ndef[31m');
});

test('half of a surrogate pair becomes the replacement character, because PostgreSQL would refuse it', () => {
  expect(cleanText('a\ud83d')).toBe('a\ufffd');
});

test('joined emoji and accents stay whole', () => {
  expect(cleanText('👩‍👧 Zoë')).toBe('👩‍👧 Zoë');
});

test('a line has neither line ends nor runs of spaces', () => {
  expect(cleanLine(' Jo\r\n  \t Example ')).toBe('Jo Example');
});

test('cleaning again changes nothing, and nothing is left that a row or a JSON column refuses', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const clean = cleanText(text);
      expect(cleanText(clean)).toBe(clean);
      expect(cleanLine(cleanLine(text))).toBe(cleanLine(text));
      expect(clean.isWellFormed() && !/[^\P{Cc}\n]/u.test(clean)).toBe(true);
    }),
  );
});
