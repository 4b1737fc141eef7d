import { describe, expect, test } from 'vitest';
import { referralClocks } from '../../../services/clocks/clock-engine.ts';
import { consentStateOn } from '../../../services/consent/consent-state.ts';
import { type ConsentSituation, whoMayConsent } from '../../../services/consent/who-may-consent.ts';
import { loadPolicy } from '../../../services/policies/load-policy.ts';
import { measuresFor } from '../../../services/policies/measures.ts';
import type { AreaPolicy, RuleName } from '../../../services/policies/model.ts';
import { statedValue } from '../../../services/policies/rule.ts';
import type { Rating, Setting } from '../../../services/register/model.ts';
import { clockOf, dueDates, entry, sayings } from '../../support/clock-facts.ts';

// Every number of domain.md §4 to §6, per area, through the real policy files and the real engine, from dated events.

const staffordshire = loadPolicy('staffordshire-and-stoke-on-trent');
const humber = loadPolicy('humber');
const norfolk = loadPolicy('norfolk-and-waveney');
const vale = loadPolicy('example-vale');

const fifteen = { born: '2011-03-10' } as const;
const thirty = { born: '1996-05-04' } as const;
type Happening = NonNullable<Parameters<typeof entry>[1]>;
const toTier4: Happening = ['admitted', '2026-08-31', { setting: 'tier-4' }];
const toAdultWard: Happening = ['admitted', '2026-08-31', { setting: 'adult' }];
const toSecure: Happening = ['admitted', '2026-08-31', { setting: 'secure' }];

describe.each([
  ['Humber', humber, 'area'],
  ['Staffordshire and Stoke-on-Trent', staffordshire, 'national'],
] as const)('in %s', (_, policy, layer) => {
  test('a 15-year-old admitted to tier 4 on 31 August 2026 must be offered a first C(E)TR by 14 September 2026', () => {
    const clock = clockOf(entry(fifteen, toTier4), policy, 'cetr-first-offer');
    expect(clock).toMatchObject({ due: '2026-09-14', nature: 'deadline', layer, rule: 'cetrFirstOffer' });
  });

  test.each([
    ['an adult ward', toAdultWard],
    ['a secure setting', toSecure],
  ])('an adult admitted to %s on 31 August 2026 must be offered a first C(E)TR by 28 September 2026', (_ward, to) => {
    expect(clockOf(entry(thirty, to), policy, 'cetr-first-offer').due).toBe('2026-09-28');
  });

  test.each([
    ['a 15-year-old in tier 4, three months on, by 14 December 2026', fifteen, toTier4, '2026-12-14'],
    ['an adult, six months on, by 14 March 2027', thirty, toAdultWard, '2027-03-14'],
    ['an adult in a secure setting, twelve months on, by 14 September 2027', thirty, toSecure, '2027-09-14'],
  ] as const)('a C(E)TR held on 14 September 2026 is repeated for %s', (_who, who, to, due) => {
    const facts = entry(who, to, ['cetr-offered', '2026-09-04', { answer: 'accepted' }], ['cetr-held', '2026-09-14']);
    expect(clockOf(facts, policy, 'cetr-repeat').due).toBe(due);
    expect(dueDates(facts, policy)['cetr-first-offer']).toBeUndefined();
  });

  test('the action plan of a C(E)TR held on 14 September 2026 is reviewed within 12 weeks, by 7 December 2026', () => {
    const facts = entry(thirty, toAdultWard, ['cetr-held', '2026-09-14']);
    expect(clockOf(facts, policy, 'cetr-plan-review').due).toBe('2026-12-07');
  });

  test('an adult admitted on 31 August 2026 is visited within 8 weeks, by 26 October 2026, then 8 weeks after the visit', () => {
    expect(clockOf(entry(thirty, toAdultWard), policy, 'oversight-visit').due).toBe('2026-10-26');
    const visited = entry(thirty, toAdultWard, ['oversight-visit', '2026-10-20']);
    expect(clockOf(visited, policy, 'oversight-visit').due).toBe('2026-12-15');
  });

  test('a LAEP meeting meets no C(E)TR clock', () => {
    const facts = entry(fifteen, toTier4, ['laep-held', '2026-09-02']);
    expect(clockOf(facts, policy, 'cetr-first-offer').due).toBe('2026-09-14');
  });
});

describe('oversight visits of children', () => {
  test('in Humber are 8-weekly, as for adults: a 15-year-old admitted on 31 August 2026 by 26 October 2026', () => {
    const clock = clockOf(entry(fifteen, toTier4), humber, 'oversight-visit');
    expect(clock).toMatchObject({ due: '2026-10-26', layer: 'area' });
  });

  test('in Staffordshire are 6-weekly by national guidance: a 15-year-old admitted on 31 August 2026 by 12 October 2026', () => {
    const clock = clockOf(entry(fifteen, toTier4), staffordshire, 'oversight-visit');
    expect(clock).toMatchObject({ due: '2026-10-12', layer: 'national' });
  });
});

describe('what an area does not set locally has no date', () => {
  test('Norfolk and Waveney states no C(E)TR figures, no visits and no panel: only consent falls due in hospital', () => {
    const facts = entry(
      { ...fifteen, consent: sayings(['given', '2026-06-01', 'parent']) },
      ['admitted', '2026-08-31', { setting: 'tier-4' }],
      ['cetr-held', '2026-09-14'],
    );
    expect(dueDates(facts, norfolk)).toEqual({ 'consent-renewal': '2027-06-01' });
  });

  test.each([
    ['Staffordshire and Stoke-on-Trent', staffordshire],
    ['Norfolk and Waveney', norfolk],
  ])('%s states no exit from Green', (_, policy) => {
    expect(dueDates(entry({ rating: 'green' }), policy)['green-exit']).toBeUndefined();
  });
});

describe('exit from Green', () => {
  test('in Humber can be considered from 28 February 2027 for somebody Green since 30 November 2026, and is no deadline', () => {
    const facts = entry({ from: '2026-11-30', rating: 'green' });
    expect(clockOf(facts, humber, 'green-exit')).toMatchObject({ due: '2027-02-28', nature: 'earliest' });
    expect(dueDates(entry({ from: '2026-11-30', rating: 'amber' }), humber)['green-exit']).toBeUndefined();
  });
});

describe('the risk review of a referral', () => {
  const received = { receivedOn: '2026-11-02', decidedOn: null, reviewedBy: null, questions: [] };

  test('in Norfolk and Waveney is within four weeks: of one received on 2 November 2026, by 30 November 2026', () => {
    expect(referralClocks(received, norfolk)).toMatchObject([{ kind: 'referral-review', due: '2026-11-30' }]);
  });

  test('in Norfolk and Waveney does not pause while the referrer is asked: the source states no pause', () => {
    const questions = [{ askedOn: '2026-11-05', answeredOn: '2026-11-15', pausesClock: true }];
    expect(norfolk.referralReviewMayPause).toEqual({ notStated: true });
    expect(referralClocks({ ...received, questions }, norfolk)).toMatchObject([{ due: '2026-11-30', pauses: [] }]);
  });

  test('in Norfolk and Waveney is made with education and social care', () => {
    expect(statedValue(norfolk.referralReviewers)).toEqual(['education', 'social-care']);
  });

  test.each([
    ['Staffordshire and Stoke-on-Trent', staffordshire],
    ['Humber', humber],
  ])('has no date in %s, which states none', (_, policy) => {
    expect(referralClocks(received, policy)).toEqual([]);
  });
});

describe.each([
  ['Staffordshire and Stoke-on-Trent', staffordshire, 'area'],
  ['Humber, by the baseline', humber, 'baseline'],
  ['Norfolk and Waveney, by the baseline', norfolk, 'baseline'],
] as const)('consent in %s', (_, policy, layer) => {
  test('is renewed every year: given on 1 December 2026, it holds to the end of 1 December 2027', () => {
    const facts = entry({ consent: sayings(['given', '2026-12-01']) });
    expect(clockOf(facts, policy, 'consent-renewal')).toMatchObject({ due: '2027-12-01', layer });
    expect(consentStateOn(facts.consent, '2027-12-01', policy).state).toBe('valid');
    expect(consentStateOn(facts.consent, '2027-12-02', policy).state).toBe('lapsed');
  });

  test('given on 29 February 2028 is renewed by 28 February 2029', () => {
    const facts = entry({ from: '2028-02-29', consent: sayings(['given', '2028-02-29']) });
    expect(clockOf(facts, policy, 'consent-renewal').due).toBe('2029-02-28');
  });

  test('is given by a parent or guardian under 16, and by the person from their 16th birthday', () => {
    expect(routes(policy, { age: 15, authority: ['parent', 'guardian'] })).toEqual(['parent', 'guardian']);
    expect(routes(policy, { age: 16, authority: ['parent', 'guardian'] })).toEqual(['person']);
  });

  test('of somebody who lacks capacity is given by whoever holds authority, and is a best-interest decision only where nobody does', () => {
    const lacks = { result: 'lacks', assessedOn: '2026-12-01' } as const;
    expect(routes(policy, { age: 30, capacity: lacks, authority: ['deputy'] })).toEqual(['deputy']);
    expect(routes(policy, { age: 17, capacity: lacks, authority: ['parental-responsibility'] })).toEqual([
      'parental-responsibility',
    ]);
    expect(routes(policy, { age: 30, capacity: lacks })).toEqual(['best-interest']);
  });

  test('is asked for 90, 30 and 7 days before it ends, and a withdrawal within 48 hours of a meeting goes to the clinical lead', () => {
    expect(policy.consentReminders.value).toEqual([90, 30, 7]);
    expect(policy.withdrawalHours.value).toBe(48);
  });
});

function routes(policy: AreaPolicy, about: Partial<ConsentSituation>): string[] {
  const situation = {
    ...{ age: 30, capacity: { result: 'not-assessed' }, authority: [], competentChild: false, parentsDisagree: false },
    ...about,
  } as ConsentSituation;
  const who = whoMayConsent(situation, policy);
  return who.decided === 'routes' ? who.routes.map(({ route }) => route) : [who.because];
}

describe('what Humber does at each rating (S3), every line at its own strength', () => {
  const done = (rating: Rating, age: number | null, setting: Setting = 'community') =>
    measuresFor(humber, { rating, age, setting }).map(({ code, strength }) => `${code}: ${strength}`);

  test('Red, for an adult of 30', () => {
    expect(done('red', 30)).toEqual([
      'community-cetr: must-be-considered',
      'laep-meeting: may-be-considered',
      'forensic-outreach-or-intensive-support: can-be-considered',
    ]);
  });

  test('Red, for a child of 12', () => {
    expect(done('red', 12)).toEqual([
      'community-cetr: must-be-considered',
      'laep-meeting: may-be-considered',
      'keyworker: can-be-made',
    ]);
  });

  test('a keyworker can be had up to and including age 25, on Red and in hospital', () => {
    for (const [rating, setting] of [['red', 'community'] as const, ['blue', 'adult'] as const]) {
      expect(done(rating, 25, setting)).toContain('keyworker: can-be-made');
      expect(done(rating, 26, setting)).not.toContain('keyworker: can-be-made');
    }
    expect(statedValue(humber.keyworkerUpTo)).toBe(25);
    expect(statedValue(humber.childrenAndYoungPeopleUpTo)).toBe(25);
  });

  test('Amber', () => {
    expect(done('amber', 40)).toEqual([
      'multi-agency-meeting: can-be-called',
      'cetr: can-be-offered',
      'keyworker: can-be-considered',
    ]);
  });

  test('Green', () => {
    expect(done('green', 40)).toEqual(['name-the-mdt: is-done', 'leave-the-register: is-considered']);
  });

  test.each([
    [
      'tier 4 at 15',
      15,
      'tier-4',
      ['keyworker: can-be-made', 'cetr-after-admission-tier-4: must-be-offered', 'cetr-repeat-tier-4: must-be-offered'],
    ],
    [
      'an adult ward at 30',
      30,
      'adult',
      [
        'forensic-outreach-or-intensive-support: can-be-considered',
        'cetr-after-admission-adult: must-be-offered',
        'cetr-repeat-adult: must-be-offered',
      ],
    ],
    [
      'a secure setting at 30',
      30,
      'secure',
      [
        'forensic-outreach-or-intensive-support: can-be-considered',
        'cetr-after-admission-adult: must-be-offered',
        'cetr-repeat-secure: must-be-offered',
      ],
    ],
  ] as const)('Blue, in %s', (_, age, setting, own) => {
    const forAll = ['oversight-visits: is-done', 'cetr-plan-review: is-done', 'discharge-plan-score: is-done'];
    expect(done('blue', age, setting).toSorted()).toEqual([...forAll, ...own].toSorted());
  });

  test('the points of the 12-point plan for discharge are not in the source, so none are made up', () => {
    expect(humber.dischargePlanPoints).toEqual({ notStated: true });
  });
});

describe('who may refer, and who decides what (domain.md §6)', () => {
  test('in Staffordshire and in Norfolk and Waveney people may refer themselves', () => {
    for (const policy of [staffordshire, norfolk]) expect(policy.referralRoutes.value).toContain('self');
  });

  test('in Humber only the lead professional may, and people are told where to turn', () => {
    expect(humber.referralRoutes.value).toEqual(['lead-professional']);
    expect(statedValue(humber.selfReferralTurnTo)?.join(' ')).toMatch(/lead professional.*@example\.org/);
  });

  test('in Norfolk and Waveney red and amber are escalated to senior managers of health and the local authority', () => {
    expect(statedValue(norfolk.escalation)).toMatchObject({
      ratings: ['red', 'amber'],
      sectors: ['health', 'local-authority'],
    });
  });

  test.each([
    ['Staffordshire and Stoke-on-Trent', staffordshire, 'Midlands Partnership University NHS Foundation Trust'],
    ['Humber', humber, 'Humber Transforming Care Partnership'],
    ['Norfolk and Waveney', norfolk, 'Norfolk and Waveney Integrated Care Board (ICB)'],
  ])('the register of %s is run by whom the source names', (_, policy, who) => {
    expect(policy.whoRuns.value).toBe(who);
  });

  test.each<[string, AreaPolicy, RuleName[]]>([
    [
      'Staffordshire and Stoke-on-Trent',
      staffordshire,
      ['referralReview', 'greenExit', 'childrenAndYoungPeopleUpTo', 'ratingMeasures'],
    ],
    ['Humber', humber, ['referralReview', 'referralReviewers', 'escalation', 'dischargePlanPoints']],
    ['Norfolk and Waveney', norfolk, ['greenExit', 'childrenAndYoungPeopleUpTo', 'ratingMeasures', 'cetrFirstOffer']],
  ])('%s leaves open what its sources leave open', (_, policy, rules) => {
    for (const rule of rules) expect(policy[rule], rule).toEqual({ notStated: true });
  });
});

describe('what other areas have, as data alone (Example Vale, invented)', () => {
  test('a fortnightly panel: somebody discussed on 1 December 2026 is discussed again by 15 December 2026', () => {
    expect(clockOf(entry({}, ['discussed', '2026-12-01']), vale, 'panel-review').due).toBe('2026-12-15');
  });

  test('triage within 48 hours: of a referral received on 1 December 2026, by 3 December 2026', () => {
    const received = { receivedOn: '2026-12-01', decidedOn: null, reviewedBy: null, questions: [] };
    expect(referralClocks(received, vale).find(({ kind }) => kind === 'referral-triage')?.due).toBe('2026-12-03');
  });

  test('leaving considered after six years: of an entry of 29 February 2028, from 28 February 2034', () => {
    expect(clockOf(entry({ from: '2028-02-29' }), vale, 'longest-stay')).toMatchObject({
      due: '2034-02-28',
      nature: 'earliest',
    });
  });

  test('a review that pauses while the referrer is asked: 15 working days over Christmas 2026, and ten days more', () => {
    const received = { receivedOn: '2026-12-01', decidedOn: null, reviewedBy: null };
    const review = (questions: Parameters<typeof referralClocks>[0]['questions']) =>
      referralClocks({ ...received, questions }, vale).find(({ kind }) => kind === 'referral-review');
    expect(review([])?.due).toBe('2026-12-22');
    expect(review([{ askedOn: '2026-12-02', answeredOn: '2026-12-12', pausesClock: true }])?.due).toBe('2027-01-01');
  });

  test('consent for six months: given on 31 August 2026, it is renewed by 28 February 2027', () => {
    const facts = entry({ from: '2026-08-31', consent: sayings(['given', '2026-08-31']) });
    expect(clockOf(facts, vale, 'consent-renewal').due).toBe('2027-02-28');
  });
});

test('the panel is monthly by national guidance in Staffordshire, and not set in Humber', () => {
  const facts = entry({}, ['discussed', '2026-11-30']);
  expect(clockOf(facts, staffordshire, 'panel-review')).toMatchObject({ due: '2026-12-30', layer: 'national' });
  expect(dueDates(facts, humber)['panel-review']).toBeUndefined();
});
