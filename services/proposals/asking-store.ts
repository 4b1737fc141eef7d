import { heldBack } from '../meetings/proposal-view.ts';
import type { Database, Transaction } from '../platform/database.ts';

/** Closes open to-dos that no longer apply; nobody is named as having done them. @returns their ids */
export async function closeTodos(tx: Transaction, eventKeys: readonly string[], at: Date): Promise<string[]> {
  const where = { eventKey: { in: [...eventKeys] }, doneAt: null };
  const closed = await tx.teamTodo.updateManyAndReturn({ where, data: { doneAt: at }, select: { id: true } });
  return closed.map(({ id }) => id);
}

/** Of to-dos that nobody but the service has closed, those that apply once more are opened again. @returns their ids */
export async function reopenLapsed(tx: Transaction, eventKeys: readonly string[]): Promise<string[]> {
  const where = { eventKey: { in: [...eventKeys] }, ...closedByService };
  const opened = await tx.teamTodo.updateManyAndReturn({ where, data: { doneAt: null }, select: { id: true } });
  return opened.map(({ id }) => id);
}

const closedByService = { doneAt: { not: null }, doneById: null } as const;
const notSent = { state: 'not-needed', lastError: { in: [...heldBack] } };

/**
 * Those of the deliveries and to-dos that are there already, by their event keys. A question that could not be sent when its
 * turn came is not, nor is a to-do that the service has closed.
 */
export async function keysThere(db: Database, eventKeys: readonly string[]): Promise<ReadonlySet<string>> {
  const where = { eventKey: { in: [...eventKeys] } };
  const [deliveries, todos] = await Promise.all([
    db.delivery.findMany({ where: { ...where, NOT: notSent }, select: { eventKey: true } }),
    db.teamTodo.findMany({ where: { ...where, NOT: closedByService }, select: { eventKey: true } }),
  ]);
  return new Set([...deliveries, ...todos].map(({ eventKey }) => eventKey));
}

/** Whether any of these to-dos waits to be done. */
export async function anyOpen(db: Database, eventKeys: readonly string[]): Promise<boolean> {
  return (await db.teamTodo.count({ where: { eventKey: { in: [...eventKeys] }, doneAt: null } })) > 0;
}

const CHASER = 'proposal-chaser';

/** Those of these moments at which reminders of a proposal were raised. */
export async function momentsRaised(db: Database, proposalId: string, moments: readonly Date[]): Promise<Date[]> {
  const where = { kind: CHASER, recordId: proposalId, dueAt: { in: [...moments] } };
  return (await db.reminder.findMany({ where, select: { dueAt: true } })).map(({ dueAt }) => dueAt);
}

/** Notes that reminders of a proposal are raised for these moments; a unique index decides. @returns those noted by this call */
export async function noteRaised(
  tx: Transaction,
  proposalId: string,
  moments: readonly Date[],
  raisedAt: Date,
): Promise<Date[]> {
  const rows = await tx.reminder.createManyAndReturn({
    data: moments.map((dueAt) => ({ kind: CHASER, recordId: proposalId, dueAt, raisedAt })),
    skipDuplicates: true,
    select: { dueAt: true },
  });
  return rows.map(({ dueAt }) => dueAt);
}
