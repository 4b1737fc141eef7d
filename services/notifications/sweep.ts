import { z } from 'zod';
import type { Database } from '../platform/database.ts';
import type { Deps } from '../platform/deps.ts';
import { raiseActionRemindersHourly } from './action-reminders.ts';
import { raiseClockRemindersHourly } from './clock-reminders.ts';
import { raiseDigest } from './digest.ts';
import type { NewDelivery } from './model.ts';
import { raiseQuestionChasers } from './question-chasers.ts';
import { addDeliveries, refreshCards } from './store.ts';

/** How many are raised in one transaction; what is left over comes in the next round of the same sweep. */
const AT_ONCE = 50;

const dueRows = z.array(
  z.object({
    recordId: z.uuid(),
    dueAt: z.date(),
    requestId: z.uuid().nullable(),
    receiverId: z.uuid().nullable(),
  }),
);
type Due = z.infer<typeof dueRows>[number];

type Reminding = {
  kind: 'decision-overdue' | 'record-outcome';
  /** What is due at `now` and has no reminder of this kind for this due instant, longest waiting first. */
  find(db: Database, now: Date): Promise<unknown>;
  about(due: Due): Pick<NewDelivery, 'requestId' | 'meetingId'>;
};

/** A request that nobody has decided in time (the policy's decideWithinWorkingDays). */
const undecided: Reminding = {
  kind: 'decision-overdue',
  find: (db, now) => db.$queryRaw`
    SELECT r.id AS "recordId", r.decide_by AS "dueAt", r.id AS "requestId", r.owner_id AS "receiverId"
    FROM mbe_request r
    WHERE r.state = 'submitted' AND r.decide_by <= ${now}
      AND NOT EXISTS (SELECT 1 FROM reminder m
        WHERE m.kind = 'decision-overdue' AND m.record_id = r.id AND m.due_at = r.decide_by)
    ORDER BY r.decide_by LIMIT ${AT_ONCE}`,
  about: ({ recordId }) => ({ requestId: recordId }),
};

/** A booked meeting whose end has passed. */
const ended: Reminding = {
  kind: 'record-outcome',
  find: (db, now) => db.$queryRaw`
    SELECT t.id AS "recordId", t.ends_at AS "dueAt", t.request_id AS "requestId", t.chair_id AS "receiverId"
    FROM meeting t
    WHERE t.state = 'booked' AND t.ends_at <= ${now}
      AND NOT EXISTS (SELECT 1 FROM reminder m
        WHERE m.kind = 'record-outcome' AND m.record_id = t.id AND m.due_at = t.ends_at)
    ORDER BY t.ends_at LIMIT ${AT_ONCE}`,
  about: ({ recordId, requestId }) => ({ meetingId: recordId, ...(requestId ? { requestId } : {}) }),
};

/**
 * What is due by the clock at this moment, part by part: requests undecided for too long, meetings whose end has passed, the
 * digest and the deadlines of the register. Nothing is scheduled ahead, so moving the clock or changing a record leaves no
 * stale job behind. Each part says how many it has raised.
 *
 * Any number of processes may sweep at once, any number of times: a reminder is unique by kind, record and due instant,
 * and its delivery is written in the same transaction. A record whose due instant changes is reminded of again.
 */
export const sweepParts = [
  ['requests', (deps: Deps) => raiseAll(deps, undecided)],
  ['meetings', (deps: Deps) => raiseAll(deps, ended)],
  ['digest', raiseDigest],
  ['clock-reminders', raiseClockRemindersHourly],
  ['action-reminders', raiseActionRemindersHourly],
  ['service-questions', raiseQuestionChasers],
] as const;

/** Carries out every part. @returns how many were raised by this call */
export async function sweep(deps: Deps): Promise<number> {
  let raised = 0;
  for (const [, work] of sweepParts) raised += await work(deps);
  return raised;
}

async function raiseAll(deps: Deps, reminding: Reminding): Promise<number> {
  let total = 0;
  for (;;) {
    const due = dueRows.parse(await reminding.find(deps.db, deps.clock.now()));
    if (due.length > 0) total += await raise(deps, reminding, due);
    if (due.length < AT_ONCE) break;
  }
  if (total > 0) deps.jobs.wake();
  return total;
}

async function raise(deps: Deps, { kind, about }: Reminding, due: readonly Due[]): Promise<number> {
  const raisedAt = deps.clock.now();
  return deps.db.$transaction(async (tx) => {
    // Another process that has the same rows waits here, and gets none of them.
    const rows = await tx.reminder.createManyAndReturn({
      data: due.map(({ recordId, dueAt }) => ({ kind, recordId, dueAt, raisedAt })),
      skipDuplicates: true,
      select: { recordId: true },
    });
    const mine = due.filter((one) => rows.some((row) => row.recordId === one.recordId));
    await addDeliveries(
      tx,
      deps,
      mine.map((one) => ({
        ...about(one),
        kind,
        eventKey: `${kind}:${one.recordId}:${one.dueAt.toISOString()}`,
        channel: 'teams',
        ...(one.receiverId ? { professionalId: one.receiverId } : {}),
      })),
    );
    // "Overdue" and "it has ended" show on the cards that are there already.
    await refreshCards(
      tx,
      deps,
      mine.map((one) => one.requestId ?? one.recordId),
    );
    return mine.length;
  });
}
