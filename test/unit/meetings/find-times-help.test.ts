import { describe, expect, it } from 'vitest';
import { findTimes, type TimesSought, whatWouldHelp } from '../../../services/meetings/find-times.ts';
import { formatInstant, instantAt } from '../../../services/platform/time.ts';
import { asked, person, required, said, span, stranger, useful } from './find-times-examples.ts';

const lengths = [30, 45, 60, 90];
const ash = person('ash');
const quorum = (atLeast: number, ...seats: string[]) => ({ seats, atLeast });
/** Monday and Tuesday are left; the chair can. */
const soon = (changes: Partial<TimesSought>) => asked({ latestDay: '2027-01-12', ...changes });
const help = (sought: TimesSought) => whatWouldHelp(sought, { lengths });

describe('the one change that helps most', () => {
  it('is none while a time is quorate or may be', () => {
    expect(help(soon({ seats: [required('chair', ash)], quorum: [quorum(1, 'chair')] }))).toBeNull();
    expect(help(soon({ seats: [required('chair', stranger('ash'))], quorum: [quorum(1, 'chair')] }))).toBeNull();
  });

  it('is 45 minutes instead of 60, not 30, where that is the longest that fits', () => {
    const tight = person('ash', ['Mon 09:00 to 12:00', 'Mon 12:45 to 23:59', 'Tue to Fri']);
    const found = help(soon({ stepMinutes: 15, seats: [required('chair', tight)], quorum: [quorum(1, 'chair')] }));
    expect(found?.change).toEqual({ change: 'shorter', lengthMinutes: 45 });
    expect(found?.first).toMatchObject({ ...span('Mon 12:00 to 12:45'), quorate: 'yes' });
  });

  it('is 30 minutes where 45 would leave it open', () => {
    const tight = person('ash', ['Mon 09:00 to 12:00', 'Mon 12:30 to 23:59', 'Tue to Fri']);
    const birch = stranger('birch', { works: { days: [1], start: '12:00', end: '12:45' } });
    const found = help(soon({ seats: [required('chair', tight, birch)], quorum: [quorum(1, 'chair')] }));
    expect(found?.change).toEqual({ change: 'shorter', lengthMinutes: 30 });
    expect(found?.first.quorate).toBe('yes');
  });

  it('is to do without a useful role that can’t come before the latest day', () => {
    const away = person('birch', ['Mon to Fri']);
    const seats = [
      required('chair', ash),
      useful('housing', away),
      useful('education', person('cedar', ['Mon to Mon'])),
    ];
    const found = help(soon({ seats, quorum: [quorum(3, 'chair', 'housing', 'education')] }));
    expect(found?.change).toEqual({ change: 'without', seat: 'housing' });
    expect(found?.first).toMatchObject({
      start: instantAt('2027-01-12', '09:00'),
      cannot: ['housing'],
      quorate: 'yes',
    });
  });

  it('is not to do without a role that can come: others are asked for as before', () => {
    const never = ['Mon to 2027-03-31'];
    const away = [useful('education', person('birch', never)), useful('housing', person('cedar', never))];
    const seats = [useful('health', ash), ...away];
    expect(
      help(soon({ seats, quorum: [quorum(2, 'health', 'education'), quorum(2, 'health', 'housing')] })),
    ).toBeNull();
  });

  it('is never to do without a required role, but somebody else for it', () => {
    const seats = [required('chair', ash), required('health', person('birch', ['Mon to Fri']))];
    const found = help(soon({ seats, quorum: [quorum(2, 'chair', 'health')] }));
    expect(found?.change).toEqual({ change: 'stand-in', seat: 'health' });
  });

  it('a stand-in whom nobody has found yet makes a time no more than maybe quorate', () => {
    const seats = [required('health', person('birch', ['Mon to Fri'])), required('chair', ash)];
    const found = help(soon({ seats, quorum: [quorum(2, 'chair', 'health')] }));
    expect(found?.first).toMatchObject({ unknown: ['health'], cannot: [], quorate: 'maybe' });
  });

  it('is later when two are missing until then: the nearest day, counted in working days', () => {
    const seats = [
      required('chair', person('ash', ['Mon to Thu'])),
      required('health', person('birch', ['Mon to Fri'])),
    ];
    const found = help(soon({ seats, quorum: [quorum(2, 'chair', 'health')] }));
    expect(found?.change).toEqual({ change: 'later', latestDay: '2027-01-18', workingDays: 4 });
    expect(formatInstant(found?.first.start ?? new Date(0))).toBe('Monday 18 January 2027 at 9am');
  });

  it('keeps to the latest day where a stand-in can', () => {
    const seats = [required('chair', ash), required('health', person('birch', ['Mon to Tue']))];
    expect(help(soon({ seats, quorum: [quorum(2, 'chair', 'health')] }))?.change.change).toBe('stand-in');
  });

  it('is to meet online where only the travel is in the way, or only the room', () => {
    const busy = person('ash', ['Mon 08:00 to 12:00', 'Mon 13:30 to 18:00', 'Tue to Fri']);
    const seats = [required('chair', busy)];
    const inPerson = { seats, quorum: [quorum(1, 'chair')], travelMinutes: 30 };
    expect(help(soon(inPerson))?.change).toEqual({ change: 'online' });
    const room = { known: true as const, busy: [span('Mon to Sun')] };
    expect(help(soon({ seats: [required('chair', ash)], quorum: [quorum(1, 'chair')], room }))?.change).toEqual({
      change: 'online',
    });
  });

  it('is later when no day is left at all', () => {
    const found = help(
      asked({ latestDay: '2027-01-08', seats: [required('chair', ash)], quorum: [quorum(1, 'chair')] }),
    );
    expect(found?.change).toEqual({ change: 'later', latestDay: '2027-01-11', workingDays: 1 });
  });

  it('is none when no single change is enough', () => {
    const never = ['Mon to 2027-03-31'];
    const seats = [required('chair', person('ash', never)), required('health', person('birch', never))];
    expect(help(soon({ seats, quorum: [quorum(2, 'chair', 'health')] }))).toBeNull();
  });

  it('counts an answer of no for the time that was asked about, not for a shorter one', () => {
    const refused = person('ash', [], {
      answers: [said('no', 'Mon 16:00 to 17:00')],
      works: { days: [1], start: '16:00', end: '17:00' },
    });
    const sought = soon({ seats: [required('chair', refused)], quorum: [quorum(1, 'chair')] });
    expect(findTimes(sought)[0]?.quorate).toBe('no');
    expect(help(sought)).toMatchObject({
      change: { change: 'shorter', lengthMinutes: 45 },
      first: { quorate: 'yes' },
    });
  });
});
