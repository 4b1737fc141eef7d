import { refreshCards } from '../notifications/store.ts';
import { todoKeys } from '../notifications/todos.ts';
import type { Transaction } from '../platform/database.ts';
import type { Deps } from '../platform/deps.ts';

/**
 * Closes what was to be done by hand about services that are chased no more: they have answered, or are asked no longer.
 *
 * @returns the to-dos' ids
 */
export async function closeTodosOf(tx: Transaction, receiverIds: readonly string[], at: Date): Promise<string[]> {
  const eventKeys = receiverIds.map(todoKeys.escalateQuestion);
  const where = { eventKey: { in: eventKeys }, doneAt: null };
  const closed = await tx.teamTodo.updateManyAndReturn({ where, data: { doneAt: at }, select: { id: true } });
  return closed.map(({ id }) => id);
}

async function withdrawWhere(
  tx: Transaction,
  deps: Pick<Deps, 'jobs' | 'clock'>,
  where: { id: string } | { entryId: { in: string[] } },
): Promise<number> {
  const withdrawn = await tx.serviceQuestionReceiver.updateManyAndReturn({
    where: { state: 'asked', question: where },
    data: { state: 'withdrawn', version: { increment: 1 } },
    select: { id: true, questionId: true },
  });
  const questionIds = [...new Set(withdrawn.map(({ questionId }) => questionId))];
  const closed = await closeTodosOf(
    tx,
    withdrawn.map(({ id }) => id),
    deps.clock.now(),
  );
  await refreshCards(tx, deps, [...questionIds, ...closed]);
  return withdrawn.length;
}

/**
 * Takes every question back that still waits for an answer about an individual, in the transaction that ends the ground for
 * asking: consent that ends or lapses, an entry that ends. What was answered stays on record.
 *
 * @param family every row of the same individual
 * @returns how many services are asked no more
 */
export async function withdrawQuestionsOf(
  tx: Transaction,
  deps: Pick<Deps, 'jobs' | 'clock'>,
  family: readonly string[],
): Promise<number> {
  const entries = await tx.registerEntry.findMany({
    where: { personId: { in: [...family] } },
    select: { id: true },
  });
  return withdrawWhere(tx, deps, { entryId: { in: entries.map(({ id }) => id) } });
}

/** Takes one question back from every service that has not answered. @returns from how many */
export function withdrawQuestion(
  tx: Transaction,
  deps: Pick<Deps, 'jobs' | 'clock'>,
  questionId: string,
): Promise<number> {
  return withdrawWhere(tx, deps, { id: questionId });
}
