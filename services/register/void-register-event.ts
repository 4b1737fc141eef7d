import { consentStateOn } from '../consent/consent-state.ts';
import type { Deps } from '../platform/deps.ts';
import { ok, type Result, refuse } from '../platform/result.ts';
import { changeEntry, type EntryChange, type EntryRefusal, type Incomplete } from './change-entry.ts';
import { checkWords } from './check-event.ts';
import { eventsThatCount } from './project-entry.ts';

type Refusal = Incomplete | { reason: 'not-an-event' | 'cannot-void-entry' | 'consent-ended' };

/**
 * Takes back an event that was recorded by mistake, with the reason. Both stay on record, and everything that follows from
 * the events is worked out anew.
 *
 * Refused: the entry itself ('cannot-void-entry': end it instead); an event that is not there or is taken back already
 * ('not-an-event'); one that a later event depends on ('does-not-fit'); the end of an entry whose consent was refused,
 * withdrawn or found invalid ('consent-ended'): nobody comes back onto the register without consent.
 */
export function voidRegisterEvent(
  deps: Deps,
  input: EntryChange & { eventId: string; note: string },
): Promise<Result<{ entryId: string }, EntryRefusal | Refusal>> {
  const why = checkWords(input.note, 'required');
  const decide = (seen: Parameters<Parameters<typeof changeEntry<Refusal>>[3]>[0]) => {
    const event = eventsThatCount(seen.facts.events).find(({ id }) => id === input.eventId);
    if (event === undefined) return refuse({ reason: 'not-an-event' });
    if (event.kind === 'entered') return refuse({ reason: 'cannot-void-entry' });
    if (event.kind === 'ended') {
      const consent = consentStateOn(seen.facts.consent, seen.today, deps.policy);
      if (consent.state !== 'valid' && consent.state !== 'lapsed') return refuse({ reason: 'consent-ended' });
    }
    if (why.problems.length > 0) return refuse({ reason: 'incomplete', problems: why.problems });
    return ok({
      events: [{ kind: 'voided' as const, day: seen.today, detail: { eventId: event.id }, note: why.note }],
      reason: event.kind,
      detail: { eventId: event.id },
    });
  };
  return changeEntry<Refusal>(deps, 'void-register-event', input, decide, { alsoEnded: true });
}
