import type { AuditEntry } from '../audit/record.ts';
import { consentStateOn } from '../consent/consent-state.ts';
import { MAX_TEXT } from '../mbe-requests/model.ts';
import type { Transaction } from '../platform/database.ts';
import { fromDateColumn } from '../platform/date-column.ts';
import type { Deps } from '../platform/deps.ts';
import { cleanText } from '../platform/free-text.ts';
import { takeReference } from '../platform/reference-store.ts';
import { dayOf } from '../platform/time.ts';
import type { OpenMeeting } from './open-meeting.ts';
import { seatsOf } from './quorum.ts';
import { endRequest, insertMeeting, type NewMeeting } from './store.ts';

/** What follows a meeting that does not take place: another one with the same invitees, or the end of its request. */
export type NextAfter = 'arrange-again' | 'end-request';

/** The reason is missing or longer than is kept. */
export type ReasonProblem = {
  reason: 'incomplete';
  problems: { field: 'note' | 'why'; problem: 'missing' | 'too-long' }[];
};

/** A reason as it is kept, or what is wrong with it. Every ending has one (domain.md §2). */
export function checkReason(field: 'note' | 'why', typed: string): { text: string } | ReasonProblem {
  const text = cleanText(typed);
  if (text === '') return { reason: 'incomplete', problems: [{ field, problem: 'missing' }] };
  if (text.length > MAX_TEXT) return { reason: 'incomplete', problems: [{ field, problem: 'too-long' }] };
  return { text };
}

/** No other meeting of the register may be arranged: there is no consent to it, or the entry has ended (domain.md §10). */
export type MayNotArrange = { reason: 'no-consent' | 'entry-ended' };

/** Why another meeting can't follow this one. A meeting that serves a request is held by its own consent gate alone. */
export function whyNotAgain({ rows }: OpenMeeting, next: NextAfter, deps: Deps): MayNotArrange | undefined {
  if (next !== 'arrange-again' || rows.register === null) return undefined;
  if (rows.register.toDay !== null) return { reason: 'entry-ended' };
  const consent = consentStateOn(rows.register.consent, dayOf(deps.clock.now()), deps.policy);
  return consent.state === 'valid' ? undefined : { reason: 'no-consent' };
}

/** What the next meeting serves; one of the register gets a reference of its own. */
async function servesTheSame(tx: Transaction, { requestId, entryId }: OpenMeeting['view'], now: Date) {
  if (requestId !== null) return { requestId };
  if (entryId === null) throw new Error('A meeting serves nothing');
  return { entryId, reference: await takeReference(tx, 'MTG', now) };
}

/**
 * Carries out what follows, in the transaction that ends the meeting.
 *
 * @param then.why kept with a request that ends
 */
export async function followOn(
  tx: Transaction,
  deps: Deps,
  ended: OpenMeeting,
  then: { next: NextAfter; why: string; by: Pick<AuditEntry, 'useCase' | 'actor'> },
): Promise<void> {
  const { next, why, by } = then;
  const { view, rows } = ended;
  const now = deps.clock.now();
  if (next === 'end-request') {
    if (view.requestId) await endRequest(tx, view.requestId, now, { state: 'cancelled', endNote: why }, by);
    return;
  }
  await insertMeeting(tx, deps, {
    kind: view.kind,
    ...(await servesTheSame(tx, view, now)),
    purposeCategory: view.purposeCategory,
    lengthMinutes: view.lengthMinutes,
    neededBy: rows.neededBy === null ? null : fromDateColumn(rows.neededBy),
    place: view.place,
    chairId: rows.chairId,
    ...whoIsNeeded(ended),
  });
}

/**
 * The roles of the ended meeting, with what they are needed for and asked to bring, and of whom so many must be there. Who
 * stood in did so for the old time: the role itself is invited.
 */
function whoIsNeeded({ view, rows }: OpenMeeting): Pick<NewMeeting, 'invitees' | 'quorum'> {
  const seats = seatsOf(view.invitees);
  const placeOf = new Map(seats.map(({ id }, place) => [id, place]));
  const invitees = seats.map(({ id, kind, name, email, otherContact, need, toBring }) => {
    const { organisationId = null, contactId = null } = rows.invitees.find((invitee) => invitee.id === id) ?? {};
    return { kind, organisationId, contactId, name, email, otherContact, need, toBring };
  });
  if (!view.quorum.set) return { invitees };
  const quorum = view.quorum.groups.map(({ seats: ids, atLeast }) => ({
    seats: ids.flatMap((id) => placeOf.get(id) ?? []),
    atLeast,
  }));
  return { invitees, quorum };
}
