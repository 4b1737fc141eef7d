import type { Actor } from '../access/actor.ts';
import { recordDone } from '../audit/record.ts';
import type { Availability, Calendar, Span } from '../calendar/port.ts';
import { refreshCards } from '../notifications/store.ts';
import type { Deps } from '../platform/deps.ts';
import { type NotAllowed, type NotFound, ok, type Result, refuse } from '../platform/result.ts';
import { addDays, dayOf, instantAt } from '../platform/time.ts';
import { statedValue } from '../policies/model.ts';
import { earlierAnswers } from '../proposals/store.ts';
import { type FoundTime, findTimes, type SingleChange, type TimesSought, whatWouldHelp } from './find-times.ts';
import type { MeetingView } from './model.ts';
import { type OpenMeeting, openMeeting, presentMeeting, type WrongState } from './open-meeting.ts';
import { howAsked } from './proposal-view.ts';
import { shownWith } from './rules.ts';
import type { TimesAdvice } from './times-advice.ts';
import { timesSought, type WhatIsKnown, withOthers } from './times-sought.ts';
import {
  countStandingIn,
  findContactHours,
  findContactsOf,
  replaceProposedTimes,
  type TimeToKeep,
} from './times-store.ts';

type LookingDeps = Deps & { calendar: Calendar };

/** Graph's getSchedule answers for less than 42 days a call. */
const WINDOW_DAYS = 41;
/** Standing in counts for so many days: load is spread over a quarter of a year. Decided by us. */
const LOAD_DAYS = 90;

/**
 * Asks calendars who is free, puts what people have answered to times offered before in front of that, and stores the times
 * that suit best in place of earlier ones; where none does, what single change would help. Run by a job after approval, and
 * again when a coordinator asks. No transaction is open while the calendar is asked.
 *
 * @param input.lastTry the calendar has failed before and this is the job's last try: a failure now counts everybody as
 *   unknown, so that the coordinator gets times to choose from rather than nothing
 * @throws what the calendar throws, on any try but the last
 */
export async function lookForTimes(
  deps: LookingDeps,
  input: { actor: Actor; meetingId: string; lastTry?: boolean },
): Promise<Result<MeetingView, NotAllowed | NotFound | WrongState>> {
  const opened = await openMeeting(deps, 'look-for-times', input.actor, input.meetingId);
  if (!opened.ok) return opened;
  const meeting = opened.value.view;
  if (meeting.state !== 'being-arranged' && meeting.state !== 'booked') {
    return refuse({ reason: 'wrong-state', state: meeting.state });
  }

  const now = deps.clock.now();
  const asking = askingFor(deps, meeting.id, now, input.lastTry ?? false);
  const known = await whatIsKnown(deps, opened.value, asking);
  const asked = new Set(
    meeting.invitees.filter((one) => howAsked(one, meeting.sharing) === 'by-us').map(({ id }) => id),
  );
  const sought = timesSought(meeting, known, deps.policy, now, asked);
  const times = timesToOffer(sought, deps.policy.proposals.value.answerWithinWorkingDays).map(toKeep);
  const isFound = times.some(({ quorate }) => quorate !== 'no');
  const advice = isFound ? null : await adviceFor(deps, meeting, sought, asking);

  await deps.db.$transaction(async (tx) => {
    await replaceProposedTimes(tx, deps, meeting.id, { times, advice });
    await recordDone(tx, now, {
      useCase: 'look-for-times',
      actor: input.actor,
      noun: 'meeting',
      nounId: meeting.id,
      detail: { times: times.length, ...(advice === null ? {} : { advice: advice.change }) },
    });
    await refreshCards(tx, deps, shownWith(meeting));
  });
  deps.jobs.wake();
  return ok((await presentMeeting(deps, meeting.id)).view);
}

/**
 * The best times; where people must be asked first, those that leave them the policy's working days to answer, and one to
 * prepare: a time that is over before the answers are in is none. Where nothing suits so late, such as before the day the
 * meeting is needed by, the earlier ones stand.
 */
function timesToOffer(sought: TimesSought, answerWithinWorkingDays: number): FoundTime[] {
  const soon = findTimes(sought);
  // An urgent meeting asks for no notice: nobody is waited for.
  if (soon[0] === undefined || soon[0].quorate === 'yes' || !sought.minimumNoticeWorkingDays) return soon;
  const minimumNoticeWorkingDays = Math.max(sought.minimumNoticeWorkingDays, answerWithinWorkingDays + 1);
  const later = findTimes({ ...sought, minimumNoticeWorkingDays });
  return later.some(({ quorate }) => quorate !== 'no') ? later : soon;
}

function toKeep({ start, end, can, cannot, unknown, quorate }: FoundTime): TimeToKeep {
  return { start, end, free: can.map(({ seat }) => seat), busy: cannot, unknown, quorate };
}

/** Free/busy by address in lower case. Somebody the calendar does not know is missing from it, or unknown. */
type Asking = { window: Span; ask(mailboxes: readonly string[]): Promise<Map<string, Availability>> };

function askingFor(deps: LookingDeps, meetingId: string, now: Date, lastTry: boolean): Asking {
  const window = { start: now, end: instantAt(addDays(dayOf(now), WINDOW_DAYS), '00:00') };
  return {
    window,
    ask: async (mailboxes) => {
      const each = [...new Set(mailboxes.map((mailbox) => mailbox.toLowerCase()))];
      if (each.length === 0) return new Map();
      try {
        const found = await deps.calendar.freeBusy(each, window, meetingId);
        return new Map([...found].map(([mailbox, availability]) => [mailbox.toLowerCase(), availability]));
      } catch (fault) {
        if (!lastTry) throw fault;
        deps.log.fault('free-busy-unknown', fault, { meetingId });
        return new Map();
      }
    },
  };
}

async function whatIsKnown(deps: LookingDeps, { view, rows }: OpenMeeting, asking: Asking): Promise<WhatIsKnown> {
  const mailboxes = view.invitees.flatMap(({ email }) => email?.toLowerCase() ?? []);
  const room = statedValue(deps.policy.rooms)
    ?.find(({ label }) => label === view.place)
    ?.mailbox.toLowerCase();
  const contactOf = new Map(
    rows.invitees.flatMap(({ id, contactId }) => (contactId === null ? [] : [[id, contactId]])),
  );
  const since = instantAt(addDays(dayOf(asking.window.start), -LOAD_DAYS), '00:00');
  const availability = await asking.ask(room === undefined ? mailboxes : [...mailboxes, room]);
  const [answers, hours, stoodIn] = await Promise.all([
    earlierAnswers(deps.db, view.id),
    findContactHours(deps.db, [...contactOf.values()]),
    countStandingIn(deps.db, mailboxes, since, view.id),
  ]);
  return {
    availability,
    askedUntil: asking.window.end,
    answers,
    hours: new Map(hours.map((one) => [one.id, one])),
    stoodIn,
    contactOf,
    room: room === undefined ? undefined : availability.get(room),
  };
}

/**
 * What single change would help. Where it is somebody else for a role, whoever of its organisation's directory is free by
 * their calendar is named. They are looked at for advice alone: nobody is counted on for a meeting they are not invited to.
 */
async function adviceFor(
  deps: LookingDeps,
  meeting: MeetingView,
  sought: TimesSought,
  asking: Asking,
): Promise<TimesAdvice | null> {
  const change = whatWouldHelp(sought, { lengths: deps.policy.meetingLengths.value })?.change ?? null;
  if (change?.change !== 'stand-in') return change;
  const contactId = await whoCouldStandIn(deps, meeting, sought, change, asking);
  return contactId === undefined ? change : { ...change, contactId };
}

async function whoCouldStandIn(
  deps: LookingDeps,
  meeting: MeetingView,
  sought: TimesSought,
  { seat: seatId }: Extract<SingleChange, { change: 'stand-in' }>,
  asking: Asking,
): Promise<string | undefined> {
  const organisationId = meeting.invitees.find(({ id }) => id === seatId)?.organisation?.id;
  if (organisationId === undefined) return undefined;
  const invited = new Set(meeting.invitees.map(({ email }) => email?.toLowerCase()));
  const all = await findContactsOf(deps.db, organisationId);
  const others = all.filter(({ email }) => !invited.has(email.toLowerCase()));
  const availability = await asking.ask(others.map(({ email }) => email));
  const seats = sought.seats.map((seat) =>
    seat.id === seatId ? withOthers(seat, others, availability, deps.policy) : seat,
  );
  const [best] = findTimes({ ...sought, seats, wanted: 1 });
  const person = best?.can.find(({ seat }) => seat === seatId)?.person;
  return others.find(({ id }) => id === person)?.id;
}
