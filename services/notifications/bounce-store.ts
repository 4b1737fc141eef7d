import type { Transaction } from '../platform/database.ts';
import { todoKeys } from './todos.ts';

/** Notes that a mail of ours came back. @returns false where that is on record already */
export async function writeBounce(
  tx: Transaction,
  deliveryId: string,
  { at, code }: { at: Date; code: string | null },
): Promise<boolean> {
  const { count } = await tx.delivery.updateMany({
    where: { id: deliveryId, bouncedAt: null },
    data: { bouncedAt: at, bounceCode: code },
  });
  return count === 1;
}

/** Closes what asked whether a mail arrived: it did not. @returns the to-dos' ids */
export async function closeDoubtAbout(tx: Transaction, deliveryId: string, at: Date): Promise<string[]> {
  const closed = await tx.teamTodo.updateManyAndReturn({
    where: { eventKey: todoKeys.delivery('delivery-unclear', deliveryId), doneAt: null },
    data: { doneAt: at },
    select: { id: true },
  });
  return closed.map(({ id }) => id);
}
