import type { Transaction } from '../platform/database.ts';
import { toDateColumn } from '../platform/date-column.ts';
import type { Deps } from '../platform/deps.ts';
import { addDays, dayOf } from '../platform/time.ts';
import { isTimeForReminders } from './clock-reminders.ts';
import type { NewDelivery } from './model.ts';
import {
  type ChaserReached,
  chaserKind,
  chasersReached,
  QUESTION_ESCALATED,
  questionsToEscalate,
} from './question-chaser-store.ts';
import { addDeliveries } from './store.ts';

/** How many are raised in one transaction; what is left over comes in the next round of the same call. */
const AT_ONCE = 50;

/**
 * Chases services that have not answered a question, like the owners of agreed actions: so many days before its day and on
 * it, then their manager once. On working days from the time of the digest. Each once, however many processes sweep.
 *
 * @returns how many were raised by this call
 */
export async function raiseQuestionChasers(deps: Deps): Promise<number> {
  const now = deps.clock.now();
  if (!isTimeForReminders(deps.policy, now)) return 0;
  const today = dayOf(now);
  const { daysBefore, escalateAfterDays } = deps.policy.actionReminders.value;
  const chased = await inRounds(
    () => chasersReached(deps.db, daysBefore, today, AT_ONCE),
    (found) => raiseChasers(deps, found),
  );
  const escalated = await inRounds(
    () => questionsToEscalate(deps.db, addDays(today, -escalateAfterDays), AT_ONCE),
    (found) => raiseEscalations(deps, found),
  );
  if (chased + escalated > 0) deps.jobs.wake();
  return chased + escalated;
}

async function inRounds<T>(find: () => Promise<T[]>, raise: (found: T[]) => Promise<number>): Promise<number> {
  let total = 0;
  for (;;) {
    const found = await find();
    if (found.length > 0) total += await raise(found);
    if (found.length < AT_ONCE) return total;
  }
}

type Claim = { kind: string; recordId: string; dueAt: Date };

/** Claims reminders; a unique index decides between processes. @returns the claims that are this call's own */
async function claim(tx: Transaction, deps: Deps, claims: readonly Claim[]): Promise<Set<string>> {
  const raisedAt = deps.clock.now();
  const rows = await tx.reminder.createManyAndReturn({
    data: claims.map((one) => ({ ...one, raisedAt })),
    skipDuplicates: true,
    select: { kind: true, recordId: true },
  });
  return new Set(rows.map(({ kind, recordId }) => `${kind} ${recordId}`));
}

type Found = Pick<ChaserReached, 'receiverId' | 'questionId' | 'entryId' | 'due'>;

function deliveryOf(kind: NewDelivery['kind'], eventKey: string, found: Found): NewDelivery {
  const { receiverId, questionId, entryId } = found;
  return { kind, eventKey, channel: 'mail', detail: { receiverId, questionId, entryId } };
}

async function raiseChasers(deps: Deps, reached: readonly ChaserReached[]): Promise<number> {
  return deps.db.$transaction(async (tx) => {
    const claims = reached.flatMap(({ receiverId: recordId, due, missed }) =>
      missed.map((lead) => ({ kind: chaserKind(lead), recordId, dueAt: toDateColumn(due) })),
    );
    const mine = await claim(tx, deps, claims);
    const own = reached.filter(({ receiverId, lead }) => mine.has(`${chaserKind(lead)} ${receiverId}`));
    await addDeliveries(
      tx,
      deps,
      own.map((one) =>
        deliveryOf('service-question-reminder', `service-question-reminder:${one.receiverId}:${one.lead}`, one),
      ),
    );
    return own.length;
  });
}

async function raiseEscalations(deps: Deps, overdue: readonly Found[]): Promise<number> {
  return deps.db.$transaction(async (tx) => {
    const claims = overdue.map(({ receiverId: recordId, due }) => {
      return { kind: QUESTION_ESCALATED, recordId, dueAt: toDateColumn(due) };
    });
    const mine = await claim(tx, deps, claims);
    const own = overdue.filter(({ receiverId }) => mine.has(`${QUESTION_ESCALATED} ${receiverId}`));
    await addDeliveries(
      tx,
      deps,
      own.map((one) => deliveryOf('service-question-escalation', `service-question-escalation:${one.receiverId}`, one)),
    );
    return own.length;
  });
}
