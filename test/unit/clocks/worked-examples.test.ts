import { describe, expect, test } from 'vitest';
import { referralClocks } from '../../../services/clocks/clock-engine.ts';
import type { CalendarDay } from '../../../services/platform/time.ts';
import { loadPolicy } from '../../../services/policies/load-policy.ts';
import type { HospitalSetting } from '../../../services/register/model.ts';
import { clockOf, dueDates, entry, sayings } from '../../support/clock-facts.ts';

// Every number of domain.md §4 to §6 that is a length of time, per area, from dated events.

const humber = loadPolicy('humber');
const staffordshire = loadPolicy('staffordshire-and-stoke-on-trent');
const norfolk = loadPolicy('norfolk-and-waveney');
const exampleVale = loadPolicy('example-vale');

const admitted = (setting: HospitalSetting, day: CalendarDay = '2026-08-31') =>
  ['admitted', day, { setting }] as ['admitted', CalendarDay, { setting: HospitalSetting }];
const fifteen = { born: '2011-03-10' } as const;
const thirty = { born: '1996-05-04' } as const;

describe('in Humber', () => {
  test('a 15-year-old admitted to tier 4 on 31 August 2026 is offered a first C(E)TR by 14 September 2026', () => {
    expect(dueDates(entry(fifteen, admitted('tier-4')), humber)['cetr-first-offer']).toBe('2026-09-14');
  });

  test('an adult admitted on 31 August 2026 is offered a first C(E)TR by 28 September 2026', () => {
    expect(dueDates(entry(thirty, admitted('adult')), humber)['cetr-first-offer']).toBe('2026-09-28');
  });

  test('an adult admitted to a secure setting on 31 August 2026 is offered a first C(E)TR by 28 September 2026', () => {
    expect(dueDates(entry(thirty, admitted('secure')), humber)['cetr-first-offer']).toBe('2026-09-28');
  });

  test.each([
    ['a 15-year-old in tier 4, 3 months after 30 November 2026, by 28 February 2027', fifteen, 'tier-4', '2027-02-28'],
    ['an adult, 6 months after 30 November 2026, by 30 May 2027', thirty, 'adult', '2027-05-30'],
    [
      'an adult in a secure setting, 12 months after 30 November 2026, by 30 November 2027',
      thirty,
      'secure',
      '2027-11-30',
    ],
  ] as const)('a C(E)TR is repeated for %s', (_, who, setting, due) => {
    const facts = entry(
      who,
      admitted(setting),
      ['cetr-offered', '2026-09-10', { answer: 'accepted' }],
      ['cetr-held', '2026-11-30'],
    );
    const dates = dueDates(facts, humber);
    expect(dates['cetr-repeat']).toBe(due);
    expect(dates['cetr-first-offer']).toBeUndefined();
  });

  test('the action plan of a C(E)TR held on Monday 31 August 2026 is reviewed by Monday 23 November 2026, 12 weeks later', () => {
    const facts = entry(thirty, admitted('adult', '2026-08-03'), ['cetr-held', '2026-08-31']);
    expect(dueDates(facts, humber)['cetr-plan-review']).toBe('2026-11-23');
  });

  test('oversight visits are 8-weekly for an adult and for a 15-year-old alike: by 26 October 2026', () => {
    expect(dueDates(entry(thirty, admitted('adult')), humber)['oversight-visit']).toBe('2026-10-26');
    expect(dueDates(entry(fifteen, admitted('tier-4')), humber)['oversight-visit']).toBe('2026-10-26');
  });

  test('leaving the register can be considered from 3 months on Green: 30 November 2026 gives 28 February 2027', () => {
    const facts = entry(thirty, ['rating-changed', '2026-11-30', { rating: 'green', decidedBy: 'Panel' }]);
    expect(clockOf(facts, humber, 'green-exit')).toMatchObject({ due: '2027-02-28', nature: 'earliest' });
  });

  test('nothing is set locally for triage and risk review, the panel and the longest stay', () => {
    expect(
      referralClocks({ receivedOn: '2026-09-01', decidedOn: null, reviewedBy: null, questions: [] }, humber),
    ).toEqual([]);
    const dates = dueDates(entry(thirty), humber);
    expect([dates['panel-review'], dates['longest-stay']]).toEqual([undefined, undefined]);
  });

  test('consent is renewed every year, by the baseline: not stated by Humber itself', () => {
    const facts = entry({ ...thirty, consent: sayings(['given', '2026-06-01']) });
    expect(clockOf(facts, humber, 'consent-renewal')).toMatchObject({ due: '2027-06-01', layer: 'baseline' });
  });
});

describe('in Staffordshire and Stoke-on-Trent', () => {
  test('consent given on 1 June 2026 is renewed by 1 June 2027, by the area’s own rule', () => {
    const facts = entry({ ...thirty, consent: sayings(['given', '2026-06-01']) });
    expect(clockOf(facts, staffordshire, 'consent-renewal')).toMatchObject({ due: '2027-06-01', layer: 'area' });
  });

  test.each([
    ['cetr-first-offer', fifteen, 'tier-4', '2026-09-14'],
    ['cetr-first-offer', thirty, 'adult', '2026-09-28'],
    ['cetr-first-offer', thirty, 'secure', '2026-09-28'],
    ['oversight-visit', fifteen, 'tier-4', '2026-10-12'],
    ['oversight-visit', thirty, 'adult', '2026-10-26'],
  ] as const)('%s follows national guidance and is shown as that', (kind, who, setting, due) => {
    expect(clockOf(entry(who, admitted(setting)), staffordshire, kind)).toMatchObject({ due, layer: 'national' });
  });

  test.each([
    [fifteen, 'tier-4', '2027-02-28'],
    [thirty, 'adult', '2027-05-30'],
    [thirty, 'secure', '2027-11-30'],
  ] as const)('a C(E)TR is repeated by national guidance', (who, setting, due) => {
    const facts = entry(who, admitted(setting), ['cetr-held', '2026-11-30']);
    expect(clockOf(facts, staffordshire, 'cetr-repeat')).toMatchObject({ due, layer: 'national' });
    expect(clockOf(facts, staffordshire, 'cetr-plan-review')).toMatchObject({ due: '2027-02-22', layer: 'national' });
  });

  test('the panel discusses everybody at least monthly: entered on 31 August 2026, by 30 September 2026', () => {
    const facts = entry({ ...thirty, from: '2026-08-31' });
    expect(clockOf(facts, staffordshire, 'panel-review')).toMatchObject({ due: '2026-09-30', layer: 'national' });
  });

  test('leaving from Green and the longest stay are not set locally', () => {
    const dates = dueDates(entry({ ...thirty, rating: 'green' }), staffordshire);
    expect([dates['green-exit'], dates['longest-stay']]).toEqual([undefined, undefined]);
  });
});

describe('in Norfolk and Waveney', () => {
  test('the risk review of a referral received on 31 August 2026 takes place by 28 September 2026, four weeks later', () => {
    const facts = { receivedOn: '2026-08-31', decidedOn: null, reviewedBy: null, questions: [] };
    expect(referralClocks(facts, norfolk)).toMatchObject([
      { kind: 'referral-review', due: '2026-09-28', layer: 'area' },
    ]);
  });

  test('the four weeks do not pause while the referrer is asked', () => {
    const questions = [{ askedOn: '2026-09-02', answeredOn: '2026-09-20', pausesClock: true }];
    const facts = { receivedOn: '2026-08-31', decidedOn: null, reviewedBy: null, questions };
    expect(referralClocks(facts, norfolk)).toMatchObject([{ due: '2026-09-28', pauses: [] }]);
  });

  test('a decision without education and social care is incomplete, and the four weeks run on', () => {
    const decided = { receivedOn: '2026-08-31', decidedOn: '2026-09-10', questions: [] };
    expect(referralClocks({ ...decided, reviewedBy: ['education'] }, norfolk)).toMatchObject([
      { kind: 'referral-review', due: '2026-09-28', marks: ['reviewers-missing'] },
    ]);
    expect(referralClocks({ ...decided, reviewedBy: ['education', 'social-care'] }, norfolk)).toEqual([]);
  });

  test('nothing that only other areas state falls due: it is not set locally', () => {
    expect(dueDates(entry(thirty, admitted('adult')), norfolk)).toEqual({});
  });
});

describe('in an area that is added as data alone', () => {
  test('48 hours for triage are two days; 15 working days for the review skip weekends and bank holidays', () => {
    const facts = { receivedOn: '2026-12-18', decidedOn: null, reviewedBy: null, questions: [] };
    expect(referralClocks(facts, exampleVale).map(({ kind, due }) => [kind, due])).toEqual([
      ['referral-triage', '2026-12-20'],
      ['referral-review', '2027-01-13'],
    ]);
  });

  test('the review stands while the referrer is asked, because the area says so', () => {
    const questions = [{ askedOn: '2026-09-02', answeredOn: '2026-09-05', pausesClock: true }];
    const facts = { receivedOn: '2026-09-01', decidedOn: null, reviewedBy: null, questions };
    expect(referralClocks(facts, exampleVale)).toMatchObject([
      { kind: 'referral-triage', due: '2026-09-06', pauses: [{ days: 3 }] },
      { kind: 'referral-review', due: '2026-09-25', pauses: [{ days: 3 }] },
    ]);
  });

  test('a fortnightly panel, six months on Green, six years on the register and six months of consent', () => {
    const facts = entry({ from: '2024-02-29', rating: 'green', consent: sayings(['given', '2024-08-31']) });
    expect(dueDates(facts, exampleVale)).toEqual({
      'consent-renewal': '2025-02-28',
      'panel-review': '2024-03-14',
      'green-exit': '2024-08-29',
      'longest-stay': '2030-02-28',
    });
  });
});
