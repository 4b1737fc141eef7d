import type { Clock } from '../platform/time.ts';
import { GraphFault, type TenantDirectory } from './port.ts';

/** The address that Exchange puts in the place of any address of somebody in the tenant; of everybody else as it is. */
export type PrimaryOf = (address: string) => Promise<string>;

/** Addresses of people change with their names, which is seldom. */
const KEPT_MS = 60 * 60_000;
/** An hour's invitees of a large service. */
const MOST_KEPT = 5_000;

/**
 * Finds the primary address of somebody who is known here by another one. What was found is kept for an hour in memory.
 *
 * @returns addresses in small letters
 * @throws GraphFault where the directory cannot answer now. Where the service may not read it at all, every address counts
 *   as a primary one: a meeting is booked all the same
 */
export function openPrimaryAddresses(directory: Pick<TenantDirectory, 'primaryAddressOf'>, clock: Clock): PrimaryOf {
  const kept = new Map<string, { primary: string; until: number }>();

  async function ask(address: string): Promise<string> {
    try {
      return (await directory.primaryAddressOf(address)) ?? address;
    } catch (fault) {
      if (fault instanceof GraphFault && fault.kind === 'not-allowed') return address;
      throw fault;
    }
  }

  return async (written) => {
    const address = written.toLowerCase();
    const now = clock.now().getTime();
    const found = kept.get(address);
    if (found !== undefined && found.until > now) return found.primary;
    const primary = await ask(address);
    if (kept.size >= MOST_KEPT) kept.clear();
    kept.set(address, { primary, until: now + KEPT_MS });
    return primary;
  };
}
