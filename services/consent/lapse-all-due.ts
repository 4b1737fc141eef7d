import type { Deps } from '../platform/deps.ts';
import { lapseConsent } from './lapse-consent.ts';
import { consentLapsesDue } from './lapse-store.ts';

/**
 * Puts on record every consent that has run out by now. Any number of processes may do this at once: each lapse is put on
 * record once.
 *
 * @returns how many were put on record by this call
 */
export async function lapseAllDue(deps: Deps): Promise<number> {
  const seen = new Set<string>();
  let lapsed = 0;
  for (;;) {
    const due = (await consentLapsesDue(deps.db, deps.clock.now())).filter(({ entryId }) => !seen.has(entryId));
    // One that is found again was put right, not put on record: the next sweep sees it as it is then.
    if (due.length === 0) return lapsed;
    for (const { entryId } of due) {
      seen.add(entryId);
      const answer = await lapseConsent(deps, { actor: { kind: 'system' }, entryId });
      if (answer.ok && answer.value.lapsed) lapsed += 1;
    }
  }
}
