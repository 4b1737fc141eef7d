import type {
  FoundTime,
  QuorumGroup,
  Seat,
  SeatPerson,
  TimesSought,
} from '../../../services/meetings/find-times-model.ts';

// The finder once more, as slowly and as plainly as can be, and by other means: no code of the product runs here.

const MINUTE = 60_000;
const londonClock = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  weekday: 'short',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});
const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
/** Bank holidays in the weeks searched by the tests, as the government published them. */
const DAYS_OFF = ['2027-03-26', '2027-03-29', '2027-05-03', '2027-12-27', '2027-12-28', '2028-01-03'];

type OnTheClock = { day: string; weekday: number; minutes: number };
const asked = new Map<number, OnTheClock>();

/** What clocks and calendars in England show. Kept, because the tests ask for the same instants again and again. */
export function onTheClock(instant: number): OnTheClock {
  const known = asked.get(instant);
  if (known) return known;
  const parts = Object.fromEntries(
    londonClock.formatToParts(new Date(instant)).map(({ type, value }) => [type, value]),
  );
  const shown = {
    day: `${parts.year}-${parts.month}-${parts.day}`,
    weekday: WEEKDAYS.indexOf(parts.weekday ?? '') + 1,
    minutes: Number(parts.hour) * 60 + Number(parts.minute),
  };
  asked.set(instant, shown);
  return shown;
}

const minutesOf = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

function works(person: SeatPerson, start: number, end: number): boolean {
  if (person.works === undefined) return true;
  const from = onTheClock(start);
  const minutes = (end - start) / MINUTE;
  return (
    person.works.days.includes(from.weekday) &&
    from.minutes >= minutesOf(person.works.start) &&
    from.minutes + minutes <= minutesOf(person.works.end)
  );
}

type Said = 'yes' | 'if-need-be' | 'no' | 'not-said';

/** What is known of somebody for a time within the working hours of a working day. */
export function saidBy(person: SeatPerson, start: number, end: number, sought: TimesSought): Said {
  const answers = (person.answers ?? []).filter((one) => +one.start === start && +one.end === end);
  const answer = answers.at(-1);
  if (answer) return answer.answer;
  if (!works(person, start, end)) return 'no';
  if (!person.availability.known) return 'not-said';
  const travel = (sought.travelMinutes ?? 0) * MINUTE;
  const [from, until] = [start - travel, end + travel];
  const inTheWay = person.availability.busy.some(
    (block) => +block.start < +block.end && +block.start < until && +block.end > from,
  );
  if (inTheWay) return 'no';
  return sought.askedUntil && until > +sought.askedUntil ? 'not-said' : 'yes';
}

function lookAtSeat(seat: Seat, start: number, end: number, sought: TimesSought) {
  const said = seat.people.map((person) => ({ person, said: saidBy(person, start, end, sought) }));
  const able = said.filter((one) => one.said === 'yes' || one.said === 'if-need-be');
  const leastAsked = Math.min(...able.map(({ person }) => person.stoodIn ?? 0));
  const filler =
    able.find(({ person }) => person === seat.people[0]) ??
    able.find(({ person }) => (person.stoodIn ?? 0) === leastAsked);
  return { filler, open: said.some((one) => one.said === 'not-said') };
}

function quorate(groups: readonly QuorumGroup[], can: string[], unknown: string[]): FoundTime['quorate'] {
  const met = (ids: string[]) =>
    groups.every((group) => ids.filter((id) => group.seats.includes(id)).length >= group.atLeast);
  if (met(can)) return 'yes';
  return met([...can, ...unknown]) ? 'maybe' : 'no';
}

/** One time as the finder has to see it, without how soon it is. */
export function lookPlainly(start: number, end: number, sought: TimesSought): Omit<FoundTime, 'inWorkingDays'> {
  const looked = sought.seats.map((seat) => ({ seat: seat.id, ...lookAtSeat(seat, start, end, sought) }));
  const can = looked.flatMap(({ seat, filler }) =>
    filler ? [{ seat, person: filler.person.id, ifNeedBe: filler.said === 'if-need-be' }] : [],
  );
  const unknown = looked.filter(({ filler, open }) => !filler && open).map(({ seat }) => seat);
  const cannot = looked.filter(({ filler, open }) => !filler && !open).map(({ seat }) => seat);
  const filled = can.map(({ seat }) => seat);
  return {
    start: new Date(start),
    end: new Date(end),
    can,
    cannot,
    unknown,
    quorate: quorate(sought.quorum, filled, unknown),
  };
}

/** Every time that may be offered until `until`, in their order. Takes no notice of `minimumNoticeWorkingDays`. */
export function everyTime(sought: TimesSought, until: number): Omit<FoundTime, 'inWorkingDays'>[] {
  const times: Omit<FoundTime, 'inWorkingDays'>[] = [];
  const opens = minutesOf(sought.workingHours.start);
  const first = Math.ceil(Math.max(+sought.now, +sought.earliest) / MINUTE) * MINUTE;
  for (let start = first; start < until; start += 5 * MINUTE) {
    const clock = onTheClock(start);
    const end = start + sought.lengthMinutes * MINUTE;
    const sinceOpening = clock.minutes - opens;
    if (clock.weekday > 5 || DAYS_OFF.includes(clock.day) || clock.day > (sought.latestDay ?? '9999')) continue;
    if (sinceOpening < 0 || sinceOpening % sought.stepMinutes !== 0) continue;
    if (clock.minutes + sought.lengthMinutes > minutesOf(sought.workingHours.end)) continue;
    if (sought.leftOut?.some((one) => +one.start === start)) continue;
    const taken = sought.room?.known ? sought.room.busy : [];
    if (taken.some((one) => +one.start < +one.end && +one.start < end && +one.end > start)) continue;
    times.push(lookPlainly(start, end, sought));
  }
  return times;
}

/** What a time is worth, most weighty first; less is better. Without its start. */
export function worth(time: Omit<FoundTime, 'inWorkingDays'>, sought: TimesSought): (number | string)[] {
  const needOf = (id: string) => sought.seats.find((seat) => seat.id === id)?.need;
  const count = (ids: string[], need: Seat['need']) => ids.filter((id) => needOf(id) === need).length;
  const filled = time.can.map(({ seat }) => seat);
  const usedBefore: string[] = [];
  let load = 0;
  for (const { seat, person } of time.can) {
    const people = sought.seats.find(({ id }) => id === seat)?.people ?? [];
    const place = people.findIndex(({ id }) => id === person);
    if (place === 0) continue;
    load += (people[place]?.stoodIn ?? 0) + usedBefore.filter((id) => id === person).length;
    usedBefore.push(person);
  }
  return [
    ['yes', 'maybe', 'no'].indexOf(time.quorate),
    -count(filled, 'required'),
    count(time.cannot, 'required'),
    -count(filled, 'useful'),
    count(time.cannot, 'useful'),
    onTheClock(+time.start).day,
    load,
  ];
}

/** Below zero when the first list is the smaller one at the first place where they differ. */
export function smaller(one: readonly (number | string)[], other: readonly (number | string)[]): number {
  for (const [place, value] of one.entries()) {
    const theirs = other[place] as number | string;
    if (value !== theirs) return value < theirs ? -1 : 1;
  }
  return 0;
}
