import { describe, expect, it } from 'vitest';
import { readReference } from '../../../services/mbe-requests/find-request-by-reference.ts';
import { pageOf } from '../../../services/mbe-requests/pages.ts';

describe('a reference as people type it', () => {
  it.each(['MBE-2026-0042', 'mbe 2026 42', ' Mbe-2026/42. ', 'MBE2026-00042', 'mbe – 2026 – 42'])(
    '%s is read',
    (typed) => {
      expect(readReference(typed)).toBe('MBE-2026-0042');
    },
  );

  it.each(['', 'mbe', 'MBE-2026', 'MBE-202600042', '2026-0042', 'MBE-2026-0042 and more', 'x'.repeat(10_000)])(
    '%s is none',
    (typed) => {
      expect(readReference(typed)).toBeUndefined();
    },
  );

  it('a fifth digit is kept', () => {
    expect(readReference('MBE-2026-12345')).toBe('MBE-2026-12345');
  });
});

describe('pages of a list', () => {
  it.each([
    [0, 1, { page: 1, pages: 1, skip: 0 }],
    [10, 1, { page: 1, pages: 1, skip: 0 }],
    [11, 2, { page: 2, pages: 2, skip: 10 }],
    [11, 9, { page: 2, pages: 2, skip: 10 }],
    [11, -3, { page: 1, pages: 2, skip: 0 }],
    [11, Number.NaN, { page: 1, pages: 2, skip: 0 }],
  ])('of %i entries, page %d', (total, asked, expected) => {
    expect(pageOf(total, 10, asked)).toEqual(expected);
  });
});
