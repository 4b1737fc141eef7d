import type { Deps } from '../platform/deps.ts';
import { addDays, type CalendarDay, dayOf, firstWorkingDayOnOrAfter, instantAt, weekdayOf } from '../platform/time.ts';
import { digestCounts } from '../register/digest-store.ts';
import { isTimeForReminders, THE_REGISTER } from './clock-reminders.ts';
import { addDeliveries } from './store.ts';

/** The name of the reminder row that lets a day's digest be raised once. */
export const DIGEST_ROUND = 'register-digest';

/**
 * The day of this week on which the digest also says that nothing is due. On a bank holiday it is the next working day.
 *
 * @param emptyOn 1 is Monday
 */
export function dayOfEmptyDigest(day: CalendarDay, emptyOn: number): CalendarDay {
  return firstWorkingDayOnOrAfter(addDays(day, emptyOn - weekdayOf(day)));
}

/**
 * Raises the daily digest of what is due, for the DSR channel: on working days at the policy's time, once, by whichever
 * process comes first. A day with nothing due has none, but for one day a week.
 *
 * @returns how many were raised by this call: 0 or 1
 */
export async function raiseDigest(deps: Deps): Promise<number> {
  const now = deps.clock.now();
  if (!isTimeForReminders(deps.policy, now)) return 0;
  const today = dayOf(now);
  const { at, emptyOn } = deps.policy.digest.value;
  const dueAt = instantAt(today, at);
  const done = { kind: DIGEST_ROUND, recordId: THE_REGISTER, dueAt };
  if ((await deps.db.reminder.count({ where: done })) > 0) return 0;
  const counts = await digestCounts(deps.db, today);
  const isEmpty = counts.overdue + counts.today + counts.week + counts.lapsed === 0;
  const isSent = !isEmpty || today === dayOfEmptyDigest(today, emptyOn);
  const raised = await deps.db.$transaction(async (tx) => {
    const { count } = await tx.reminder.createMany({ data: [{ ...done, raisedAt: now }], skipDuplicates: true });
    if (count === 0 || !isSent) return 0;
    const eventKey = `register-digest:${today}`;
    await addDeliveries(tx, deps, [{ kind: 'register-digest', eventKey, channel: 'teams', detail: { day: today } }]);
    return 1;
  });
  if (raised > 0) deps.jobs.wake();
  return raised;
}
