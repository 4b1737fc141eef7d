import type { AuditEntry } from '../audit/record.ts';
import { MAX_TEXT } from '../mbe-requests/model.ts';
import type { Transaction } from '../platform/database.ts';
import { fromDateColumn } from '../platform/date-column.ts';
import type { Deps } from '../platform/deps.ts';
import { cleanText } from '../platform/free-text.ts';
import type { OpenMeeting } from './open-meeting.ts';
import { endRequest, insertMeeting } from './store.ts';

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
  if (view.requestId === null) return;
  if (next === 'end-request') {
    await endRequest(tx, view.requestId, deps.clock.now(), { state: 'cancelled', endNote: why }, by);
    return;
  }
  await insertMeeting(tx, deps, {
    kind: view.kind,
    requestId: view.requestId,
    purposeCategory: view.purposeCategory,
    lengthMinutes: view.lengthMinutes,
    neededBy: rows.neededBy === null ? null : fromDateColumn(rows.neededBy),
    place: view.place,
    chairId: rows.chairId,
    invitees: view.invitees.map(({ id, kind, name, email, otherContact }) => {
      const stored = rows.invitees.find((invitee) => invitee.id === id);
      const { organisationId = null, contactId = null } = stored ?? {};
      return { kind, organisationId, contactId, name, email, otherContact };
    }),
  });
}
