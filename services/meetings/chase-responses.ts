import { addDeliveries } from '../notifications/store.ts';
import type { Deps } from '../platform/deps.ts';
import { isWorkingMoment, lastWorkingMoment, nextWorkingMoment } from '../platform/working-moments.ts';
import type { AreaPolicy } from '../policies/model.ts';
import { type Unanswered, unansweredInvitations } from './chase-store.ts';

const HOUR_MS = 60 * 60_000;

/** A reminder of an invitation. `before`: it comes some time before the meeting, the other some time after the invitation. */
type Chaser = { at: Date; before: boolean };

/**
 * When somebody who does not answer is reminded: once some time after their invitation, and once some time before the
 * meeting, both while people are at work. One that would not come between the two is left out.
 */
export function chasersOf(
  { invitedAt, startsAt }: { invitedAt: Date; startsAt: Date },
  policy: Pick<AreaPolicy, 'responseChasers' | 'workingHours'>,
): Chaser[] {
  const { hoursAfterInvitation, hoursBeforeMeeting } = policy.responseChasers.value;
  const hours = policy.workingHours.value;
  const after = new Date(invitedAt.getTime() + hoursAfterInvitation * HOUR_MS);
  const before = new Date(startsAt.getTime() - hoursBeforeMeeting * HOUR_MS);
  return [
    { at: nextWorkingMoment(after, hours), before: false },
    { at: lastWorkingMoment(before, hours), before: true },
  ].filter(({ at }) => at > invitedAt && at < startsAt);
}

/**
 * Raises the reminders that are due, each once: a part of the sweep. Outside working hours nobody is written to, and what
 * fell due meanwhile waits. Where both are due one mail says it. Whether there is anything left to say the composer asks.
 *
 * @returns how many were raised
 */
export async function chaseResponses(deps: Deps): Promise<number> {
  const now = deps.clock.now();
  if (!isWorkingMoment(now, deps.policy.workingHours.value)) return 0;
  let raised = 0;
  for (const one of await unansweredInvitations(deps.db, now, deps.policy.responseChasers.value)) {
    const due = chasersOf(one, deps.policy).filter(({ at }) => at <= now);
    if (due.length > 0) raised += await raise(deps, one, due);
  }
  if (raised > 0) deps.jobs.wake();
  return raised;
}

async function raise(deps: Deps, one: Unanswered, due: readonly Chaser[]): Promise<number> {
  const raisedAt = deps.clock.now();
  const { inviteeId, meetingId, requestId, sequence } = one;
  return deps.db.$transaction(async (tx) => {
    const added = await tx.reminder.createManyAndReturn({
      data: due.map(({ at }) => ({ kind: 'response-chaser', recordId: inviteeId, dueAt: at, raisedAt })),
      skipDuplicates: true,
      select: { dueAt: true },
    });
    const mine = due.filter(({ at }) => added.some(({ dueAt }) => dueAt.getTime() === at.getTime())).at(-1);
    if (mine === undefined) return 0;
    await addDeliveries(tx, deps, [
      {
        kind: 'response-chaser',
        eventKey: `response-chaser:${inviteeId}:${mine.at.toISOString()}`,
        channel: 'mail',
        meetingId,
        ...(requestId ? { requestId } : {}),
        inviteeId,
        detail: { sequence, before: mine.before },
      },
    ]);
    return 1;
  });
}
