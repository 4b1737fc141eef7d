import { dayOf, workingDaysBetween } from '../platform/time.ts';
import { compareTimes } from './find-times-compare.ts';
import type { FoundTime, SingleChange, TimesSought } from './find-times-model.ts';
import { CANNOT, IF_NEED_BE, UNKNOWN } from './find-times-people.ts';
import {
  bestSlot,
  better,
  foundTime,
  MAYBE,
  NO,
  presenceWeights,
  QUORATE,
  type Survey,
  surveyOf,
  YES,
} from './find-times-survey.ts';

type Help = { change: SingleChange; first: FoundTime };

/** A change, with whether its first time is quorate once it has come true: a stand-in is found, and can. */
type Promised = Help & { promised: number };

function promisedAsFound(change: SingleChange, first: FoundTime): Promised {
  return { change, first, promised: QUORATE.indexOf(first.quorate) };
}

/** The greatest of the shorter lengths that makes a time quorate; else the greatest after which one may be. */
function shorter(sought: TimesSought, lengths: readonly number[]): Promised | undefined {
  const tried = lengths.filter((length) => length > 0 && length < sought.lengthMinutes).sort((a, b) => b - a);
  let found: Promised | undefined;
  for (const lengthMinutes of tried) {
    const first = firstOf({ ...sought, lengthMinutes });
    if (first === undefined || first.quorate === 'no') continue;
    if (found === undefined || first.quorate === 'yes') {
      found = promisedAsFound({ change: 'shorter', lengthMinutes }, first);
    }
    if (first.quorate === 'yes') break;
  }
  return found;
}

function firstOf(sought: TimesSought): FoundTime | undefined {
  const survey = surveyOf(sought);
  const slot = bestSlot(survey);
  return slot === -1 ? undefined : foundTime(survey, slot, dayOf(sought.now));
}

/** Without travel, and without the room, which online meetings don't need. */
function online(sought: TimesSought): Promised | undefined {
  if (!((sought.travelMinutes ?? 0) > 0 || sought.room?.known)) return undefined;
  const first = firstOf({ ...sought, travelMinutes: 0, room: undefined });
  return first && first.quorate !== 'no' ? promisedAsFound({ change: 'online' }, first) : undefined;
}

/** The first later day with a quorate time; else the first on which one may be. */
function later(sought: TimesSought): Promised | undefined {
  const { latestDay } = sought;
  if (latestDay === undefined) return undefined;
  const survey = surveyOf({ ...sought, latestDay: undefined });
  const { starts, days, dayIndex } = survey.grid;
  const least = survey.quorate.reduce((best, quorate) => Math.min(best, quorate), NO);
  if (least === NO) return undefined;
  const since = survey.quorate.indexOf(least);
  let best = since;
  // Slots are in order of time: the day's others follow.
  for (let slot = since; slot < starts.length && dayIndex[slot] === dayIndex[since]; slot++) {
    if (better(survey, slot, best) < 0) best = slot;
  }
  const day = days[dayIndex[best] as number]?.day ?? latestDay;
  return promisedAsFound(
    { change: 'later', latestDay: day, workingDays: workingDaysBetween(latestDay, day) },
    foundTime(survey, best, dayOf(sought.now)),
  );
}

/** A slot as it would be after a change to one seat. */
type Changed = { place: number; slot: number; quorate: number; presence: number };

/** Whether a slot is quorate when groups no longer ask for this seat. What they ask of the others stays. */
function quorateWithout({ seats, groups }: Survey, place: number, slot: number): number {
  const state = seats[place]?.states[slot] ?? CANNOT;
  let quorate: number = YES;
  for (const group of groups) {
    const drops = group.seats.has(place);
    const atLeast = drops ? Math.min(group.atLeast, group.size - 1) : group.atLeast;
    const can = (group.can[slot] as number) - (drops && state >= IF_NEED_BE ? 1 : 0);
    const may = (group.may[slot] as number) - (drops && state >= UNKNOWN ? 1 : 0);
    if (may < atLeast) return NO;
    if (can < atLeast) quorate = MAYBE;
  }
  return quorate;
}

/** Whether a slot is quorate when somebody not known yet sits in a seat that nobody can fill, and can. */
function quorateWithStandIn({ seats, groups }: Survey, place: number, slot: number): number {
  if (seats[place]?.states[slot] !== CANNOT) return NO;
  let quorate: number = YES;
  for (const group of groups) {
    const more = group.seats.has(place) ? 1 : 0;
    if ((group.may[slot] as number) + more < group.atLeast) return NO;
    if ((group.can[slot] as number) + more < group.atLeast) quorate = MAYBE;
  }
  return quorate;
}

/** The best slot after a change to one of the seats that quorum asks for; of equals the first seat's. */
function bestChanged(
  survey: Survey,
  places: readonly number[],
  after: (place: number, slot: number) => { quorate: number; presence: number },
): Changed | undefined {
  let best: Changed | undefined;
  for (const place of places) {
    for (let slot = 0; slot < survey.grid.starts.length; slot++) {
      const { quorate, presence } = after(place, slot);
      if (quorate === NO) continue;
      const order =
        best === undefined
          ? -1
          : quorate - best.quorate || presence - best.presence || laterOrHeavier(survey, slot, best.slot);
      if (order < 0) best = { place, slot, quorate, presence };
    }
  }
  return best;
}

function laterOrHeavier({ grid, load }: Survey, one: number, other: number): number {
  const days = (grid.dayIndex[one] as number) - (grid.dayIndex[other] as number);
  return days || (load[one] as number) - (load[other] as number) || one - other;
}

function without(survey: Survey, sought: TimesSought): Promised | undefined {
  const places = [...survey.seats.keys()].filter(
    (place) => survey.seats[place]?.seat.need === 'useful' && survey.groups.some(({ seats }) => seats.has(place)),
  );
  const best = bestChanged(survey, places, (place, slot) => ({
    quorate: quorateWithout(survey, place, slot),
    presence: survey.presence[slot] as number,
  }));
  const seat = survey.seats[best?.place ?? -1]?.seat.id;
  if (best === undefined || seat === undefined) return undefined;
  const quorate = QUORATE[best.quorate] ?? 'no';
  return promisedAsFound({ change: 'without', seat }, { ...foundTime(survey, best.slot, dayOf(sought.now)), quorate });
}

function standIn(survey: Survey, sought: TimesSought): Promised | undefined {
  const { seats, groups } = survey;
  const places = [...seats.keys()].filter((place) => groups.some((group) => group.seats.has(place)));
  const gained = seats.map(({ seat }) => {
    const weights = presenceWeights(seats.length, seat.need);
    return (weights[CANNOT] as number) - (weights[UNKNOWN] as number);
  });
  const best = bestChanged(survey, places, (place, slot) => ({
    quorate: quorateWithStandIn(survey, place, slot),
    presence: (survey.presence[slot] as number) - (gained[place] as number),
  }));
  const seat = seats[best?.place ?? -1]?.seat.id;
  if (best === undefined || seat === undefined) return undefined;
  const time = foundTime(survey, best.slot, dayOf(sought.now));
  const unknown = new Set([...time.unknown, seat]);
  return {
    change: { change: 'stand-in', seat },
    promised: best.quorate,
    first: {
      ...time,
      cannot: time.cannot.filter((id) => id !== seat),
      unknown: seats.flatMap(({ seat: { id } }) => (unknown.has(id) ? [id] : [])),
      quorate: 'maybe',
    },
  };
}

/**
 * Below zero when one change helps more. A time that is quorate comes first; then keeping to the latest day, which is
 * there for the person's sake; then not having to find somebody; then the better time.
 */
function compareHelps(one: Promised, other: Promised, sought: TimesSought): number {
  const ranks = [one, other].map(({ change, first, promised }) => [
    promised,
    change.change === 'later' ? 1 : 0,
    QUORATE.indexOf(first.quorate),
  ]);
  const [mine = [], theirs = []] = ranks;
  const difference = mine.map((rank, place) => rank - (theirs[place] ?? 0)).find((rank) => rank !== 0);
  return difference ?? compareTimes(one.first, other.first, sought);
}

/**
 * The one change that helps most when `findTimes` gives no time that is or may be quorate. First what makes a time
 * quorate, before what leaves it open; then what keeps to the latest day; then what needs nobody else to be found; then
 * the better first time by `compareTimes`; of equals shorter, online, without a useful seat, a stand-in, later. Each is
 * as small as it can be: the longest of the shorter lengths, the nearest later day.
 *
 * A required seat is never dropped, only stood in for: what the meeting must have is not for us to give up.
 *
 * Calendars must have been asked about `windowOf` without `latestDay`, or `askedUntil` must say how far they were:
 * otherwise everybody looks free after the latest day.
 *
 * @param options.lengths how many minutes the meeting may have; those not shorter than what is sought are passed over
 * @returns the change and the best time it makes possible, in which a stand-in's seat is unknown; null when no single
 *   change would help, or none is needed
 * @throws RangeError as `findTimes`
 */
export function whatWouldHelp(sought: TimesSought, options: { lengths: readonly number[] }): Help | null {
  const survey = surveyOf(sought);
  if (survey.quorate.some((quorate) => quorate !== NO)) return null;
  let best: Promised | undefined;
  const helps = [
    shorter(sought, options.lengths),
    online(sought),
    without(survey, sought),
    standIn(survey, sought),
    later(sought),
  ];
  for (const help of helps) {
    if (help && (best === undefined || compareHelps(help, best, sought) < 0)) best = help;
  }
  return best ? { change: best.change, first: best.first } : null;
}
