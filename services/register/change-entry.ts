import type { UseCase } from '../access/access-table.ts';
import type { Actor } from '../access/actor.ts';
import { authorise } from '../access/authorise.ts';
import { type AuditEntry, recordDone } from '../audit/record.ts';
import type { EntryFacts } from '../clocks/model.ts';
import { refreshCards } from '../notifications/store.ts';
import { carryOut, type Press, wasCarriedOut } from '../platform/carry-out.ts';
import { isUniqueViolation, type Transaction } from '../platform/database.ts';
import type { Deps } from '../platform/deps.ts';
import { type NotAllowed, type NotFound, ok, type Result, refuse } from '../platform/result.ts';
import { type CalendarDay, dayOf } from '../platform/time.ts';
import { entryFacts, recordEvents } from './entry-store.ts';
import { type SequenceProblem, sequenceProblem } from './event-sequence.ts';
import type { EntryProblem, NewRegisterEvent, RegisterEvent } from './model.ts';
import { findEntry, lockEntry, type PersonEntry } from './person-store.ts';

/** What every change of a register entry is given: the version is the one on the card on which it was decided. */
export type EntryChange = {
  actor: Extract<Actor, { kind: 'professional' }>;
  entryId: string;
  version: number;
  press: string;
};

/** An entry as it stands when a change of it is decided. */
export type SeenEntry = PersonEntry & { facts: EntryFacts; today: CalendarDay };

/** What a use case has decided to record. */
export type EntryPlan = {
  events: readonly NewRegisterEvent[];
  /** Whatever else changes in the same transaction. */
  within?: (tx: Transaction) => Promise<void>;
  from?: string;
  to?: string;
  reason?: string;
  detail?: NonNullable<AuditEntry['detail']>;
};

/** Why a change of an entry is not made, whatever it is. */
export type EntryRefusal =
  | NotAllowed
  | NotFound
  | { reason: 'changed-meanwhile' }
  | { reason: 'entry-ended'; on: CalendarDay }
  | { reason: 'does-not-fit'; because: SequenceProblem }
  | { reason: 'on-register-again' };

/** Something typed that can't be taken. */
export type Incomplete = { reason: 'incomplete'; problems: EntryProblem[] };

/**
 * Changes a register entry, always in one order: load → authorise → decide → one transaction. What is recorded is a fact:
 * it stays possible while consent has lapsed, since the entry is suspended, not over; what acts on the entry or tells
 * somebody of it asks consent itself.
 *
 * A refusal of a press that has been carried out already is none. A change that somebody else's came before is refused as
 * 'changed-meanwhile'; one after which the events could not have happened in this order, as 'does-not-fit'.
 *
 * @param useCase also the name in the audit record
 * @param options.alsoEnded lets an entry be changed that has ended: to take back an event of it
 */
export async function changeEntry<R extends { reason: string }>(
  deps: Deps,
  useCase: UseCase,
  input: EntryChange,
  decide: (seen: SeenEntry) => Result<EntryPlan, R> | Promise<Result<EntryPlan, R>>,
  options: { alsoEnded?: boolean } = {},
): Promise<Result<{ entryId: string }, EntryRefusal | R>> {
  const { actor, press: key, ...asked } = input;
  const { entryId } = input;
  const about = { noun: 'register-entry', nounId: entryId, relations: ['none'] } as const;
  const refusal = await authorise(deps, useCase, actor, about);
  if (refusal) return refusal;
  const [row, facts] = await Promise.all([findEntry(deps.db, entryId), entryFacts(deps.db, entryId)]);
  if (row === null || facts === null) return refuse({ reason: 'not-found' });
  const press = { key, useCase, actor, asked };
  const seen = { ...row, facts, today: dayOf(deps.clock.now()) };
  const decided = await decideOn(seen, input.version, decide, options);
  if (!decided.ok) return (await wasCarriedOut(deps, press)) ? ok({ entryId }) : decided;
  const done = await change(deps, press, seen, decided.value);
  if (done === 'on-register-again') return refuse({ reason: done });
  return done === 'overtaken' ? refuse({ reason: 'changed-meanwhile' }) : ok({ entryId });
}

async function decideOn<R extends { reason: string }>(
  seen: SeenEntry,
  version: number,
  decide: (seen: SeenEntry) => Result<EntryPlan, R> | Promise<Result<EntryPlan, R>>,
  { alsoEnded = false }: { alsoEnded?: boolean },
): Promise<Result<EntryPlan, EntryRefusal | R>> {
  if (seen.toDay !== null && !alsoEnded) return refuse({ reason: 'entry-ended', on: seen.toDay });
  if (seen.version !== version) return refuse({ reason: 'changed-meanwhile' });
  const decided = await decide(seen);
  if (!decided.ok || decided.value.events.length === 0) return decided;
  const added = decided.value.events.map(({ kind, day, detail }, at) => {
    return { kind, day, detail, id: `new ${at}`, seq: Number.MAX_SAFE_INTEGER } as RegisterEvent;
  });
  const because = sequenceProblem([...seen.facts.events, ...added]);
  return because === undefined ? decided : refuse({ reason: 'does-not-fit', because });
}

async function change(deps: Deps, press: Press, seen: SeenEntry, plan: EntryPlan) {
  const { useCase, actor } = press;
  const { events, within, ...audited } = plan;
  const byId = actor.kind === 'professional' ? actor.id : null;
  try {
    return await carryOut(deps, press, async (tx) => {
      if (!(await lockEntry(tx, seen))) return false;
      if (events.length > 0) await recordEvents(tx, deps, seen.id, events, { byId });
      await within?.(tx);
      const entry = { useCase, actor, noun: 'register-entry', nounId: seen.id, ...audited } as const;
      await recordDone(tx, deps.clock.now(), entry);
      await refreshCards(tx, deps, [seen.id]);
      return true;
    });
  } catch (fault) {
    // Taking back the end of an entry would put the person onto the register a second time.
    if (isUniqueViolation(fault)) return 'on-register-again';
    throw fault;
  }
}
