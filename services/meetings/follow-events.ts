import type { Transaction } from '../platform/database.ts';
import type { Deps } from '../platform/deps.ts';
import { findMeetingsOfEvents } from './calendar-store.ts';

/**
 * Makes the jobs that look at events which have changed in the calendar. Events that are no meeting of ours, the team's own
 * appointments among them, and meetings that are over are left alone.
 *
 * @returns how many meetings are looked at
 */
export async function followEvents(
  tx: Transaction,
  deps: Pick<Deps, 'clock' | 'jobs'>,
  eventIds: readonly string[],
): Promise<number> {
  const meetings = await findMeetingsOfEvents(tx, eventIds, deps.clock.now());
  await deps.jobs.enqueue(
    tx,
    meetings.map(({ id: meetingId }) => ({ name: 'follow-calendar', data: { meetingId } })),
  );
  return meetings.length;
}
