import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { entryClocks, referralClocks } from '../../../services/clocks/clock-engine.ts';
import { loadPolicy } from '../../../services/policies/load-policy.ts';
import { clockLabel, dueWords, whyThisDate } from '../../../wording/clocks.ts';
import { anyFacts, anyPolicy } from '../../support/any-facts.ts';
import { clockOf, entry, policyWith, sayings } from '../../support/clock-facts.ts';

const humber = loadPolicy('humber');
const staffordshire = loadPolicy();

describe('why this date', () => {
  test('spells out rule, source, starting event, calendar and working day', () => {
    const facts = entry({ born: '2011-03-10' }, ['admitted', '2026-08-31', { setting: 'tier-4' }]);
    const lines = whyThisDate(clockOf(facts, humber, 'cetr-first-offer'));
    expect(lines).toEqual([
      'In hospital, a C(E)TR is offered within 14 days of admission, for a child or young person in tier 4.',
      expect.stringMatching(/^This is a rule of this area\. .*Humber.*Blue.* Policy version /),
      'It is counted from the admission to hospital: Monday 31 August 2026.',
      '14 days after Monday 31 August 2026 is Monday 14 September 2026.',
      'Monday 14 September 2026 is a working day.',
    ]);
  });

  test('adds up weeks', () => {
    const facts = entry({}, ['admitted', '2026-08-03', { setting: 'adult' }], ['cetr-held', '2026-08-31']);
    expect(whyThisDate(clockOf(facts, humber, 'cetr-plan-review'))).toContain(
      '12 weeks after Monday 31 August 2026 is Monday 23 November 2026.',
    );
  });

  test('says which day a short month lacks', () => {
    const facts = entry({ from: '2026-08-31' });
    expect(whyThisDate(clockOf(facts, staffordshire, 'panel-review'))).toContain(
      '1 month after Monday 31 August 2026 is Wednesday 30 September 2026. There is no 31 September 2026, so the last day of that month counts.',
    );
    const leap = entry({ consent: sayings(['given', '2028-02-29']) });
    expect(whyThisDate(clockOf(leap, staffordshire, 'consent-renewal')).join(' ')).toContain(
      'There is no 29 February 2029, so the last day of that month counts.',
    );
  });

  test('names national guidance as that, and who decided that it applies', () => {
    const lines = whyThisDate(clockOf(entry(), staffordshire, 'panel-review'));
    expect(lines[1]).toMatch(/^This is national guidance, not a rule of this area\. /);
    expect(lines[2]).toMatch(/^Why it applies here: decided by us\. /);
  });

  test('names what is decided by us as that', () => {
    const source = { document: 'Decided by us', place: 'No source states it' };
    const policy = { ...policyWith({}), panelInterval: { value: { weeks: 2 }, source, layer: 'area' as const } };
    expect(whyThisDate(clockOf(entry(), policy, 'panel-review'))[1]).toMatch(
      /^This is decided by us\. No source states it\./,
    );
  });

  test('shows both dates where a setting has changed, and which stands', () => {
    const facts = entry(
      {},
      ['admitted', '2026-06-10', { setting: 'secure' }],
      ['cetr-held', '2026-07-15'],
      ['setting-changed', '2026-09-01', { setting: 'adult' }],
    );
    const lines = whyThisDate(clockOf(facts, humber, 'cetr-repeat'));
    expect(lines).toContain('In a secure setting: 12 months after Wednesday 15 July 2026 is Thursday 15 July 2027.');
    expect(lines).toContain('For an adult: 6 months after Wednesday 15 July 2026 is Friday 15 January 2027.');
    expect(lines).toContain('Of these dates the earlier stands: Friday 15 January 2027.');
  });

  test('gives the last working day before a date that is none, and names what is earliest no deadline', () => {
    const facts = entry({}, ['admitted', '2026-06-01', { setting: 'adult' }], ['oversight-visit', '2026-10-31']);
    expect(whyThisDate(clockOf(facts, humber, 'oversight-visit')).at(-1)).toBe(
      'The last working day before it is Thursday 24 December 2026.',
    );
    const green = clockOf(entry({ rating: 'green', from: '2026-09-26' }), humber, 'green-exit');
    expect(whyThisDate(green).at(-1)).toBe(
      'This is the earliest day to consider it. It is not a deadline. The first working day from then is Tuesday 29 December 2026.',
    );
  });

  test('tells of each time the clock stood, and what it did to the date', () => {
    const policy = policyWith({ referralReview: { weeks: 4 }, referralReviewMayPause: true });
    const questions = [
      { askedOn: '2026-09-02', answeredOn: '2026-09-12', pausesClock: true },
      { askedOn: '2026-09-20', answeredOn: null, pausesClock: true },
    ];
    const [clock] = referralClocks({ receivedOn: '2026-08-31', decidedOn: null, reviewedBy: null, questions }, policy);
    if (clock === undefined) throw new Error('no clock');
    expect(whyThisDate(clock)).toEqual(
      expect.arrayContaining([
        'The clock stood from Wednesday 2 September 2026 to Saturday 12 September 2026, while the referrer was asked: 10 days, so the date moves to Thursday 8 October 2026.',
        'The clock has stood since Sunday 20 September 2026, while the referrer is asked. The date moves on by each day it stands.',
      ]),
    );
  });
});

test('a due date is shown with the last working day before it, where it is none itself', () => {
  expect(dueWords({ due: '2026-11-23', nature: 'deadline' })).toBe('Monday 23 November 2026');
  expect(dueWords({ due: '2026-12-27', nature: 'deadline' })).toBe(
    'Sunday 27 December 2026 (last working day before it: Thursday 24 December 2026)',
  );
  expect(dueWords({ due: '2026-12-27', nature: 'earliest' })).toBe('from Sunday 27 December 2026');
});

test('every date of every person in every area has its reasons, and nothing is left unsaid in them', () => {
  fc.assert(
    fc.property(anyFacts, anyPolicy, (facts, policy) => {
      for (const clock of entryClocks(facts, policy)) {
        const lines = whyThisDate(clock);
        expect(lines.length).toBeGreaterThanOrEqual(4);
        for (const line of lines) expect(line).not.toMatch(/undefined|NaN|null|the day it began|\s{2}|\.\.$/);
        expect(clockLabel(clock.kind)).toMatch(/^[A-Z]/);
      }
    }),
  );
});
