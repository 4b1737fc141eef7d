import type { UseCase } from '../access/access-table.ts';
import type { Actor, Relation } from '../access/actor.ts';
import { authorise } from '../access/authorise.ts';
import { type AuditEntry, recordDone } from '../audit/record.ts';
import { refreshCards } from '../notifications/store.ts';
import { ageOn } from '../people/age.ts';
import { carryOut, type Press, wasCarriedOut } from '../platform/carry-out.ts';
import type { DatabaseOrTransaction, Transaction } from '../platform/database.ts';
import type { Deps } from '../platform/deps.ts';
import { type NotAllowed, type NotFound, ok, type Result, refuse } from '../platform/result.ts';
import { type CalendarDay, dayOf } from '../platform/time.ts';
import { openEntryOfPerson, refreshEntry } from '../register/entry-store.ts';
import { consentStateOn } from './consent-state.ts';
import {
  addConsentEvent,
  type ConsentPerson,
  consentEvents,
  findConsentPerson,
  holdPerson,
  type NewConsentEvent,
} from './consent-store.ts';
import { isReferralOf, referralsInHand } from './ending-store.ts';
import type { ConsentEvent, ConsentState } from './model.ts';
import { voicesOf } from './online-consent.ts';
import { peopleWhoMaySpeak } from './online-store.ts';

/** What every change of somebody's consent is given. `referralId` where it was said with a referral that waits. */
export type ConsentChange = {
  actor: Extract<Actor, { kind: 'professional' }>;
  personId: string;
  referralId: string | null;
  press: string;
  /** Of somebody on the web pages: the address they have confirmed, by which it is known what they are to the person. */
  address?: string;
};

/** Consent as it stands when a change of it is decided. */
export type SeenConsent = ConsentPerson & {
  today: CalendarDay;
  age: number | null;
  events: ConsentEvent[];
  state: ConsentState;
  entryId: string | null;
};

/** What a use case has decided to record. */
export type ConsentPlan = {
  /** Null where nothing is said about consent itself. */
  event: Omit<NewConsentEvent, 'personId' | 'referralId'> | null;
  /** Whatever else changes in the same transaction; false undoes it, and everything is decided anew. */
  within?: (tx: Transaction, eventId: string) => Promise<boolean>;
  reason?: string;
  detail?: NonNullable<AuditEntry['detail']>;
};

export type ConsentRefusal = NotAllowed | NotFound | { reason: 'changed-meanwhile' };

/** More often than this nobody else comes first by chance. */
const MOST_TRIES = 4;

/** Reads what is on record of somebody's consent; null where there is no such person. */
export async function readConsent(
  deps: Pick<Deps, 'clock' | 'policy'> & { db: DatabaseOrTransaction },
  personId: string,
): Promise<SeenConsent | null> {
  const person = await findConsentPerson(deps.db, personId);
  if (person === null) return null;
  const today = dayOf(deps.clock.now());
  const events = await consentEvents(deps.db, person.family);
  const entry = await openEntryOfPerson(deps.db, personId);
  const { dateOfBirth } = person;
  return {
    ...person,
    today,
    age: dateOfBirth === null ? null : ageOn(dateOfBirth, today),
    events,
    state: consentStateOn(events, today, deps.policy),
    entryId: entry?.id ?? null,
  };
}

/**
 * Changes somebody's consent, always in one order: load → authorise → decide → one transaction. The rows of the individual
 * are held in it, so that of two changes at once the second is decided on what the first has made. A press that was carried
 * out already is no refusal.
 */
export async function changeConsent<R extends { reason: string }>(
  deps: Deps,
  useCase: UseCase,
  input: ConsentChange,
  decide: (seen: SeenConsent) => Result<ConsentPlan, R> | Promise<Result<ConsentPlan, R>>,
  tries = MOST_TRIES,
): Promise<Result<{ personId: string }, ConsentRefusal | R>> {
  const { actor, press: key, ...asked } = input;
  const { personId } = input;
  const seen = await readConsent(deps, personId);
  const relations: Relation[] = seen === null ? ['none'] : await relationsTo(deps, seen, input.address);
  const about = { noun: 'consent', nounId: personId, relations } as const;
  const refusal = await authorise(deps, useCase, actor, about);
  if (refusal) return refusal;
  if (seen === null) return refuse({ reason: 'not-found' });
  const { referralId } = input;
  if (referralId !== null && !(await isReferralOf(deps.db, referralId, seen.family))) {
    return refuse({ reason: 'not-found' });
  }
  const press = { key, useCase, actor, asked };
  const decided = await decide(seen);
  if (!decided.ok) return (await wasCarriedOut(deps, press)) ? ok({ personId }) : decided;
  const done = await carryOut(deps, press, (tx) => change(tx, deps, press, seen, { referralId, plan: decided.value }));
  if (done !== 'overtaken') return ok({ personId });
  return tries > 1 ? changeConsent(deps, useCase, input, decide, tries - 1) : refuse({ reason: 'changed-meanwhile' });
}

/** What somebody on the web pages is to the person, by the address they have confirmed; nothing for everybody else. */
async function relationsTo(deps: Deps, seen: SeenConsent, address: string | undefined): Promise<Relation[]> {
  if (address === undefined) return ['none'];
  const { id: personId, family, entryId } = seen;
  const people = await peopleWhoMaySpeak(deps.db, { personId, family, onRegister: entryId !== null });
  return voicesOf(people, address.trim().toLowerCase()).length > 0 ? ['consenter'] : ['none'];
}

async function change(
  tx: Transaction,
  deps: Deps,
  press: Press,
  seen: SeenConsent,
  { plan, referralId }: { plan: ConsentPlan; referralId: string | null },
): Promise<boolean> {
  await holdPerson(tx, seen.id);
  const now = await readConsent({ ...deps, db: tx }, seen.id);
  if (now === null || !isAsSeen(seen, now)) return false;
  const byId = press.actor.kind === 'professional' ? press.actor.id : null;
  const { event, within, reason, detail } = plan;
  const eventId =
    event === null ? seen.id : await addConsentEvent(tx, deps, { ...event, personId: seen.id, referralId }, byId);
  if (within && !(await within(tx, eventId))) return false;
  if (seen.entryId !== null) await refreshEntry(tx, deps, seen.entryId);
  await recordDone(tx, deps.clock.now(), {
    useCase: press.useCase,
    actor: press.actor,
    noun: 'consent',
    nounId: seen.id,
    from: seen.state.state,
    ...(event === null ? {} : { to: event.kind }),
    ...(reason === undefined ? {} : { reason }),
    detail: { ...detail, ...(event === null ? {} : { day: event.day, eventId }) },
  });
  const referrals = await referralsInHand(tx, seen.family);
  await refreshCards(tx, deps, [...(seen.entryId ? [seen.entryId] : []), ...referrals.map(({ id }) => id)]);
  return true;
}

/** Nobody has recorded anything, opened or ended an entry, or linked another row meanwhile. */
function isAsSeen(seen: SeenConsent, now: SeenConsent): boolean {
  return (
    seen.events.length === now.events.length &&
    seen.entryId === now.entryId &&
    seen.family.join() === now.family.join() &&
    seen.state.state === now.state.state
  );
}
