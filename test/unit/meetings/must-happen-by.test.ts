import { describe, expect, it } from 'vitest';
import { clockOfMeeting, mustHappenBy } from '../../../services/meetings/must-happen-by.ts';
import { shownWith } from '../../../services/meetings/rules.ts';
import { sampleClock } from '../../support/register-meeting-views.ts';

const clock = (kind: typeof sampleClock.kind, due: string) => ({ ...sampleClock, kind, due });
const clocks = [
  clock('consent-renewal', '2027-01-15'),
  clock('cetr-repeat', '2027-03-01'),
  clock('oversight-visit', '2027-02-10'),
  clock('panel-review', '2027-01-20'),
];

describe('the day a meeting must happen by', () => {
  it.each([
    ['cetr', '2027-03-01'],
    ['oversight-visit', '2027-02-10'],
    ['dsr-review', '2027-01-20'],
  ] as const)('of a %s is that of its own clock', (kind, day) => {
    expect(mustHappenBy(kind, clocks, '2027-01-12').day).toBe(day);
  });

  it('of a C(E)TR is the first offer’s while that clock runs', () => {
    const both = [...clocks, clock('cetr-first-offer', '2027-02-01')];
    expect(mustHappenBy('cetr', both, '2027-01-12').day).toBe('2027-02-01');
  });

  it('of a LAEP meeting is the next working day, never a C(E)TR’s', () => {
    expect(mustHappenBy('laep', clocks, '2027-01-15')).toEqual({ day: '2027-01-18', clock: null });
  });

  it('is the next working day where the clock’s has come or passed', () => {
    expect(mustHappenBy('dsr-review', clocks, '2027-01-20').day).toBe('2027-01-21');
    expect(mustHappenBy('dsr-review', clocks, '2027-01-22').day).toBe('2027-01-25');
  });

  it('is none where no clock runs', () => {
    expect(mustHappenBy('cetr', [], '2027-01-12')).toEqual({ day: null, clock: null });
    expect(clockOfMeeting('oversight-visit', [])).toBeNull();
  });
});

describe('the cards that show a meeting', () => {
  it('are its request’s, or its own and the one of the person on the register', () => {
    expect(shownWith({ id: 'm', requestId: 'r', entryId: null })).toEqual(['r']);
    expect(shownWith({ id: 'm', requestId: null, entryId: 'e' })).toEqual(['m', 'e']);
  });
});
