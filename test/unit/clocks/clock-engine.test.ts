import { describe, expect, test } from 'vitest';
import { entryClocks, referralClocks } from '../../../services/clocks/clock-engine.ts';
import { loadPolicy } from '../../../services/policies/load-policy.ts';
import { clockOf, dueDates, entry, numberedId, policyWith, type Saying, sayings } from '../../support/clock-facts.ts';

const policy = loadPolicy('staffordshire-and-stoke-on-trent');

describe('the renewal of consent', () => {
  const renewal = (...said: Saying[]) =>
    entryClocks(entry({ consent: sayings(...said) }), policy).find(({ kind }) => kind === 'consent-renewal');

  test('is due on the last day consent holds, and stays overdue when it has lapsed', () => {
    expect(renewal(['given', '2026-06-01'])).toMatchObject({ due: '2027-06-01', start: { kind: 'given' } });
    expect(renewal(['given', '2026-06-01'], ['expired', '2027-06-02'])).toMatchObject({ due: '2027-06-01', marks: [] });
  });

  test('is counted from an early renewal, by which a new year begins', () => {
    expect(renewal(['given', '2026-06-01'], ['renewed', '2027-04-10', 'parent'])).toMatchObject({
      due: '2028-04-10',
      start: { kind: 'renewed', day: '2027-04-10' },
    });
  });

  test.each(['withdrawn', 'refused', 'found-invalid'] as const)('is none once consent was %s', (kind) => {
    expect(renewal(['given', '2026-06-01'], [kind, '2026-07-01'])).toBeUndefined();
  });

  test('is none where the area states no renewal, or nothing was given', () => {
    const facts = entry({ consent: sayings(['given', '2026-06-01']) });
    expect(dueDates(facts, policyWith({ consentRenewal: null }))['consent-renewal']).toBeUndefined();
    expect(renewal(['informed', '2026-06-01'])).toBeUndefined();
  });

  test('does not come back by a longer year, once it was put on record that consent had run out', () => {
    const facts = entry({ consent: sayings(['given', '2024-06-01'], ['expired', '2025-06-02']) });
    expect(clockOf(facts, policyWith({ consentRenewal: { years: 2 } }), 'consent-renewal')).toMatchObject({
      due: '2025-06-01',
      marks: ['recorded-as-expired'],
    });
  });
});

describe('the panel', () => {
  test('discusses somebody within the interval of their entry, then of the last discussion', () => {
    expect(dueDates(entry({ from: '2026-08-31' }), policy)['panel-review']).toBe('2026-09-30');
    const discussed = entry({ from: '2026-08-31' }, ['discussed', '2026-09-15'], ['discussed', '2026-09-08']);
    expect(dueDates(discussed, policy)['panel-review']).toBe('2026-10-15');
  });
});

describe('leaving from Green', () => {
  const humber = loadPolicy('humber');

  test('is counted from the day the rating became Green; Green said again does not restart it', () => {
    const facts = entry({ rating: 'green' }, ['rating-changed', '2026-07-01', { rating: 'green', decidedBy: 'Panel' }]);
    expect(clockOf(facts, humber, 'green-exit')).toMatchObject({ due: '2026-09-01', start: { kind: 'entered' } });
  });

  test('is counted from a discharge on Green, and is none on another rating', () => {
    const facts = entry(
      {},
      ['admitted', '2026-06-10', { setting: 'adult' }],
      ['discharged', '2026-07-10', { rating: 'green', decidedBy: 'Panel' }],
    );
    expect(dueDates(facts, humber)['green-exit']).toBe('2026-10-10');
    expect(dueDates(entry({ rating: 'amber' }), humber)['green-exit']).toBeUndefined();
  });
});

test('an entry that has ended has no clocks', () => {
  const facts = entry({ consent: sayings(['given', '2026-06-01']) }, ['ended', '2026-07-01', { reason: 'moved-away' }]);
  expect(entryClocks(facts, policy)).toEqual([]);
  expect(entryClocks({ ...entry(), toDay: '2026-07-01' }, policy)).toEqual([]);
});

test('every clock says its rule, the rule’s source and layer, the policy version and its starting event', () => {
  const facts = entry({ consent: sayings(['given', '2026-06-01']) }, ['admitted', '2026-08-31', { setting: 'adult' }]);
  const clocks = entryClocks(facts, policy);
  expect(clocks.map(({ kind, rule, layer, start }) => [kind, rule, layer, start.eventId])).toEqual([
    ['consent-renewal', 'consentRenewal', 'area', numberedId(1000)],
    ['cetr-first-offer', 'cetrFirstOffer', 'national', numberedId(2)],
    ['oversight-visit', 'oversightVisit', 'national', numberedId(2)],
    ['panel-review', 'panelInterval', 'national', numberedId(1)],
  ]);
  for (const clock of clocks) {
    expect(clock.policyVersion).toBe(policy.version);
    expect(clock.source.document).not.toBe('');
    expect(clock.candidates.length).toBeGreaterThan(0);
  }
});

describe('a referral’s review, where the area lets it stand while the referrer is asked', () => {
  const may = policyWith({ referralReview: { weeks: 4 }, referralReviewMayPause: true, referralReviewers: null });
  const review = (...questions: [asked: string, answered: string | null, pauses?: boolean][]) =>
    referralClocks(
      {
        receivedOn: '2026-08-31',
        decidedOn: null,
        reviewedBy: null,
        questions: questions.map(([askedOn, answeredOn, pausesClock = true]) => ({ askedOn, answeredOn, pausesClock })),
      },
      may,
    )[0];

  test('is moved by the calendar days in which a question was open', () => {
    expect(review(['2026-09-02', '2026-09-12'])).toMatchObject({
      due: '2026-10-08',
      pauses: [{ from: '2026-09-02', until: '2026-09-12', days: 10, why: 'asked-referrer' }],
    });
  });

  test('counts a day once, however many questions were open on it', () => {
    expect(review(['2026-09-04', '2026-09-08'], ['2026-09-02', '2026-09-06'])).toMatchObject({
      due: '2026-10-04',
      pauses: [{ from: '2026-09-02', until: '2026-09-08', days: 6 }],
    });
  });

  test('stands while a question is open', () => {
    expect(review(['2026-09-02', '2026-09-04'], ['2026-09-10', null])).toMatchObject({
      due: '2026-09-30',
      pauses: [{ days: 2 }, { from: '2026-09-10', until: null, days: 0 }],
    });
  });

  test('is not moved by a question that was asked after it had been missed, or one that pauses nothing', () => {
    expect(review(['2026-10-02', '2026-10-10'])).toMatchObject({ due: '2026-09-28', pauses: [] });
    expect(review(['2026-09-02', '2026-09-12', false])).toMatchObject({ due: '2026-09-28', pauses: [] });
  });

  test('ends with the decision', () => {
    const decided = { receivedOn: '2026-08-31', decidedOn: '2026-09-10', reviewedBy: null, questions: [] };
    expect(referralClocks(decided, may)).toEqual([]);
  });
});
