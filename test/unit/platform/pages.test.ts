import { describe, expect, it } from 'vitest';
import { pageOf } from '../../../services/platform/pages.ts';

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
