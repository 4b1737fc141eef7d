import type { Availability } from '../calendar/port.ts';
import type { AreaPolicy } from '../policies/model.ts';
import type { SlotAnswerCode } from '../proposals/model.ts';
import type { Seat, SeatPerson, TimesSought } from './find-times.ts';
import type { InviteeView, MeetingView } from './model.ts';
import { standingByAnswers } from './proposal-view.ts';
import { holdersOf, seatsOf } from './quorum.ts';
import type { ContactHours, OtherContact } from './times-store.ts';

/** A meeting may begin at every quarter of an hour. Decided by us. */
const STEP_MINUTES = 15;
/** As many as a proposal asks about. */
const TIMES_WANTED = 6;
const MONDAY_TO_FRIDAY = [1, 2, 3, 4, 5];

/** What somebody said of a time they were asked about, in whichever proposal of the meeting. */
type EarlierAnswer = { inviteeId: string; start: Date; end: Date; answer: SlotAnswerCode };

/** What the finder must know of a meeting's people beside the meeting itself. */
export type WhatIsKnown = {
  /** By address in small letters; who is missing is unknown. */
  availability: ReadonlyMap<string, Availability>;
  /** How far calendars were asked. */
  askedUntil: Date;
  /** Oldest proposal first. */
  answers: readonly EarlierAnswer[];
  /** By the contact's id. */
  hours: ReadonlyMap<string, ContactHours>;
  /** How often an address, in small letters, has stood in lately. */
  stoodIn: ReadonlyMap<string, number>;
  /** The contact of the directory that an invitee is, by the invitee's id. */
  contactOf: ReadonlyMap<string, string>;
  /** The room's calendar, where the meeting is in a room that has one. */
  room: Availability | undefined;
};

/** When a contact works; undefined where the directory doesn't say: then as the area does. */
function worksOf(hours: ContactHours | undefined, policy: AreaPolicy): SeatPerson['works'] {
  if (hours === undefined) return undefined;
  const { workingDays, worksFrom, worksTo } = hours;
  if (workingDays.length === 0 && worksFrom === null && worksTo === null) return undefined;
  const { start, end } = policy.workingHours.value;
  const days = workingDays.length === 0 ? MONDAY_TO_FRIDAY : workingDays;
  return { days, start: worksFrom ?? start, end: worksTo ?? end };
}

function person(invitee: InviteeView, known: WhatIsKnown, policy: AreaPolicy): SeatPerson {
  const address = invitee.email?.toLowerCase() ?? '';
  return {
    id: invitee.id,
    availability: known.availability.get(address) ?? { known: false },
    answers: known.answers.filter(({ inviteeId }) => inviteeId === invitee.id),
    works: worksOf(known.hours.get(known.contactOf.get(invitee.id) ?? ''), policy),
    stoodIn: known.stoodIn.get(address) ?? 0,
  };
}

/**
 * The times that everybody who was asked has refused: each role of which somebody could be asked by link. One that has not
 * answered may still come, so that time is offered again.
 *
 * @param asked ids of invitees who are asked
 */
function refusedByAll(
  meeting: Pick<MeetingView, 'invitees' | 'lengthMinutes'>,
  answers: readonly EarlierAnswer[],
  asked: ReadonlySet<string>,
): { start: Date; end: Date }[] {
  const spans = new Map<number, EarlierAnswer[]>();
  for (const answer of answers) {
    if (answer.end.getTime() - answer.start.getTime() !== meeting.lengthMinutes * 60_000) continue;
    spans.set(answer.start.getTime(), [...(spans.get(answer.start.getTime()) ?? []), answer]);
  }
  const seats = seatsOf(meeting.invitees).filter(({ id }) =>
    holdersOf(id, meeting.invitees).some((holder) => asked.has(holder.id)),
  );
  return [...spans.values()].flatMap((said) => {
    // Of several answers of one person the last counts.
    const standing = standingByAnswers(said, meeting.invitees);
    const [{ start, end }] = said as [EarlierAnswer];
    return seats.length > 0 && seats.every(({ id }) => standing(id) === 'does-not-come') ? [{ start, end }] : [];
  });
}

/** What is sought for a meeting: its roles with who can fill them, and the rules of the area. */
export function timesSought(
  meeting: MeetingView,
  known: WhatIsKnown,
  policy: AreaPolicy,
  now: Date,
  asked: ReadonlySet<string>,
): TimesSought {
  return {
    now,
    earliest: now,
    latestDay: meeting.neededBy ?? undefined,
    lengthMinutes: meeting.lengthMinutes,
    workingHours: policy.workingHours.value,
    stepMinutes: STEP_MINUTES,
    wanted: TIMES_WANTED,
    // A LAEP meeting is urgent: nobody waits for it out of courtesy.
    minimumNoticeWorkingDays: meeting.kind === 'laep' ? 0 : policy.noticeWorkingDays.value,
    travelMinutes: meeting.place === null ? 0 : policy.travelMinutes.value,
    seats: seatsOf(meeting.invitees).map(({ id, need }) => ({
      id,
      need,
      people: holdersOf(id, meeting.invitees).map((holder) => person(holder, known, policy)),
    })),
    quorum: meeting.quorum.groups,
    room: known.room,
    leftOut: refusedByAll(meeting, known.answers, asked),
    askedUntil: known.askedUntil,
  };
}

/** A role with others of the directory who could come instead, after everybody invited for it. */
export function withOthers(
  seat: Seat,
  others: readonly OtherContact[],
  availability: ReadonlyMap<string, Availability>,
  policy: AreaPolicy,
): Seat {
  const more = others.map((contact) => ({
    id: contact.id,
    availability: availability.get(contact.email.toLowerCase()) ?? { known: false as const },
    works: worksOf(contact, policy),
  }));
  return { ...seat, people: [...seat.people, ...more] };
}
