import { dayOf } from '../platform/time.ts';
import type { FoundTime, Seat, TimesSought } from './find-times-model.ts';
import { stoodInOf } from './find-times-people.ts';
import { QUORATE } from './find-times-survey.ts';

/** How many of these seats are required, and how many useful. */
function countByNeed(ids: readonly string[], seats: ReadonlyMap<string, Seat>): { required: number; useful: number } {
  const required = ids.filter((id) => seats.get(id)?.need === 'required').length;
  return { required, useful: ids.length - required };
}

/** What standing in at this time asks of people who have done it before, as the finder counts it. */
function loadOf(time: FoundTime, seats: ReadonlyMap<string, Seat>): number {
  const seatsFilled = new Map<string, number>();
  let load = 0;
  for (const { seat, person } of time.can) {
    const people = seats.get(seat)?.people ?? [];
    if (people[0]?.id === person) continue;
    const already = seatsFilled.get(person) ?? 0;
    load += stoodInOf(people.find(({ id }) => id === person)) + already;
    seatsFilled.set(person, already + 1);
  }
  return load;
}

/**
 * Below zero when `one` is the better time to offer: quorate (yes before maybe before no); then required seats that can,
 * more first; required that can't, fewer first, because who has not said beats a known no; useful seats likewise; the
 * earlier day; what asks least of stand-ins who have stood in before; the earlier start.
 */
export function compareTimes(one: FoundTime, other: FoundTime, sought: TimesSought): number {
  const seats = new Map(sought.seats.map((seat) => [seat.id, seat]));
  const ranks = [one, other].map((time) => {
    const can = countByNeed(
      time.can.map(({ seat }) => seat),
      seats,
    );
    const cannot = countByNeed(time.cannot, seats);
    const presence = [-can.required, cannot.required, -can.useful, cannot.useful];
    return [QUORATE.indexOf(time.quorate), ...presence];
  });
  const [first = [], second = []] = ranks;
  const presence = first.map((rank, place) => rank - (second[place] ?? 0)).find((difference) => difference !== 0);
  if (presence !== undefined) return presence;
  const [day, otherDay] = [dayOf(one.start), dayOf(other.start)];
  if (day !== otherDay) return day < otherDay ? -1 : 1;
  return loadOf(one, seats) - loadOf(other, seats) || one.start.getTime() - other.start.getTime();
}
