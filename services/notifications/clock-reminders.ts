import type { ClockKind } from '../clocks/model.ts';
import type { Transaction } from '../platform/database.ts';
import { toDateColumn } from '../platform/date-column.ts';
import type { Deps } from '../platform/deps.ts';
import { inPieces } from '../platform/in-pieces.ts';
import { addDays, type CalendarDay, dayOf, isWorkingDay, timeOf } from '../platform/time.ts';
import { type AreaPolicy, statedValue } from '../policies/model.ts';
import { seniorManagersOf } from '../senior-managers/store.ts';
import {
  deadlinesToEscalate,
  type Overdue,
  type Step,
  type StepReached,
  stepsReached,
} from './clock-reminder-store.ts';
import type { NewDelivery } from './model.ts';
import { draftRenewalLetters } from './renewal-letters.ts';
import { addDeliveries } from './store.ts';
import { addTodos, todoKeys } from './todos.ts';

/** How many are found at once; what is left over comes in the next round of the same call. */
const AT_ONCE = 200;
/** How many are raised in one transaction: renewals come with letters, and a transaction has seconds. */
const IN_ONE_TRANSACTION = 25;
/** The day after it was due: the key professional hears once more. */
const MISSED = -1;

/** Deadlines a key professional is reminded of. The panel is the team's own matter, a referral has no key professional yet. */
const remindedOf: readonly ClockKind[] = ['cetr-first-offer', 'cetr-repeat', 'cetr-plan-review', 'oversight-visit'];
/** Deadlines that are escalated when they are missed. */
const escalated: readonly ClockKind[] = [...remindedOf, 'consent-renewal', 'panel-review'];

/** Mails about deadlines go out on working days from the time of the digest, so that they meet people at work. */
export function isTimeForReminders(policy: AreaPolicy, now: Date): boolean {
  return isWorkingDay(dayOf(now)) && timeOf(now) >= policy.digest.value.at;
}

/** The steps at which the area's policy reminds of which deadlines. */
export function reminderSteps(policy: AreaPolicy): Step[] {
  const others = [...policy.clockReminders.value, MISSED];
  return [
    ...[...policy.consentReminders.value, MISSED].map((lead) => ({ kind: 'consent-renewal' as const, lead })),
    ...remindedOf.flatMap((kind) => others.map((lead) => ({ kind, lead }))),
  ];
}

/**
 * Raises what deadlines call for at this moment: reminders to key professionals, renewal requests to whoever consents, and
 * escalations of red and amber risks. Each once for a step and a due date, however often and by however many processes it
 * is called; a date that moves is reminded of anew.
 *
 * @returns how many were raised by this call
 */
export async function raiseClockReminders(deps: Deps): Promise<number> {
  const { policy, clock } = deps;
  if (!isTimeForReminders(policy, clock.now())) return 0;
  const today = dayOf(clock.now());
  const raised =
    (await inRounds(
      deps,
      () => stepsReached(deps.db, reminderSteps(policy), today, AT_ONCE),
      (reached) => raiseSteps(deps, reached),
    )) + (await escalate(deps, today));
  if (raised > 0) deps.jobs.wake();
  return raised;
}

/** The register as a whole, where a reminder is about no single record. */
export const THE_REGISTER = '00000000-0000-4000-8000-000000000001';
/** The name of the reminder row that lets an hour's reminders be raised once. */
export const REMINDERS_ROUND = 'clock-reminders';
const HOUR_MS = 60 * 60 * 1000;

/**
 * The same once an hour, by whichever process comes first: deadlines are days, and looking through those of a whole
 * register each minute would be waste. One that is killed half-way is made good in the next hour.
 */
export async function raiseClockRemindersHourly(deps: Deps): Promise<number> {
  const now = deps.clock.now();
  if (!isTimeForReminders(deps.policy, now)) return 0;
  const dueAt = new Date(Math.floor(now.getTime() / HOUR_MS) * HOUR_MS);
  const done = { kind: REMINDERS_ROUND, recordId: THE_REGISTER, dueAt };
  if ((await deps.db.reminder.count({ where: done })) > 0) return 0;
  const { count } = await deps.db.reminder.createMany({ data: [{ ...done, raisedAt: now }], skipDuplicates: true });
  return count === 0 ? 0 : raiseClockReminders(deps);
}

/** One that can't be raised is logged by its entry; the others are raised, and the next hour tries it again. */
async function inRounds<T extends { entryId: string; kind: string }>(
  deps: Deps,
  find: () => Promise<T[]>,
  raise: (found: T[]) => Promise<number>,
): Promise<number> {
  let total = 0;
  for (;;) {
    const found = await find();
    let failed = 0;
    for (let from = 0; from < found.length; from += IN_ONE_TRANSACTION) {
      total += await inPieces(found.slice(from, from + IN_ONE_TRANSACTION), raise, ({ entryId, kind }, fault) => {
        failed += 1;
        deps.log.fault('reminder-not-raised', fault, { entryId, clock: kind });
      });
    }
    // Those that failed would be found again.
    if (found.length < AT_ONCE || failed > 0) return total;
  }
}

type Reminded = { kind: string; recordId: string; due: CalendarDay };

/** Claims reminders; a unique index decides between processes. @returns those that are this call's own */
async function claim(tx: Transaction, deps: Deps, wanted: readonly Reminded[]): Promise<Set<string>> {
  const raisedAt = deps.clock.now();
  const rows = await tx.reminder.createManyAndReturn({
    data: wanted.map(({ kind, recordId, due }) => ({ kind, recordId, dueAt: toDateColumn(due), raisedAt })),
    skipDuplicates: true,
    select: { kind: true, recordId: true, dueAt: true },
  });
  return new Set(rows.map((row) => `${row.kind} ${row.recordId} ${row.dueAt.toISOString().slice(0, 10)}`));
}

const keyOf = ({ kind, recordId, due }: Reminded) => `${kind} ${recordId} ${due}`;

/** At a step the key professional is mailed; where consent ends, whoever gives it is written to as well, by letter. */
async function raiseSteps(deps: Deps, reached: readonly StepReached[]): Promise<number> {
  return deps.db.$transaction(async (tx) => {
    const of = (one: StepReached, lead: number) => ({
      kind: `clock:${one.kind}:${lead}`,
      recordId: one.entryId,
      due: one.due,
    });
    const mine = await claim(
      tx,
      deps,
      reached.flatMap((one) => one.missed.map((lead) => of(one, lead))),
    );
    const own = reached.filter((one) => mine.has(keyOf(of(one, one.lead))));
    await addDeliveries(
      tx,
      deps,
      own.map((one): NewDelivery => {
        const detail = { entryId: one.entryId, clock: one.kind, due: one.due, lead: one.lead };
        const eventKey = `clock-reminder:${one.entryId}:${one.kind}:${one.due}:${one.lead}`;
        return { kind: 'clock-reminder', eventKey, channel: 'mail', detail };
      }),
    );
    await draftRenewalLetters(tx, deps, own);
    return own.length;
  });
}

async function escalate(deps: Deps, today: CalendarDay): Promise<number> {
  const rule = statedValue(deps.policy.escalation);
  if (rule === undefined) return 0;
  const dueBefore = addDays(today, -rule.afterDays);
  return inRounds(
    deps,
    () => deadlinesToEscalate(deps.db, { ratings: rule.ratings, dueBefore, kinds: escalated, take: AT_ONCE }),
    (overdue) => raiseEscalations(deps, overdue, rule.sectors),
  );
}

async function raiseEscalations(
  deps: Deps,
  overdue: readonly Overdue[],
  sectors: Parameters<typeof seniorManagersOf>[1],
): Promise<number> {
  return deps.db.$transaction(async (tx) => {
    const managers = await seniorManagersOf(tx, sectors);
    const of = (one: Overdue) => ({ kind: `escalation:${one.kind}`, recordId: one.entryId, due: one.due });
    const mine = await claim(tx, deps, overdue.map(of));
    const own = overdue.filter((one) => mine.has(keyOf(of(one))));
    await addDeliveries(
      tx,
      deps,
      own.flatMap((one) =>
        managers.map((manager): NewDelivery => {
          const detail = { entryId: one.entryId, clock: one.kind, due: one.due, managerId: manager.id };
          const eventKey = `escalation:${one.entryId}:${one.kind}:${one.due}:${manager.id}`;
          return { kind: 'escalation', eventKey, channel: 'mail', detail };
        }),
      ),
    );
    if (managers.length === 0) {
      const todo = (one: Overdue) => ({
        kind: 'escalate-by-hand' as const,
        eventKey: todoKeys.escalateByHand(one.entryId, one.kind, one.due),
        entryId: one.entryId,
      });
      await addTodos(tx, deps, own.map(todo));
    }
    return own.length;
  });
}
