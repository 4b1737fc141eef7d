import type { Actor } from '../access/actor.ts';
import { authorise } from '../access/authorise.ts';
import { recordDone } from '../audit/record.ts';
import type { Calendar } from '../calendar/port.ts';
import type { HoldSubject } from '../calendar/words-port.ts';
import { readMeeting } from '../meetings/open-meeting.ts';
import type { Deps } from '../platform/deps.ts';
import { type NotAllowed, type NotFound, ok, type Result, refuse } from '../platform/result.ts';
import { dropHold, findHolds, type HoldRow, storeHeld } from './hold-store.ts';

type HoldDeps = Deps & { calendar: Calendar; holdSubject: HoldSubject };

/**
 * Brings calendars in step with a proposal: while it is open its times are kept free for whoever has not refused them, in
 * the calendars that can be read; once it has ended they are given back. A time that somebody refuses is given back at once,
 * and not taken again. A job; it may run any number of times, late, or be killed at any point: the rows say what is to be
 * done, and the calendar knows each by its id. No transaction is open while the calendar is asked.
 *
 * @returns how many were held and how many given back
 * @throws what the calendar throws: the job is tried again
 */
export async function syncHolds(
  deps: HoldDeps,
  input: { actor: Actor; proposalId: string },
): Promise<Result<{ held: number; released: number }, NotAllowed | NotFound>> {
  const { actor, proposalId } = input;
  const about = { noun: 'proposal', nounId: proposalId } as const;
  const refusal = await authorise(deps, 'sync-holds', actor, { ...about, relations: ['none'] });
  if (refusal) return refusal;
  const found = await findHolds(deps.db, proposalId);
  if (found === null) return refuse({ reason: 'not-found' });
  const { meetingId, state, holds } = found;
  const wanted = (hold: HoldRow) => state === 'open' && !hold.refused;
  const done = { held: 0, released: 0 };
  for (const hold of holds.filter((one) => !wanted(one))) {
    await deps.calendar.release({ holdId: hold.id, mailbox: hold.mailbox, eventId: hold.eventId });
    await dropHold(deps.db, hold.id);
    done.released += 1;
  }
  const missing = holds.filter((hold) => wanted(hold) && hold.eventId === null);
  if (missing.length > 0) done.held = await holdAll(deps, meetingId, missing);
  if (done.held + done.released > 0) {
    const entry = { useCase: 'sync-holds', actor, ...about, detail: done } as const;
    await deps.db.$transaction((tx) => recordDone(tx, deps.clock.now(), entry));
  }
  return ok(done);
}

/** Holds times in calendars that can be read and written; what was to be held in others is dropped. */
async function holdAll(deps: HoldDeps, meetingId: string, holds: readonly HoldRow[]): Promise<number> {
  const meeting = await readMeeting(deps, meetingId);
  if (meeting === null) return 0;
  const subject = deps.holdSubject({ reference: meeting.view.reference });
  const mailboxes = [...new Set(holds.map(({ mailbox }) => mailbox))];
  const window = {
    start: new Date(Math.min(...holds.map(({ startsAt }) => startsAt.getTime()))),
    end: new Date(Math.max(...holds.map(({ endsAt }) => endsAt.getTime()))),
  };
  const available = await deps.calendar.freeBusy(mailboxes, window, meetingId);
  let held = 0;
  for (const { id: holdId, mailbox, startsAt: start, endsAt: end } of holds) {
    if (!available.get(mailbox)?.known) await dropHold(deps.db, holdId);
    else {
      const taken = await deps.calendar.hold({ holdId, meetingId, mailbox, start, end, subject });
      if (taken === null) await dropHold(deps.db, holdId);
      // Given back by another job in the meantime: then nobody else will take this one away.
      else if (await storeHeld(deps.db, holdId, taken.eventId)) held += 1;
      else await deps.calendar.release({ holdId, mailbox, eventId: taken.eventId });
    }
  }
  return held;
}
