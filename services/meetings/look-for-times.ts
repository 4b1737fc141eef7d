import type { Actor } from '../access/actor.ts';
import { recordDone } from '../audit/record.ts';
import type { Availability, Calendar } from '../calendar/port.ts';
import { refreshCards } from '../notifications/store.ts';
import type { Deps } from '../platform/deps.ts';
import { type NotAllowed, type NotFound, ok, type Result, refuse } from '../platform/result.ts';
import { addDays, dayOf, instantAt } from '../platform/time.ts';
import type { MeetingView } from './model.ts';
import { openMeeting, presentMeeting, type WrongState } from './open-meeting.ts';
import { proposeTimes } from './propose-times.ts';
import { shownWith } from './rules.ts';
import { replaceProposedTimes } from './store.ts';

/** Meetings are proposed on the half hour. Decided by us. */
const STEP_MINUTES = 30;
/** One more than the least that a coordinator is to choose from. Decided by us. */
const TIMES_WANTED = 4;
/** Graph's getSchedule answers for less than 42 days a call. */
const WINDOW_DAYS = 41;

/**
 * Asks the calendar who is free and stores the times that suit best, in place of earlier ones. Run by a job after
 * approval, and again when a coordinator asks. No transaction is open while the calendar is asked.
 *
 * @param input.lastTry the calendar has failed before and this is the job's last try: a failure now counts everybody as
 *   unknown, so that the coordinator gets times to choose from rather than nothing
 * @throws what the calendar throws, on any try but the last
 */
export async function lookForTimes(
  deps: Deps & { calendar: Calendar },
  input: { actor: Actor; meetingId: string; lastTry?: boolean },
): Promise<Result<MeetingView, NotAllowed | NotFound | WrongState>> {
  const opened = await openMeeting(deps, 'look-for-times', input.actor, input.meetingId);
  if (!opened.ok) return opened;
  const meeting = opened.value.view;
  if (meeting.state !== 'being-arranged' && meeting.state !== 'booked') {
    return refuse({ reason: 'wrong-state', state: meeting.state });
  }

  const now = deps.clock.now();
  const available = await availabilityOf(deps, meeting, now, input.lastTry ?? false);
  const times = proposeTimes({
    now,
    earliest: now,
    latestDay: meeting.neededBy ?? undefined,
    lengthMinutes: meeting.lengthMinutes,
    workingHours: deps.policy.workingHours.value,
    stepMinutes: STEP_MINUTES,
    people: meeting.invitees.map(({ id, email }) => ({
      id,
      availability: available.get(email?.toLowerCase() ?? '') ?? { known: false },
    })),
    wanted: TIMES_WANTED,
    // A LAEP meeting is urgent: nobody waits for it out of courtesy.
    minimumNoticeWorkingDays: meeting.kind === 'laep' ? 0 : deps.policy.noticeWorkingDays.value,
  });

  await deps.db.$transaction(async (tx) => {
    await replaceProposedTimes(tx, deps, meeting.id, times);
    const detail = { times: times.length };
    await recordDone(tx, now, {
      useCase: 'look-for-times',
      actor: input.actor,
      noun: 'meeting',
      nounId: meeting.id,
      detail,
    });
    await refreshCards(tx, deps, shownWith(meeting));
  });
  deps.jobs.wake();
  return ok((await presentMeeting(deps, meeting.id)).view);
}

/** Free/busy by address in lower case. Somebody without an address, or the calendar does not know, is missing from it. */
async function availabilityOf(
  deps: Pick<Deps, 'log'> & { calendar: Calendar },
  meeting: MeetingView,
  now: Date,
  lastTry: boolean,
): Promise<Map<string, Availability>> {
  const mailboxes = [...new Set(meeting.invitees.flatMap((invitee) => invitee.email?.toLowerCase() ?? []))];
  if (mailboxes.length === 0) return new Map();
  const window = { start: now, end: instantAt(addDays(dayOf(now), WINDOW_DAYS), '00:00') };
  try {
    const found = await deps.calendar.freeBusy(mailboxes, window);
    return new Map([...found].map(([mailbox, availability]) => [mailbox.toLowerCase(), availability]));
  } catch (fault) {
    if (!lastTry) throw fault;
    deps.log.fault('free-busy-unknown', fault, { meetingId: meeting.id });
    return new Map();
  }
}
