import { letterWasSent } from '../letters/store.ts';
import { shownWith } from '../meetings/rules.ts';
import type { Deps } from '../platform/deps.ts';
import { dayOf } from '../platform/time.ts';
import { type DeliveryEnd, type DeliveryRow, lockMeeting, stillUnderWay, writeEnd } from './delivery-store.ts';
import type { DeliveryKind, NewDelivery } from './model.ts';
import { addDeliveries, refreshCards } from './store.ts';
import { addTodos, type NewTodo } from './todos.ts';

/** How a delivery ended and what follows from it. */
export type Ending = DeliveryEnd & {
  deliveries?: readonly NewDelivery[];
  todos?: readonly NewTodo[];
  /** The letter that this mail told, and how: all of it, or a notice beside the referrer's chat. */
  told?: { letterId: string; how: 'email' | 'teams' };
};

/** Kinds whose end shows on the request's card. */
const shownOnCard: readonly DeliveryKind[] = ['invitation', 'cancellation', 'summary'];

/**
 * Writes the end of a delivery together with what follows from it: other deliveries, to-dos, and the cards that show it.
 * Invitations come in crowds, so the cards are brought up to date once, when the last of them has ended.
 */
export async function endDelivery(
  deps: Pick<Deps, 'db' | 'jobs' | 'newId' | 'clock'>,
  delivery: DeliveryRow,
  ending: Ending,
): Promise<void> {
  const { deliveries = [], todos = [], told, ...end } = ending;
  const { kind, meetingId } = delivery;
  const shown = meetingId !== null && shownOnCard.includes(kind) ? meetingId : null;
  await deps.db.$transaction(async (tx) => {
    // Before anything is written, in the order in which use cases take their rows.
    const card = shown === null ? null : await lockMeeting(tx, shown);
    await writeEnd(tx, delivery.id, end);
    if (told) await letterWasSent(tx, deps, { ...told, on: dayOf(deps.clock.now()) });
    else if (kind === 'letter') await refreshCards(tx, deps, lettersOf(delivery));
    await addTodos(tx, deps, todos);
    await addDeliveries(tx, deps, deliveries);
    if (card !== null && (await stillUnderWay(tx, kind, card.id)) === 0) {
      await refreshCards(tx, deps, shownWith(card));
    }
  });
  deps.jobs.wake();
}

/** The letter whose card shows how its mail ended. */
function lettersOf({ detail }: DeliveryRow): string[] {
  return typeof detail?.letterId === 'string' ? [detail.letterId] : [];
}
