import { Prisma } from '../../generated/prisma/client.ts';
import type { Transaction } from '../platform/database.ts';
import type { Deps } from '../platform/deps.ts';
import type { NewDelivery } from './model.ts';

type Enqueuing = Pick<Deps, 'jobs' | 'newId' | 'clock'>;

/**
 * The statement that writes deliveries, and gives the ids of those that were not there yet.
 *
 * @param from a `, …` of the statement it becomes a part of: they are written only where that has a row
 */
export function deliveryInsert(
  rows: readonly (NewDelivery & { id: string })[],
  at: Date,
  from: Prisma.Sql = Prisma.empty,
): Prisma.Sql {
  return Prisma.sql`
    INSERT INTO delivery (id, kind, event_key, state, channel, request_id, meeting_id, outcome_id, invitee_id,
      professional_id, detail, created_at)
    SELECT d.id, d.kind, d."eventKey", 'due', d.channel, d."requestId", d."meetingId", d."outcomeId", d."inviteeId",
      d."professionalId", d.detail, ${at}::timestamptz
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS d(id uuid, kind text, "eventKey" text, channel text,
      "requestId" uuid, "meetingId" uuid, "outcomeId" uuid, "inviteeId" uuid, "professionalId" uuid, detail jsonb) ${from}
    ON CONFLICT (event_key) DO NOTHING RETURNING id`;
}

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
  const rows = deliveries.map((delivery) => ({ ...delivery, id: deps.newId() }));
  const added = await tx.$queryRaw<{ id: string }[]>(deliveryInsert(rows, deps.clock.now()));
  await deps.jobs.enqueue(
    tx,
    added.map((row) => ({ name: 'deliver' as const, data: { deliveryId: row.id } })),
  );
}

/**
 * Makes deliveries due again that ended as not needed, for a reason that is past. Every other one is left as it is.
 *
 * @param because the codes they ended with
 */
export async function sendAfterAll(
  tx: Transaction,
  deps: Pick<Deps, 'jobs'>,
  eventKeys: readonly string[],
  because: readonly string[],
): Promise<void> {
  const again = await tx.delivery.updateManyAndReturn({
    where: { eventKey: { in: [...eventKeys] }, state: 'not-needed', lastError: { in: [...because] } },
    data: { state: 'due', attempts: 0, lastError: null },
    select: { id: true },
  });
  await deps.jobs.enqueue(
    tx,
    again.map(({ id }) => ({ name: 'deliver' as const, data: { deliveryId: id } })),
  );
}

/** Sees to it that every copy of these records' cards is brought up to date once the transaction is through, or so much later. */
export async function refreshCards(
  tx: Transaction,
  deps: Pick<Deps, 'jobs'>,
  nounIds: readonly string[],
  options: { afterSeconds?: number } = {},
): Promise<void> {
  await deps.jobs.enqueue(
    tx,
    nounIds.map((nounId) => ({ name: 'refresh-cards' as const, data: { nounId } })),
    options,
  );
}
