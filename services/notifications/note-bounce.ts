import type { Actor } from '../access/actor.ts';
import { authorise } from '../access/authorise.ts';
import { recordDone } from '../audit/record.ts';
import { shownWith } from '../meetings/rules.ts';
import type { Transaction } from '../platform/database.ts';
import type { Deps } from '../platform/deps.ts';
import { type NotAllowed, type NotFound, ok, type Result, refuse } from '../platform/result.ts';
import { closeDoubtAbout, writeBounce } from './bounce-store.ts';
import { type DeliveryRow, findDelivery, lockMeeting } from './delivery-store.ts';
import { todoAbout } from './fallback.ts';
import type { DeliveryKind } from './model.ts';
import { refreshCards } from './store.ts';
import { addTodos, todoKeys } from './todos.ts';

/** Whoever waits for one of these asks for another one; anybody can have one sent to an address that does not exist. */
const ofNoConcern: readonly DeliveryKind[] = ['sign-in-code', 'new-link'];

/**
 * A mail of ours came back. It is noted on its delivery, the team gets a to-do about it, and the cards of what it was about
 * show it. A second report of the same mail changes nothing more.
 *
 * @param input.code the status code (RFC 3463) that came with it
 * @param input.settle settles what the report came in, in the same transaction; false where that was done already
 */
export async function noteBounce(
  deps: Deps,
  input: {
    actor: Actor;
    deliveryId: string;
    at: Date;
    code: string | null;
    settle: (tx: Transaction) => Promise<boolean>;
  },
): Promise<Result<{ noted: boolean }, NotAllowed | NotFound>> {
  const { actor, deliveryId, at, code, settle } = input;
  const seen = await findDelivery(deps.db, deliveryId);
  const about = { noun: 'delivery', nounId: deliveryId, relations: ['none'] } as const;
  const refusal = await authorise(deps, 'note-bounce', actor, about);
  if (refusal) return refusal;
  if (seen === null) return refuse({ reason: 'not-found' });
  const noted = await deps.db.$transaction(async (tx) => {
    // Before anything is written, in the order in which use cases take their rows.
    const meeting = seen.meetingId === null ? null : await lockMeeting(tx, seen.meetingId);
    if (!(await settle(tx))) return false;
    if (!(await writeBounce(tx, deliveryId, { at, code }))) return true;
    const now = deps.clock.now();
    const told = { noun: 'delivery', nounId: deliveryId, to: 'bounced', detail: { kind: seen.kind, code } } as const;
    await recordDone(tx, now, { useCase: 'note-bounce', actor, ...told });
    if (!ofNoConcern.includes(seen.kind)) {
      const eventKey = todoKeys.delivery('bounced', deliveryId);
      await addTodos(tx, deps, [{ ...todoAbout(seen, 'not-delivered'), kind: 'bounced', eventKey }]);
    }
    const closed = await closeDoubtAbout(tx, deliveryId, now);
    await refreshCards(tx, deps, [...(meeting === null ? recordsOf(seen) : shownWith(meeting)), ...closed]);
    return true;
  });
  deps.jobs.wake();
  return ok({ noted });
}

/** The records whose cards show a mail that is about no meeting. */
function recordsOf({ requestId, detail }: DeliveryRow): string[] {
  const { letterId, questionId } = detail ?? {};
  return [requestId, letterId, questionId].filter((id) => typeof id === 'string');
}
