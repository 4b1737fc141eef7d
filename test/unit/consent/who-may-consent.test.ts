import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ConsentRoute } from '../../../services/consent/model.ts';
import {
  type AuthorityRoute,
  authorityRoutes,
  type Capacity,
  type ConsentSituation,
  mustBeRecorded,
  parentalRoutes,
  type WhoMayConsent,
  whoMayConsent,
} from '../../../services/consent/who-may-consent.ts';
import { loadPolicy } from '../../../services/policies/load-policy.ts';

const policy = loadPolicy();
const lacks: Capacity = { result: 'lacks', assessedOn: '2026-12-01' };
const has: Capacity = { result: 'has', assessedOn: '2026-12-01' };
const notAssessed: Capacity = { result: 'not-assessed' };

function situation(over: Partial<ConsentSituation>): ConsentSituation {
  return { age: 30, capacity: notAssessed, authority: [], competentChild: false, parentsDisagree: false, ...over };
}

function routesOf(who: WhoMayConsent): readonly ConsentRoute[] {
  return who.decided === 'routes' ? who.routes.map(({ route }) => route) : [];
}

describe('who may consent (domain.md §4)', () => {
  it.each<[string, Partial<ConsentSituation>, readonly ConsentRoute[]]>([
    ['an adult consents for themself', { age: 30 }, ['person']],
    ['an adult who was assessed as having capacity consents for themself', { capacity: has }, ['person']],
    ['also where a deputy and an attorney were appointed', { authority: ['deputy', 'attorney'] }, ['person']],
    ['under 16 a parent does', { age: 15, authority: ['parent'] }, ['parent']],
    ['under 16 a guardian does', { age: 9, authority: ['guardian'] }, ['guardian']],
    [
      'under 16 whoever holds parental responsibility does, such as a council',
      { age: 9, authority: ['parental-responsibility'] },
      ['parental-responsibility'],
    ],
    [
      'of several, a parent is asked before a guardian, and both before others with parental responsibility',
      { age: 9, authority: ['parental-responsibility', 'guardian', 'parent'] },
      ['parent', 'guardian', 'parental-responsibility'],
    ],
    [
      'a deputy for personal welfare does for an adult who lacks capacity',
      { capacity: lacks, authority: ['deputy'] },
      ['deputy'],
    ],
    ['a health and welfare attorney counts like a deputy', { capacity: lacks, authority: ['attorney'] }, ['attorney']],
    [
      'a best-interest decision is made only where somebody lacks capacity and nobody holds authority',
      { capacity: lacks },
      ['best-interest'],
    ],
  ])('%s', (_rule, about, routes) => {
    expect(routesOf(whoMayConsent(situation(about), policy))).toEqual(routes);
  });
});

describe('who may consent (domain.md §10)', () => {
  it.each<[string, Partial<ConsentSituation>, WhoMayConsent['decided'], readonly ConsentRoute[], string?]>([
    ['at 16 the person’s own consent is sought', { age: 16, authority: ['parent'] }, 'routes', ['person']],
    [
      'parental responsibility counts until 18 for somebody who lacks capacity',
      { age: 17, capacity: lacks, authority: ['parent'] },
      'routes',
      ['parent'],
    ],
    [
      'at 18 it counts no longer: nobody holds authority, so that a best-interest decision is made',
      { age: 18, capacity: lacks, authority: ['parent'] },
      'routes',
      ['best-interest'],
    ],
    [
      'a competent young person under 16 goes to the clinical lead',
      { age: 14, authority: ['parent'], competentChild: true },
      'clinical-lead-decides',
      [],
      'competent-child',
    ],
    [
      'parents who disagree go to the clinical lead',
      { age: 14, authority: ['parent'], parentsDisagree: true },
      'clinical-lead-decides',
      [],
      'parents-disagree',
    ],
    [
      'parents who disagree over a 17-year-old who lacks capacity do too',
      { age: 17, capacity: lacks, authority: ['parent'], parentsDisagree: true },
      'clinical-lead-decides',
      [],
      'parents-disagree',
    ],
    [
      'parents of a 16-year-old with capacity are not asked, so that it is nothing to them',
      { age: 16, authority: ['parent'], parentsDisagree: true },
      'routes',
      ['person'],
    ],
    [
      'under 16 and nobody with parental responsibility known: somebody who has it must be found',
      { age: 12 },
      'nobody-yet',
      [],
      'no-parental-responsibility',
    ],
    [
      'a deputy for personal welfare cannot be appointed for a child under 16',
      { age: 12, authority: ['deputy'] },
      'nobody-yet',
      [],
      'no-parental-responsibility',
    ],
    [
      'there is no best-interest decision under the Mental Capacity Act for a child under 16',
      { age: 12, capacity: lacks },
      'nobody-yet',
      [],
      'no-parental-responsibility',
    ],
    [
      'where the age is not known it is asked for first',
      { age: null, authority: ['parent'] },
      'nobody-yet',
      [],
      'age-unknown',
    ],
  ])('%s', (_rule, about, decided, routes, because) => {
    const who = whoMayConsent(situation(about), policy);
    expect([who.decided, routesOf(who)]).toEqual([decided, routes]);
    if (who.decided !== 'routes') expect(who.because).toBe(because);
  });

  it('whoever holds authority in an area whose policy does not ask them is never passed over by a best-interest decision', () => {
    const rules = {
      ...policy,
      consentRoutes: { ...policy.consentRoutes, value: ['person', 'best-interest'] as ConsentRoute[] },
    };
    expect(whoMayConsent(situation({ capacity: lacks, authority: ['deputy'] }), rules)).toEqual({
      decided: 'nobody-yet',
      because: 'not-in-policy',
    });
  });

  it('the area’s order is the order in which they are asked', () => {
    const value: ConsentRoute[] = ['person', 'attorney', 'deputy', 'best-interest'];
    const rules = { ...policy, consentRoutes: { ...policy.consentRoutes, value } };
    const who = whoMayConsent(situation({ capacity: lacks, authority: ['deputy', 'attorney'] }), rules);
    expect(routesOf(who)).toEqual(['attorney', 'deputy']);
  });
});

describe('what must be recorded', () => {
  it.each<[string, ConsentRoute, number, readonly string[]]>([
    ['of the person’s own consent', 'person', 30, ['consenterName', 'form', 'informationFormat', 'evidence']],
    [
      'of a parent’s consent under 16: the young person’s own view too',
      'parent',
      15,
      ['consenterName', 'form', 'informationFormat', 'evidence', 'personView'],
    ],
    [
      'of a parent’s consent at 17: when the young person was assessed',
      'parent',
      17,
      ['consenterName', 'form', 'informationFormat', 'evidence', 'capacityAssessedOn'],
    ],
    [
      'of a deputy’s consent: the capacity assessment',
      'deputy',
      40,
      ['consenterName', 'form', 'informationFormat', 'evidence', 'capacityAssessedOn'],
    ],
    [
      'of a best-interest decision: who decided, the capacity assessment, who was consulted',
      'best-interest',
      40,
      ['decidedBy', 'capacityAssessedOn', 'consulted', 'informationFormat', 'evidence'],
    ],
  ])('%s', (_rule, route, age, record) => {
    expect(mustBeRecorded(route, age, policy)).toEqual(record);
  });
});

describe('in every situation', () => {
  const anySituation: fc.Arbitrary<ConsentSituation> = fc.record({
    age: fc.option(fc.integer({ min: 0, max: 110 })),
    capacity: fc.constantFrom(notAssessed, has, lacks),
    authority: fc.subarray([...authorityRoutes]) as fc.Arbitrary<AuthorityRoute[]>,
    competentChild: fc.boolean(),
    parentsDisagree: fc.boolean(),
  });
  const always = (rule: (one: ConsentSituation, routes: readonly ConsentRoute[], who: WhoMayConsent) => boolean) =>
    fc.assert(
      fc.property(anySituation, (one) => {
        const who = whoMayConsent(one, policy);
        return rule(one, routesOf(who), who);
      }),
      { numRuns: 2000 },
    );

  it('there is no best-interest decision while somebody holds authority, nor without a finding that capacity is lacking', () => {
    always(({ age, capacity, authority }, routes) => {
      if (!routes.includes('best-interest')) return true;
      const holds = authority.some((route) =>
        route === 'deputy' ? true : route === 'attorney' ? (age ?? 0) >= 18 : (age ?? 0) < 18,
      );
      return capacity.result === 'lacks' && !holds && (age ?? 0) >= 16 && routes.length === 1;
    });
  });

  it('no parent consents for an adult, and nobody for somebody of 16 or over who was not found to lack capacity', () => {
    always(({ age, capacity }, routes) => {
      const byParents = routes.some((route) => (parentalRoutes as readonly string[]).includes(route));
      if (byParents && (age ?? 0) >= 18) return false;
      return (age ?? 0) < 16 || capacity.result === 'lacks' || routes.every((route) => route === 'person');
    });
  });

  it('no child under 16 consents without the clinical lead, and nobody who was found to lack capacity does', () => {
    always(({ age, capacity }, routes) => {
      const own = routes.includes('person');
      return !own || ((age ?? 0) >= 16 && capacity.result !== 'lacks');
    });
  });

  it('only those who are there are asked, and each once', () => {
    always(({ authority }, routes) => {
      const others = routes.filter((route) => route !== 'person' && route !== 'best-interest');
      return others.every((route) => (authority as string[]).includes(route)) && new Set(routes).size === routes.length;
    });
  });

  it('there is an answer, and the same one each time', () => {
    always((one, routes, who) => {
      const again = whoMayConsent(one, policy);
      return JSON.stringify(again) === JSON.stringify(who) && (who.decided === 'routes') === routes.length > 0;
    });
  });
});
