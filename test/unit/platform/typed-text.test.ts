import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cleanText } from '../../../services/platform/typed-text.ts';

test('line breaks of every kind become one kind', () => {
  expect(cleanText('one\r\ntwo\rthree\u2028four\nfive')).toBe('one\ntwo\nthree\nfour\nfive');
});

test('control characters and direction marks go, tabs and line breaks within stay', () => {
  expect(cleanText('\u0000a\u0007b\tc\nd\u202Ee\u2066f\u001B[31m')).toBe('ab\tc\ndef[31m');
});

test('half a character becomes the replacement character, because PostgreSQL would refuse it', () => {
  expect(cleanText('a\uD83D')).toBe('a\uFFFD');
});

test('whatever was typed, cleaning twice is the same as cleaning once', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(cleanText(cleanText(text))).toBe(cleanText(text));
    }),
  );
});
