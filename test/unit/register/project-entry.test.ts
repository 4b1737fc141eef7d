import { describe, expect, test } from 'vitest';
import { eventsThatCount, projectEntry, ratingOn, settingOn } from '../../../services/register/project-entry.ts';
import { entry, happenings, numberedId } from '../../support/clock-facts.ts';

const changed = (day: string, rating: string) => ['rating-changed', day, { rating, decidedBy: 'Panel' }] as const;

describe('the rating', () => {
  test('is the one decided last, since the day it became that', () => {
    const facts = entry({ rating: 'green' }, changed('2026-07-01', 'red'), changed('2026-07-20', 'red'));
    expect(projectEntry(facts)).toMatchObject({ rating: 'red', ratingRank: 0, ratingSince: '2026-07-01' });
  });

  test('is Blue in hospital, and what was decided at the discharge after it', () => {
    const admitted = ['admitted', '2026-07-01', { setting: 'adult' }] as const;
    expect(projectEntry(entry({ rating: 'red' }, admitted))).toMatchObject({
      rating: 'blue',
      ratingSince: '2026-07-01',
      setting: 'adult',
      settingSince: '2026-07-01',
    });
    const discharged = ['discharged', '2026-08-01', { rating: 'amber', decidedBy: 'Panel' }] as const;
    expect(projectEntry(entry({ rating: 'red' }, admitted, discharged))).toMatchObject({
      rating: 'amber',
      ratingSince: '2026-08-01',
      setting: 'community',
      settingSince: '2026-08-01',
    });
  });

  test('stays Blue whatever was decided for a day in hospital', () => {
    const facts = entry({}, ['admitted', '2026-07-01', { setting: 'adult' }], changed('2026-07-10', 'green'));
    expect(projectEntry(facts).rating).toBe('blue');
  });

  test('is Blue from the first day for somebody who was in hospital before they came onto the register', () => {
    const facts = entry({ from: '2026-07-15', rating: 'red' }, ['admitted', '2026-07-01', { setting: 'secure' }]);
    expect(projectEntry(facts)).toMatchObject({
      rating: 'blue',
      ratingSince: '2026-07-15',
      setting: 'secure',
      settingSince: '2026-07-01',
    });
  });

  test('can be asked for at any past date; before and after the entry there is none', () => {
    const facts = entry(
      { from: '2026-06-01', rating: 'green' },
      changed('2026-06-10', 'red'),
      ['admitted', '2026-06-20', { setting: 'tier-4' }],
      ['discharged', '2026-07-20', { rating: 'amber', decidedBy: 'Panel' }],
      ['ended', '2026-08-01', { reason: 'moved-away' }],
    );
    const days = ['2026-05-31', '2026-06-01', '2026-06-09', '2026-06-10', '2026-06-20', '2026-07-19', '2026-07-20'];
    expect([...days, '2026-08-01', '2026-08-02'].map((day) => ratingOn(facts, day))).toEqual([
      ...[null, 'green', 'green', 'red', 'blue', 'blue', 'amber'],
      ...['amber', null],
    ]);
    expect(['2026-06-19', '2026-06-20', '2026-07-20'].map((day) => settingOn(facts, day))).toEqual([
      'community',
      'tier-4',
      'community',
    ]);
    expect(settingOn(facts, '2026-08-02')).toBeNull();
  });

  test('of a day with two changes is the one recorded last', () => {
    const facts = entry({}, changed('2026-07-01', 'red'), changed('2026-07-01', 'green'));
    expect([projectEntry(facts).rating, ratingOn(facts, '2026-07-01')]).toEqual(['green', 'green']);
  });
});

describe('the setting', () => {
  test('changes between hospitals, and a move without an admission counts for nothing', () => {
    const moved = ['setting-changed', '2026-07-10', { setting: 'secure' }] as const;
    expect(projectEntry(entry({}, ['admitted', '2026-07-01', { setting: 'adult' }], moved))).toMatchObject({
      setting: 'secure',
      settingSince: '2026-07-10',
      rating: 'blue',
      ratingSince: '2026-07-01',
    });
    expect(projectEntry(entry({}, moved))).toMatchObject({ setting: 'community', rating: 'amber' });
  });
});

test('treatment, the last discussion and the end are those of the last events', () => {
  const facts = entry(
    {},
    ['intensive-treatment', '2026-06-10', { status: 'planned' }],
    ['intensive-treatment', '2026-06-20', { status: 'receiving' }],
    ['discussed', '2026-07-01'],
    ['ended', '2026-07-05', { reason: 'risk-managed' }],
  );
  expect(projectEntry(facts)).toMatchObject({
    treatment: { status: 'receiving', since: '2026-06-20' },
    lastDiscussed: '2026-07-01',
    toDay: '2026-07-05',
    endReason: 'risk-managed',
  });
  expect(projectEntry(entry()).treatment).toEqual({ status: 'none', since: null });
});

test('an end that is dated before the entry began ends it on its first day', () => {
  const facts = entry({ from: '2026-06-01' }, ['ended', '2026-05-20', { reason: 'consent-withdrawn' }]);
  expect(projectEntry(facts).toDay).toBe('2026-06-01');
});

describe('an event that was voided', () => {
  const events = happenings(
    ['entered', '2026-06-01', { rating: 'amber', locality: 'staffordshire' }],
    ['ended', '2026-07-01', { reason: 'moved-away' }],
    ['voided', '2026-07-02', { eventId: numberedId(2) }],
    ['voided', '2026-07-03', { eventId: numberedId(3) }],
  );

  test('counts for nothing: an entry that was ended by mistake is open', () => {
    expect(projectEntry({ fromDay: '2026-06-01', events: events.slice(0, 3) }).toDay).toBeNull();
  });

  test('counts again when its voiding was voided', () => {
    expect(eventsThatCount(events).map(({ kind }) => kind)).toEqual(['entered', 'ended']);
  });
});

test('an entry whose first event does not count is a fault', () => {
  expect(() => projectEntry({ fromDay: '2026-06-01', events: [] })).toThrow(/begins with/);
});
