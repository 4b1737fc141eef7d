import { z } from 'zod';
import { isEmailAddress } from '../platform/email-address.ts';

/** More than this is no meeting of a team. The limit is ours. */
export const MAX_COLLEAGUES = 15;

/** A time for an MDT, and how many calendars of those asked could not be read. */
type MdtTimes = { times: { start: Date; end: Date }[]; unread: number };

/** Colleagues as typed, one a line or parted by commas; each once, in small letters. */
export function readColleagues(
  typed: string,
): { addresses: string[] } | { problem: 'missing' | 'bad-email' | 'too-many' } {
  const parts = typed
    .split(/[\s,;<>]+/)
    .map((part) => part.trim().toLowerCase())
    .filter((part) => part !== '');
  if (parts.length === 0) return { problem: 'missing' };
  // "Nadia Example <nadia@example.org>": the words of a name beside an address are left aside.
  const addresses = [...new Set(parts.filter((part) => part.includes('@')))];
  if (addresses.length === 0 || !addresses.every(isEmailAddress)) return { problem: 'bad-email' };
  return addresses.length > MAX_COLLEAGUES ? { problem: 'too-many' } : { addresses };
}

const stored = z.object({
  times: z.array(z.object({ start: z.coerce.date(), end: z.coerce.date() })),
  unread: z.int(),
});

/** The times as they are kept with a draft. */
export function writeMdtTimes(found: MdtTimes): string {
  return JSON.stringify(found);
}

/** The times that were kept with a draft; null where none were looked for. */
export function readMdtTimes(typed: string | undefined): MdtTimes | null {
  if (!typed) return null;
  return stored.parse(JSON.parse(typed));
}
