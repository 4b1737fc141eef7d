import type { Actor } from '../access/actor.ts';
import { authorise } from '../access/authorise.ts';
import { recordDone } from '../audit/record.ts';
import { refreshCards } from '../notifications/store.ts';
import { addTodos, todoKeys } from '../notifications/todos.ts';
import type { Transaction } from '../platform/database.ts';
import type { Deps } from '../platform/deps.ts';
import { type NotAllowed, type NotFound, ok, type Result, refuse } from '../platform/result.ts';
import { instantAt } from '../platform/time.ts';
import { readEntry, refreshEntry } from '../register/entry-store.ts';
import { readConsent } from './change-consent.ts';
import { addConsentEvent, holdPerson } from './consent-store.ts';
import { CONSENT_LAPSED, claimLapse } from './lapse-store.ts';
import { suspendSharing } from './suspend-sharing.ts';

/**
 * Puts on record that consent has run out without being renewed, once for each time it does: the entry is suspended, which
 * it is by the clock already, the team gets a to-do, and the basis of the individual's MbE requests counts no more. It ends
 * nothing by itself (domain.md §10). Where consent turns out to hold, the entry's values are brought up to date and nothing
 * else happens. For the sweep; any number of processes may call it at once.
 *
 * @returns whether this call put it on record
 */
export async function lapseConsent(
  deps: Deps,
  input: { actor: Actor; entryId: string },
): Promise<Result<{ lapsed: boolean }, NotAllowed | NotFound>> {
  const { actor, entryId } = input;
  const about = { noun: 'register-entry', nounId: entryId, relations: ['none'] } as const;
  const refusal = await authorise(deps, 'lapse-consent', actor, about);
  if (refusal) return refusal;
  const entry = await readEntry(deps.db, entryId);
  if (entry === null) return refuse({ reason: 'not-found' });
  const lapsed = await deps.db.$transaction((tx) => lapse(tx, deps, actor, entry));
  if (lapsed) deps.jobs.wake();
  return ok({ lapsed });
}

async function lapse(
  tx: Transaction,
  deps: Deps,
  actor: Actor,
  entry: { id: string; personId: string },
): Promise<boolean> {
  await holdPerson(tx, entry.personId);
  const seen = await readConsent({ ...deps, db: tx }, entry.personId);
  if (seen === null || seen.entryId !== entry.id) return false;
  const { state, family } = seen;
  if (state.state !== 'lapsed') {
    await refreshEntry(tx, deps, entry.id);
    return false;
  }
  const now = deps.clock.now();
  if (!(await claimLapse(tx, entry.id, instantAt(state.on, '00:00'), now))) return false;
  const event = { personId: seen.id, referralId: null, kind: 'expired', day: state.on } as const;
  const eventId = await addConsentEvent(tx, deps, event, null);
  await refreshEntry(tx, deps, entry.id);
  await suspendSharing(tx, deps, family, 'lapsed');
  const eventKey = todoKeys.ofConsent(CONSENT_LAPSED, eventId);
  await addTodos(tx, deps, [{ kind: CONSENT_LAPSED, eventKey, entryId: entry.id }]);
  await recordDone(tx, now, {
    useCase: 'lapse-consent',
    actor,
    noun: 'consent',
    nounId: seen.id,
    from: 'valid',
    to: 'expired',
    detail: { entryId: entry.id, eventId, day: state.on },
  });
  await refreshCards(tx, deps, [entry.id]);
  return true;
}
