import type { Deps } from '../platform/deps.ts';
import { NOT_THEIR_OWN } from '../platform/in-pieces.ts';
import { lapseConsent } from './lapse-consent.ts';
import { consentLapsesDue } from './lapse-store.ts';

/**
 * Puts on record every consent that has run out by now. Any number of processes may do this at once: each lapse is put on
 * record once. One that can't be is logged by the entry's id, and holds up no other; the next call tries again.
 *
 * @returns how many were put on record by this call
 */
export async function lapseAllDue(deps: Deps): Promise<number> {
  const seen = new Set<string>();
  let inARow = 0;
  let lapsed = 0;
  for (;;) {
    const due = (await consentLapsesDue(deps.db, deps.clock.now())).filter(({ entryId }) => !seen.has(entryId));
    // One that is found again was put right, not put on record: the next sweep sees it as it is then.
    if (due.length === 0) return lapsed;
    for (const { entryId } of due) {
      seen.add(entryId);
      try {
        const answer = await lapseConsent(deps, { actor: { kind: 'system' }, entryId });
        if (answer.ok && answer.value.lapsed) lapsed += 1;
        inARow = 0;
      } catch (fault) {
        inARow += 1;
        if (inARow === NOT_THEIR_OWN) throw fault;
        deps.log.fault('consent-not-lapsed', fault, { entryId });
      }
    }
  }
}
