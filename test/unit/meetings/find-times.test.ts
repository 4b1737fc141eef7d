import { describe, expect, it } from 'vitest';
import {
  compareTimes,
  type FoundTime,
  findTimes,
  lookAtTime,
  type TimesSought,
  windowOf,
} from '../../../services/meetings/find-times.ts';
import { formatInstant, instantAt } from '../../../services/platform/time.ts';
import { asked, monday, person, required, said, span, stranger, useful } from './find-times-examples.ts';

const starts = (sought: TimesSought) => findTimes(sought).map(({ start }) => formatInstant(start));
const first = (sought: TimesSought): FoundTime => findTimes(sought)[0] ?? expect.fail('no time was found');
const look = (time: string, sought: Partial<TimesSought>) => lookAtTime(span(time), asked(sought));
const chair = (...people: Parameters<typeof required>[1][]) => ({ seats: [required('chair', ...people)] });
const can = (person: string, ifNeedBe = false) => [{ seat: 'chair', person, ifNeedBe }];

describe('who can, who can’t, who hasn’t said', () => {
  it('a seat is filled by its contact where they can, though a stand-in could too', () => {
    expect(look('Mon 10:00 to 11:00', chair(person('ash'), person('birch'))).can).toEqual(can('ash'));
  });

  it('where the contact can’t, the stand-in who has stood in least is asked; of equals the first in the directory', () => {
    const ash = person('ash', ['Mon 10:00 to 11:00']);
    const standIns = [
      person('birch', [], { stoodIn: 2 }),
      person('cedar', [], { stoodIn: 1 }),
      person('elm', [], { stoodIn: 1 }),
    ];
    expect(look('Mon 10:00 to 11:00', chair(ash, ...standIns)).can).toEqual(can('cedar'));
  });

  it('a meeting that ends when this one begins, or begins when it ends, is not in the way; a minute in common is', () => {
    expect(
      look('Mon 10:00 to 11:00', chair(person('ash', ['Mon 09:00 to 10:00', 'Mon 11:00 to 12:00']))).cannot,
    ).toEqual([]);
    expect(look('Mon 10:00 to 11:00', chair(person('ash', ['Mon 09:00 to 10:01']))).cannot).toEqual(['chair']);
  });

  it('somebody whose calendar is unknown can neither come nor not come', () => {
    const time = look('Mon 10:00 to 11:00', chair(stranger('ash')));
    expect([time.can, time.cannot, time.unknown]).toEqual([[], [], ['chair']]);
  });

  it('a seat is unknown while its contact can’t and a stand-in has not said', () => {
    const time = look('Mon 10:00 to 11:00', chair(person('ash', ['Mon 10:00 to 11:00']), stranger('birch')));
    expect([time.cannot, time.unknown]).toEqual([[], ['chair']]);
  });

  it('a stand-in who can for certain is taken before a contact who has not said', () => {
    expect(look('Mon 10:00 to 11:00', chair(stranger('ash'), person('birch'))).can).toEqual(can('birch'));
  });

  it('a seat with nobody in it can’t be filled', () => {
    expect(look('Mon 10:00 to 11:00', chair()).cannot).toEqual(['chair']);
  });

  it('what ends after calendars were asked about is unknown', () => {
    const asFarAsNoon = { ...chair(person('ash')), askedUntil: instantAt('2027-01-11', '12:00') };
    expect(look('Mon 11:00 to 12:00', asFarAsNoon).can).toEqual(can('ash'));
    expect(look('Mon 11:30 to 12:30', asFarAsNoon).unknown).toEqual(['chair']);
    expect(look('Mon 11:00 to 12:00', { ...asFarAsNoon, travelMinutes: 15 }).unknown).toEqual(['chair']);
  });
});

describe('answers', () => {
  it('a yes counts before a busy calendar, a no before a free one', () => {
    const busy = person('ash', ['Mon 10:00 to 11:00'], { answers: [said('yes', 'Mon 10:00 to 11:00')] });
    expect(look('Mon 10:00 to 11:00', chair(busy)).can).toEqual(can('ash'));
    const free = person('ash', [], { answers: [said('no', 'Mon 10:00 to 11:00')] });
    expect(look('Mon 10:00 to 11:00', chair(free)).cannot).toEqual(['chair']);
  });

  it('they count for exactly the time that was asked about', () => {
    const ash = stranger('ash', { answers: [said('yes', 'Mon 10:00 to 11:00')] });
    expect(look('Mon 10:00 to 11:00', chair(ash)).can).toEqual(can('ash'));
    expect(look('Mon 10:00 to 10:45', chair(ash)).unknown).toEqual(['chair']);
    expect(look('Mon 10:30 to 11:30', chair(ash)).unknown).toEqual(['chair']);
  });

  it('of two for one time the last counts', () => {
    const answers = [said('no', 'Mon 10:00 to 11:00'), said('yes', 'Mon 10:00 to 11:00')];
    expect(look('Mon 10:00 to 11:00', chair(stranger('ash', { answers }))).can).toEqual(can('ash'));
  });

  it('if need be is enough, and a stand-in’s clear yes does not displace it', () => {
    const ash = stranger('ash', { answers: [said('if-need-be', 'Mon 10:00 to 11:00')] });
    const birch = stranger('birch', { answers: [said('yes', 'Mon 10:00 to 11:00')] });
    expect(look('Mon 10:00 to 11:00', chair(ash, birch)).can).toEqual(can('ash', true));
  });
});

describe('hours and travel', () => {
  const mornings = { works: { days: [2, 4], start: '09:00', end: '13:00' } };

  it('somebody can’t outside the hours they work, and their empty calendar changes nothing', () => {
    expect(starts(asked(chair(person('ash', [], mornings))))).toEqual(['Tuesday 12 January 2027 at 9am']);
    expect(look('Tue 12:30 to 13:30', chair(person('ash', [], mornings))).cannot).toEqual(['chair']);
    expect(look('Wed 10:00 to 11:00', chair(stranger('ash', mornings))).cannot).toEqual(['chair']);
  });

  it('hours are those on the clock in England, before and after it changes', () => {
    const early = person('ash', [], { works: { days: [1, 5], start: '09:00', end: '10:00' } });
    for (const [friday, expected] of [
      ['2027-03-19', '2027-03-19T09:00:00Z'],
      ['2027-04-02', '2027-04-02T08:00:00Z'],
      ['2027-10-29', '2027-10-29T08:00:00Z'],
      ['2027-10-30', '2027-11-01T09:00:00Z'],
    ] as const) {
      const now = instantAt(friday, '07:00');
      expect(first(asked({ now, earliest: now, ...chair(early) })).start).toEqual(new Date(expected));
    }
  });

  it('somebody who said yes can, whatever hours they work', () => {
    const ash = person('ash', [], { ...mornings, answers: [said('yes', 'Wed 10:00 to 11:00')] });
    expect(look('Wed 10:00 to 11:00', chair(ash)).can).toEqual(can('ash'));
  });

  it('outside the meeting’s own hours an empty calendar is no yes of somebody whose hours nobody knows', () => {
    for (const time of ['Mon 18:00 to 19:00', 'Sat 10:00 to 11:00', '2027-03-29 10:00 to 11:00']) {
      expect(look(time, chair(person('ash'))).unknown).toEqual(['chair']);
      expect(look(time, chair(person('ash', [time]))).cannot).toEqual(['chair']);
    }
    const saturdays = person('ash', [], { works: { days: [6], start: '09:00', end: '13:00' } });
    expect(look('Sat 10:00 to 11:00', chair(saturdays)).can).toEqual(can('ash'));
  });

  it('on a bank holiday nobody works who works on Mondays', () => {
    const mondays = person('ash', [], { works: { days: [1], start: '09:00', end: '17:00' } });
    expect(look('2027-03-29 10:00 to 11:00', chair(mondays)).cannot).toEqual(['chair']);
  });

  it('in person nobody can who comes from or goes to a meeting that is nearer than the travel', () => {
    const ash = person('ash', ['Mon 09:00 to 10:00', 'Mon 12:30 to 17:00']);
    const travel = { ...chair(ash), travelMinutes: 30, latestDay: '2027-01-11' };
    expect(starts(asked(travel))).toEqual(['Monday 11 January 2027 at 10:30am']);
    expect(look('Mon 10:30 to 12:00', travel).can).toEqual(can('ash'));
    expect(look('Mon 10:30 to 12:01', travel).cannot).toEqual(['chair']);
    expect(look('Mon 10:29 to 11:00', travel).cannot).toEqual(['chair']);
  });
});

describe('whether it is quorate', () => {
  const away = (id: string) => person(id, ['Mon to Sun']);
  const quorate = (seats: TimesSought['seats'], ...quorum: TimesSought['quorum']) =>
    look('Mon 10:00 to 11:00', { seats, quorum }).quorate;
  const seats = [
    required('chair', person('ash')),
    useful('health', stranger('birch')),
    useful('housing', away('cedar')),
  ];
  const group = (atLeast: number, ...ids: string[]) => ({ seats: ids, atLeast });

  it('yes when every group is met by those who can, maybe when it takes those who have not said, else no', () => {
    expect(quorate(seats, group(1, 'chair'), group(1, 'chair', 'housing'))).toBe('yes');
    expect(quorate(seats, group(1, 'chair'), group(2, 'chair', 'health', 'housing'))).toBe('maybe');
    expect(quorate(seats, group(1, 'chair'), group(3, 'chair', 'health', 'housing'))).toBe('no');
  });

  it('one group that is not met outweighs the others', () => {
    expect(quorate(seats, group(1, 'health'), group(1, 'housing'))).toBe('no');
  });

  it('who can only if need be counts', () => {
    const ash = stranger('ash', { answers: [said('if-need-be', 'Mon 10:00 to 11:00')] });
    expect(quorate([required('chair', ash)], group(1, 'chair'))).toBe('yes');
  });

  it('a seat named twice counts once, and one that there is not can’t be filled', () => {
    expect(quorate(seats, group(2, 'chair', 'chair'))).toBe('no');
    expect(quorate(seats, group(1, 'the seat of nobody'))).toBe('no');
  });

  it('without a quorum every time is quorate', () => {
    expect(quorate(seats)).toBe('yes');
  });
});

describe('which time comes first', () => {
  const sought = (...seats: TimesSought['seats']) => asked({ seats, quorum: [{ seats: ['chair'], atLeast: 1 }] });

  it('one that is quorate comes before all earlier ones, and one that may be before one that is not', () => {
    expect(starts(sought(required('chair', person('ash', ['Mon to Wed']))))).toEqual([
      'Thursday 14 January 2027 at 9am',
    ]);
    const never = person('ash', ['Mon to 2027-03-31']);
    const birch = stranger('birch', { works: { days: [3], start: '09:00', end: '17:00' } });
    expect(first(sought(required('chair', never, birch)))).toMatchObject({
      start: instantAt('2027-01-13', '09:00'),
      quorate: 'maybe',
    });
  });

  it('more required seats that can come before fewer that can’t, and both before any useful seat', () => {
    const here = required('chair', person('ash'));
    const backOnTuesday = required('health', person('birch', ['Mon to Mon']));
    const onMondayOnly = useful('housing', person('cedar', ['Tue to 2027-03-31']));
    expect(starts(sought(here, backOnTuesday, onMondayOnly))).toEqual(['Tuesday 12 January 2027 at 9am']);
    const unknownOnTuesday = stranger('birch', { works: { days: [2], start: '09:00', end: '17:00' } });
    expect(starts(sought(here, required('health', unknownOnTuesday), onMondayOnly))).toEqual([
      'Tuesday 12 January 2027 at 9am',
    ]);
  });

  it('one seat that certainly can is worth more than another that certainly can’t costs, required or useful', () => {
    const backOnTuesday = stranger('birch', { works: { days: [2, 3, 4, 5], start: '09:00', end: '17:00' } });
    const answers = [said('yes', 'Mon 10:00 to 11:00')];
    for (const seat of [required, useful]) {
      const seats = [seat('health', stranger('ash', { answers })), seat('housing', backOnTuesday)];
      expect(starts(asked({ seats }))).toEqual(['Monday 11 January 2027 at 10am']);
    }
  });

  it('a useful seat that can is worth waiting for', () => {
    const here = required('chair', person('ash'));
    expect(starts(sought(here, useful('housing', person('cedar', ['Mon to Tue']))))).toEqual([
      'Wednesday 13 January 2027 at 9am',
    ]);
  });

  it('on the same day a time that spares a stand-in comes before an earlier one, but no later day does', () => {
    const standIn = person('birch', [], { stoodIn: 3 });
    const backAtNoon = required('chair', person('ash', ['Mon 09:00 to 12:00']), standIn);
    expect(starts(sought(backAtNoon))).toEqual(['Monday 11 January 2027 at midday']);
    const backOnTuesday = required('chair', person('ash', ['Mon to Mon']), standIn);
    expect(first(sought(backOnTuesday))).toMatchObject({ start: instantAt('2027-01-11', '09:00'), can: can('birch') });
  });

  it('one stand-in for two seats is more load than two are', () => {
    const away = ['Mon 09:00 to 10:00'];
    const seats = [
      required('chair', person('ash', away), person('birch')),
      required('health', person('cedar', ['Mon 09:00 to 10:00', 'Mon 10:00 to 17:00']), person('birch')),
    ];
    expect(starts(sought(...seats))).toEqual(['Monday 11 January 2027 at 10am']);
  });

  it('times found and times typed are compared alike', () => {
    const seats = [required('chair', person('ash', ['Mon 09:00 to 12:00']))];
    const [best, typed] = [first(sought(...seats)), look('Mon 10:10 to 11:10', { ...sought(...seats) })];
    expect(compareTimes(best, typed, sought(...seats))).toBeLessThan(0);
    expect(compareTimes(typed, best, sought(...seats))).toBeGreaterThan(0);
    expect(compareTimes(best, best, sought(...seats))).toBe(0);
  });

  it('who has not said is better than who certainly can’t, required or useful', () => {
    const lateRiser = stranger('ash', { works: { days: [1], start: '10:00', end: '17:00' } });
    for (const seat of [required, useful]) {
      const sought = { seats: [seat('chair', lateRiser)] };
      const [no, notSaid] = [look('Mon 09:00 to 10:00', sought), look('Mon 10:00 to 11:00', sought)];
      expect(compareTimes(notSaid, no, asked(sought))).toBeLessThan(0);
      expect(starts(asked(sought))).toEqual(['Monday 11 January 2027 at 10am']);
    }
  });

  it('says how many working days it is away', () => {
    const fridayEvening = instantAt('2027-03-25', '18:00');
    const time = first(asked({ now: fridayEvening, earliest: fridayEvening }));
    expect([formatInstant(time.start), time.inWorkingDays]).toEqual(['Tuesday 30 March 2027 at 9am', 1]);
  });
});

describe('times to choose from', () => {
  it('are spread over days and half days when everybody can at any time', () => {
    expect(starts(asked({ wanted: 3 }))).toEqual([
      'Monday 11 January 2027 at 9am',
      'Tuesday 12 January 2027 at midday',
      'Wednesday 13 January 2027 at 9am',
    ]);
  });

  it('are on other days rather than on the other half of a day', () => {
    const seats = [required('chair', person('ash', ['Tue 12:00 to 17:00', 'Wed 12:00 to 17:00']))];
    expect(starts(asked({ wanted: 3, latestDay: '2027-01-13', seats }))).toEqual([
      'Monday 11 January 2027 at 9am',
      'Tuesday 12 January 2027 at 9am',
      'Wednesday 13 January 2027 at 9am',
    ]);
  });

  it('are close together where only those suit best', () => {
    const seats = [useful('housing', person('ash', ['Tue to 2027-03-31']))];
    expect(starts(asked({ wanted: 3, seats }))).toEqual([
      'Monday 11 January 2027 at 9am',
      'Monday 11 January 2027 at 10am',
      'Monday 11 January 2027 at midday',
    ]);
  });

  it('may follow one right after the other', () => {
    const workingHours = { start: '09:00', end: '11:00' };
    expect(starts(asked({ wanted: 2, latestDay: '2027-01-11', workingHours }))).toEqual([
      'Monday 11 January 2027 at 9am',
      'Monday 11 January 2027 at 10am',
    ]);
  });

  it('overlap only where the calendar has no other room', () => {
    expect(starts(asked({ wanted: 3, latestDay: '2027-01-11', lengthMinutes: 360 }))).toEqual([
      'Monday 11 January 2027 at 9am',
      'Monday 11 January 2027 at 9:30am',
      'Monday 11 January 2027 at 10am',
    ]);
  });

  it('are one at least and six at most', () => {
    expect([0, 1, 6, 9].map((wanted) => findTimes(asked({ wanted })).length)).toEqual([1, 1, 6, 6]);
  });

  it('begin after now, after the earliest time asked for and after the notice people are given', () => {
    const now = instantAt('2027-01-11', '14:10');
    expect(starts(asked({ now }))).toEqual(['Monday 11 January 2027 at 2:30pm']);
    expect(starts(asked({ earliest: instantAt('2027-01-14', '16:00') }))).toEqual(['Thursday 14 January 2027 at 4pm']);
    expect(starts(asked({ now, minimumNoticeWorkingDays: 2 }))).toEqual(['Wednesday 13 January 2027 at 2:30pm']);
  });

  it('are none on weekends and bank holidays, after the latest day, or when nothing is long enough', () => {
    const now = instantAt('2027-03-25', '16:30');
    expect(starts(asked({ now, earliest: now }))).toEqual(['Tuesday 30 March 2027 at 9am']);
    expect(findTimes(asked({ now, earliest: now, latestDay: '2027-03-29' }))).toEqual([]);
    expect(findTimes(asked({ lengthMinutes: 481 }))).toEqual([]);
  });

  it('are none at which the room is taken, though no room is reached by travel', () => {
    const room = { known: true as const, busy: [span('Mon 09:00 to 12:00'), span('Mon 13:00 to 17:00')] };
    expect(starts(asked({ room, travelMinutes: 60 }))).toEqual(['Monday 11 January 2027 at midday']);
    expect(starts(asked({ room: { known: false } }))).toEqual(['Monday 11 January 2027 at 9am']);
  });

  it('are none of those that everybody needed has refused', () => {
    expect(starts(asked({ leftOut: [span('Mon 09:00 to 10:00'), span('Mon 09:30 to 10:30')] }))).toEqual([
      'Monday 11 January 2027 at 10am',
    ]);
  });

  it('a length or step that is no number of minutes, or an hour that is none, is a fault', () => {
    expect(() => findTimes(asked({ stepMinutes: 0 }))).toThrow(RangeError);
    expect(() => findTimes(asked({ lengthMinutes: Number.NaN }))).toThrow(RangeError);
    expect(() => findTimes(asked({ lengthMinutes: -60 }))).toThrow(RangeError);
    expect(() => findTimes(asked({ workingHours: { start: '9am', end: '17:00' } }))).toThrow(RangeError);
    expect(() => lookAtTime({ start: monday, end: monday }, asked())).toThrow(RangeError);
  });
});

describe('the window to ask calendars about', () => {
  it('runs to the end of the last day, with the travel on both sides', () => {
    expect(windowOf(asked({ latestDay: '2027-01-17' }))).toEqual({
      start: monday,
      end: instantAt('2027-01-15', '17:00'),
    });
    expect(windowOf(asked({ latestDay: '2027-01-15', travelMinutes: 45 }))).toEqual({
      start: instantAt('2027-01-11', '07:15'),
      end: instantAt('2027-01-15', '17:45'),
    });
  });

  it('is none when no day is left', () => {
    expect(windowOf(asked({ latestDay: '2027-01-10' }))).toBeUndefined();
    const evening = instantAt('2027-01-11', '18:00');
    expect(windowOf(asked({ now: evening, latestDay: '2027-01-11' }))).toBeUndefined();
  });
});
