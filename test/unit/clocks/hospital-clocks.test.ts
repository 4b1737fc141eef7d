import { describe, expect, test } from 'vitest';
import { entryClocks } from '../../../services/clocks/clock-engine.ts';
import { loadPolicy } from '../../../services/policies/load-policy.ts';
import { clockOf, dueDates, entry, numberedId, policyWith } from '../../support/clock-facts.ts';

const policy = loadPolicy('staffordshire-and-stoke-on-trent');
const adult = { born: '1996-05-04' } as const;
const cetrKinds = (facts: Parameters<typeof entryClocks>[0]) =>
  entryClocks(facts, policy)
    .filter(({ kind }) => kind === 'cetr-first-offer' || kind === 'cetr-repeat')
    .map(({ kind, due, marks }) => [kind, due, ...marks]);

describe('the first C(E)TR', () => {
  test('is met by the date of the offer, whatever the answer', () => {
    for (const answer of ['accepted', 'declined', 'not-answered']) {
      const facts = entry(
        adult,
        ['admitted', '2026-08-31', { setting: 'adult' }],
        ['cetr-offered', '2026-09-10', { answer }],
      );
      expect(dueDates(facts, policy)['cetr-first-offer']).toBeUndefined();
    }
  });

  test('is met by one held without an offer on record', () => {
    const facts = entry(adult, ['admitted', '2026-08-31', { setting: 'adult' }], ['cetr-held', '2026-08-31']);
    expect(cetrKinds(facts)).toEqual([['cetr-repeat', '2027-02-28']]);
  });

  test('is not met by one in the community before the admission', () => {
    const facts = entry(adult, ['cetr-held', '2026-08-30'], ['admitted', '2026-08-31', { setting: 'adult' }]);
    expect(cetrKinds(facts)).toEqual([['cetr-first-offer', '2026-09-28']]);
  });

  test('is never met by a LAEP meeting, nor is a repeat', () => {
    const facts = entry(adult, ['admitted', '2026-08-31', { setting: 'adult' }], ['laep-held', '2026-09-02']);
    expect(cetrKinds(facts)).toEqual([['cetr-first-offer', '2026-09-28']]);
    const later = entry(
      adult,
      ['admitted', '2026-08-31', { setting: 'adult' }],
      ['cetr-held', '2026-09-10'],
      ['laep-held', '2026-12-01'],
    );
    expect(cetrKinds(later)).toEqual([['cetr-repeat', '2027-03-10']]);
  });

  test('starts afresh at a new admission', () => {
    const facts = entry(
      adult,
      ['admitted', '2026-06-10', { setting: 'adult' }],
      ['cetr-held', '2026-07-01'],
      ['discharged', '2026-08-01', { rating: 'amber', decidedBy: 'Panel' }],
      ['admitted', '2026-08-31', { setting: 'adult' }],
    );
    expect(cetrKinds(facts)).toEqual([['cetr-first-offer', '2026-09-28', 'new-admission']]);
  });

  test('of two intervals since the admission the earlier stands, after a move from an adult ward to tier 4', () => {
    const facts = entry(
      { born: '2010-01-01' },
      ['admitted', '2026-08-31', { setting: 'adult' }],
      ['setting-changed', '2026-09-05', { setting: 'tier-4' }],
    );
    expect(cetrKinds(facts)).toEqual([['cetr-first-offer', '2026-09-14', 'setting-changed']]);
  });
});

describe('the repeat of a C(E)TR', () => {
  test('runs from the date the last one was held, not from its offer', () => {
    const facts = entry(
      adult,
      ['admitted', '2026-06-10', { setting: 'adult' }],
      ['cetr-offered', '2026-06-20', { answer: 'accepted' }],
      ['cetr-held', '2026-07-15'],
    );
    expect(cetrKinds(facts)).toEqual([['cetr-repeat', '2027-01-15']]);
  });

  test('runs from an offer that was declined, and says so', () => {
    const facts = entry(
      adult,
      ['admitted', '2026-06-10', { setting: 'adult' }],
      ['cetr-held', '2026-07-15'],
      ['cetr-offered', '2026-12-20', { answer: 'declined' }],
    );
    expect(cetrKinds(facts)).toEqual([['cetr-repeat', '2027-06-20', 'offer-declined']]);
  });

  test('is not moved by an offer that is accepted or not answered yet: until it is held the earlier date stands', () => {
    for (const answer of ['accepted', 'not-answered']) {
      const facts = entry(
        adult,
        ['admitted', '2026-06-10', { setting: 'adult' }],
        ['cetr-held', '2026-07-15'],
        ['cetr-offered', '2026-12-20', { answer }],
      );
      expect(cetrKinds(facts)).toEqual([['cetr-repeat', '2027-01-15']]);
    }
  });

  test('runs from the first offer while none has been held since the admission: an offer alone forgets nobody', () => {
    const facts = entry(
      adult,
      ['admitted', '2026-06-10', { setting: 'adult' }],
      ['cetr-offered', '2026-06-20', { answer: 'not-answered' }],
      ['cetr-offered', '2026-07-20', { answer: 'accepted' }],
    );
    expect(cetrKinds(facts)).toEqual([['cetr-repeat', '2026-12-20', 'offer-not-held']]);
  });

  test('is re-timed from the last one held when the setting changes; of two dates the earlier stands', () => {
    const toAdult = entry(
      adult,
      ['admitted', '2026-06-10', { setting: 'secure' }],
      ['cetr-held', '2026-07-15'],
      ['setting-changed', '2026-09-01', { setting: 'adult' }],
    );
    expect(cetrKinds(toAdult)).toEqual([['cetr-repeat', '2027-01-15', 'setting-changed']]);
    expect(clockOf(toAdult, policy, 'cetr-repeat').candidates).toEqual([
      { for: 'secure', duration: { months: 12 }, due: '2027-07-15' },
      { for: 'adult', duration: { months: 6 }, due: '2027-01-15' },
    ]);
    const toSecure = entry(
      adult,
      ['admitted', '2026-06-10', { setting: 'adult' }],
      ['cetr-held', '2026-07-15'],
      ['setting-changed', '2026-09-01', { setting: 'secure' }],
    );
    expect(cetrKinds(toSecure)).toEqual([['cetr-repeat', '2027-01-15', 'setting-changed']]);
  });

  test('after the next one is held in the new setting, only that setting’s interval counts', () => {
    const facts = entry(
      adult,
      ['admitted', '2026-06-10', { setting: 'adult' }],
      ['cetr-held', '2026-07-15'],
      ['setting-changed', '2026-09-01', { setting: 'secure' }],
      ['cetr-held', '2026-10-01'],
    );
    expect(cetrKinds(facts)).toEqual([['cetr-repeat', '2027-10-01']]);
  });

  test('at 18 an earlier date already set stands, and the next one is an adult’s', () => {
    const born = '2008-09-01';
    const before = entry({ born }, ['admitted', '2026-06-10', { setting: 'tier-4' }], ['cetr-held', '2026-07-15']);
    expect(cetrKinds(before)).toEqual([['cetr-repeat', '2026-10-15', 'comes-of-age']]);
    const next = entry({ born }, ['admitted', '2026-06-10', { setting: 'tier-4' }], ['cetr-held', '2026-09-01']);
    expect(cetrKinds(next)).toEqual([['cetr-repeat', '2027-03-01']]);
  });

  test('in tier 4 without a date of birth takes the earlier date, and says that the age is not known', () => {
    const facts = entry({ born: null }, ['admitted', '2026-06-10', { setting: 'tier-4' }], ['cetr-held', '2026-07-15']);
    expect(cetrKinds(facts)).toEqual([['cetr-repeat', '2026-10-15', 'age-unknown']]);
  });

  test('ends with the stay in hospital', () => {
    const facts = entry(
      adult,
      ['admitted', '2026-06-10', { setting: 'adult' }],
      ['cetr-held', '2026-07-15'],
      ['discharged', '2026-08-01', { rating: 'amber', decidedBy: 'Panel' }],
    );
    expect(cetrKinds(facts)).toEqual([]);
    expect(dueDates(facts, policy)['oversight-visit']).toBeUndefined();
    expect(dueDates(facts, policy)['cetr-plan-review']).toBeUndefined();
  });
});

describe('the review of the action plan', () => {
  test('runs from the C(E)TR whose plan it is, and is met by a review after it', () => {
    const held = [
      ['admitted', '2026-06-10', { setting: 'adult' }],
      ['cetr-held', '2026-07-15'],
    ] as const;
    expect(
      clockOf(entry(adult, held[0], ['cetr-plan-reviewed', '2026-07-01'], held[1]), policy, 'cetr-plan-review'),
    ).toMatchObject({
      due: '2026-10-07',
      start: { kind: 'cetr-held', day: '2026-07-15' },
    });
    expect(
      dueDates(entry(adult, ...held, ['cetr-plan-reviewed', '2026-07-15']), policy)['cetr-plan-review'],
    ).toBeUndefined();
  });

  test('a later C(E)TR makes a new plan with its own 12 weeks', () => {
    const facts = entry(
      adult,
      ['admitted', '2026-06-10', { setting: 'adult' }],
      ['cetr-held', '2026-07-15'],
      ['cetr-plan-reviewed', '2026-08-15'],
      ['cetr-held', '2026-12-01'],
    );
    expect(dueDates(facts, policy)['cetr-plan-review']).toBe('2027-02-23');
  });
});

describe('oversight visits', () => {
  test('run from the admission, then from the last visit', () => {
    const facts = entry(adult, ['admitted', '2026-06-10', { setting: 'adult' }], ['oversight-visit', '2026-07-01']);
    expect(dueDates(facts, policy)['oversight-visit']).toBe('2026-08-26');
  });

  test('start afresh at a new admission, from which no earlier visit counts', () => {
    const facts = entry(
      adult,
      ['admitted', '2026-06-10', { setting: 'adult' }],
      ['oversight-visit', '2026-07-01'],
      ['discharged', '2026-07-10', { rating: 'red', decidedBy: 'Panel' }],
      ['admitted', '2026-08-31', { setting: 'secure' }],
    );
    expect(clockOf(facts, policy, 'oversight-visit')).toMatchObject({ due: '2026-10-26', marks: ['new-admission'] });
  });

  test('go by the age at the start; of who comes of age before the visit the earlier date stands', () => {
    const admitted = ['admitted', '2026-08-31', { setting: 'adult' }] as const;
    expect(dueDates(entry({ born: '2008-09-01' }, admitted), policy)['oversight-visit']).toBe('2026-10-12');
    expect(dueDates(entry({ born: '2008-08-31' }, admitted), policy)['oversight-visit']).toBe('2026-10-26');
    const shorter = policyWith({ oversightVisit: { adult: { weeks: 4 }, child: { weeks: 6 } } });
    expect(clockOf(entry({ born: '2008-09-10' }, admitted), shorter, 'oversight-visit')).toMatchObject({
      due: '2026-09-28',
      marks: ['comes-of-age'],
    });
  });

  test('without a date of birth the earlier of both dates stands', () => {
    const facts = entry({ born: null }, ['admitted', '2026-08-31', { setting: 'adult' }]);
    expect(clockOf(facts, policy, 'oversight-visit')).toMatchObject({ due: '2026-10-12', marks: ['age-unknown'] });
  });
});

test('somebody who was in hospital before they came onto the register has clocks from the admission', () => {
  const facts = entry({ ...adult, from: '2026-09-10', rating: 'blue' }, [
    'admitted',
    '2026-08-31',
    { setting: 'adult' },
  ]);
  expect(cetrKinds(facts)).toEqual([['cetr-first-offer', '2026-09-28']]);
});

test('an admission that was recorded by mistake leaves no clock behind', () => {
  const facts = entry(
    adult,
    ['admitted', '2026-08-31', { setting: 'adult' }],
    ['voided', '2026-09-01', { eventId: numberedId(2) }],
  );
  expect(cetrKinds(facts)).toEqual([]);
});
