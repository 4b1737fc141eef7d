import type { Transaction } from '../platform/database.ts';
import type { Deps } from '../platform/deps.ts';
import type { NewDelivery } from './model.ts';

type Enqueuing = Pick<Deps, 'jobs' | 'newId' | 'clock'>;

/**
 * Writes deliveries and their jobs in the transaction that causes them. A delivery whose event key is there already is
 * left as it is, and gets no second job.
 */
export async function addDeliveries(
  tx: Transaction,
  deps: Enqueuing,
  deliveries: readonly NewDelivery[],
): Promise<void> {
  if (deliveries.length === 0) return;
  const createdAt = deps.clock.now();
  const rows = await tx.delivery.createManyAndReturn({
    data: deliveries.map((delivery) => ({ ...delivery, id: deps.newId(), state: 'due', createdAt })),
    skipDuplicates: true,
    select: { id: true },
  });
  await deps.jobs.enqueue(
    tx,
    rows.map((row) => ({ name: 'deliver' as const, data: { deliveryId: row.id } })),
  );
}

/** Sees to it that every copy of these records' cards is brought up to date once the transaction is through. */
export async function refreshCards(
  tx: Transaction,
  deps: Pick<Deps, 'jobs'>,
  nounIds: readonly string[],
): Promise<void> {
  await deps.jobs.enqueue(
    tx,
    nounIds.map((nounId) => ({ name: 'refresh-cards' as const, data: { nounId } })),
  );
}
