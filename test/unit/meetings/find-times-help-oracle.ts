import type { FoundTime, SingleChange, TimesSought } from '../../../services/meetings/find-times-model.ts';
import { everyTime, onTheClock, smaller, worth } from './find-times-oracle.ts';

const DAY = 86_400_000;
type Time = Omit<FoundTime, 'inWorkingDays'>;
export type PlainHelp = { change: SingleChange; first: Time };
type Promised = PlainHelp & { promised: FoundTime['quorate'] };

function bestOf(times: Time[], sought: TimesSought): Time | undefined {
  return times.sort((one, other) => smaller(worth(one, sought), worth(other, sought)) || +one.start - +other.start)[0];
}

const QUORATE = ['yes', 'maybe', 'no'];

/** The first of these that is quorate, else the first that may be. */
function leastChange(tried: Promised[]): Promised[] {
  return [...tried].sort((one, other) => QUORATE.indexOf(one.promised) - QUORATE.indexOf(other.promised)).slice(0, 1);
}

function tried(change: SingleChange, changed: TimesSought, until: number): Promised[] {
  const first = bestOf(everyTime(changed, until), changed);
  return first ? [{ change, first, promised: first.quorate }] : [];
}

/** What is sought when groups drop a seat that needn't be there. */
export function withoutSeat(sought: TimesSought, seat: string): TimesSought {
  const quorum = sought.quorum.map(({ seats, atLeast }) => {
    const left = seats.filter((id) => id !== seat);
    return { seats: left, atLeast: left.length < seats.length ? Math.min(atLeast, left.length) : atLeast };
  });
  return { ...sought, quorum };
}

/** What is sought when somebody is found who can always sit in a seat. They have said so themselves: it is certain. */
function withStandIn(sought: TimesSought, seat: string, until: number): TimesSought {
  const answers = everyTime(sought, until).map(({ start, end }) => ({ start, end, answer: 'yes' as const }));
  const somebody = { id: 'somebody', availability: { known: false as const }, answers };
  const seats = sought.seats.map((one) => (one.id === seat ? { ...one, people: [...one.people, somebody] } : one));
  return { ...sought, seats };
}

function standIn(sought: TimesSought, seat: string, until: number): Promised[] {
  const [help] = tried({ change: 'stand-in', seat }, withStandIn(sought, seat, until), until);
  if (!help?.first.can.some(({ person }) => person === 'somebody')) return [];
  const unknown = [...help.first.unknown, seat];
  const first: Time = {
    ...help.first,
    can: help.first.can.filter(({ person }) => person !== 'somebody'),
    unknown: sought.seats.flatMap(({ id }) => (unknown.includes(id) ? [id] : [])),
    quorate: 'maybe',
  };
  return [{ ...help, first }];
}

function later(sought: TimesSought, until: number): Promised[] {
  const changes: Promised[] = [];
  let workingDays = 0;
  for (let at = Date.parse(`${sought.latestDay}T12:00:00Z`) + DAY; at < until; at += DAY) {
    const { day: latestDay } = onTheClock(at);
    const that = { ...sought, latestDay };
    // A day is worked on when somebody could meet on it for a minute.
    const probe = { ...that, now: new Date(at - DAY / 2), earliest: new Date(at - DAY / 2), seats: [], quorum: [] };
    const open = everyTime({ ...probe, lengthMinutes: 5, room: undefined, leftOut: [] }, at + DAY / 2);
    if (open.length > 0) workingDays++;
    changes.push(...tried({ change: 'later', latestDay, workingDays }, that, at + DAY / 2));
  }
  return changes;
}

/** Every change that would make a time quorate or leave it open, each as small as can be, the best first. */
export function everyHelp(sought: TimesSought, lengths: number[], until: number): PlainHelp[] {
  const shorter = lengths.filter((length) => length < sought.lengthMinutes).sort((a, b) => b - a);
  const seats = sought.seats.map(({ id }) => id);
  const useful = sought.seats.filter(({ need }) => need === 'useful').map(({ id }) => id);
  const helps = [
    ...leastChange(
      shorter.flatMap((lengthMinutes) =>
        tried({ change: 'shorter', lengthMinutes }, { ...sought, lengthMinutes }, until),
      ),
    ),
    ...tried({ change: 'online' }, { ...sought, travelMinutes: 0, room: undefined }, until),
    ...useful.flatMap((seat) => tried({ change: 'without', seat }, withoutSeat(sought, seat), until)),
    ...seats.flatMap((seat) => standIn(sought, seat, until)),
    ...leastChange(later(sought, until)),
  ].filter(({ promised }) => promised !== 'no');
  const rank = ({ change, first, promised }: Promised) => [
    QUORATE.indexOf(promised),
    change.change === 'later' ? 1 : 0,
    ...worth(first, sought),
    +first.start,
  ];
  return helps.sort((one, other) => smaller(rank(one), rank(other)));
}
