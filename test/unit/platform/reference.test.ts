import { describe, expect, it } from 'vitest';
import { readReference } from '../../../services/platform/reference.ts';

describe('a reference as people type it', () => {
  it.each(['MBE-2026-0042', 'mbe 2026 42', ' Mbe-2026/42. ', 'MBE2026-00042', 'mbe – 2026 – 42'])(
    '%s is read',
    (typed) => {
      expect(readReference('MBE', typed)).toBe('MBE-2026-0042');
    },
  );

  it.each(['', 'mbe', 'MBE-2026', 'MBE-202600042', '2026-0042', 'MBE-2026-0042 and more', 'x'.repeat(10_000)])(
    '%s is none',
    (typed) => {
      expect(readReference('MBE', typed)).toBeUndefined();
    },
  );

  it('a fifth digit is kept', () => {
    expect(readReference('MBE', 'MBE-2026-12345')).toBe('MBE-2026-12345');
  });

  it('of another series is none', () => {
    expect(readReference('MTG', 'MBE-2026-0042')).toBeUndefined();
    expect(readReference('MTG', 'mtg 2026 7')).toBe('MTG-2026-0007');
  });
});
