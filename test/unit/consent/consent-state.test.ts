import { describe, expect, test } from 'vitest';
import { consentStateOn } from '../../../services/consent/consent-state.ts';
import { loadPolicy } from '../../../services/policies/load-policy.ts';
import { numberedId, policyWith, type Saying, sayings } from '../../support/clock-facts.ts';

const policy = loadPolicy();
const on = (day: string, ...said: Saying[]) => consentStateOn(sayings(...said), day, policy);

test('nothing was said, or only informed: there is no consent', () => {
  expect(on('2026-11-23')).toEqual({ state: 'none' });
  expect(on('2026-11-23', ['informed', '2026-11-01'])).toEqual({ state: 'none' });
});

describe('the consent year', () => {
  test('begins on the day it was given, not the day it was recorded, and holds to the end of the anniversary', () => {
    const given = ['given', '2026-11-01', 'parent'] as const;
    expect(on('2026-10-31', given)).toEqual({ state: 'none' });
    const valid = {
      state: 'valid',
      route: 'parent',
      since: '2026-11-01',
      until: '2027-11-01',
      eventId: numberedId(1000),
    };
    expect(on('2026-11-01', given)).toEqual(valid);
    expect(on('2027-11-01', given)).toEqual(valid);
    expect(on('2027-11-02', given)).toEqual({ state: 'lapsed', on: '2027-11-02', route: 'parent' });
  });

  test('of 29 February ends on 28 February', () => {
    expect(on('2028-03-01', ['given', '2028-02-29'])).toMatchObject({ state: 'valid', until: '2029-02-28' });
    expect(on('2029-03-01', ['given', '2028-02-29'])).toMatchObject({ state: 'lapsed', on: '2029-03-01' });
  });

  test('begins anew with an early renewal, from the day of the renewal', () => {
    expect(on('2026-10-01', ['given', '2026-01-10'], ['renewed', '2026-09-20', 'deputy'])).toMatchObject({
      state: 'valid',
      since: '2026-09-20',
      until: '2027-09-20',
      route: 'deputy',
    });
  });

  test('begins anew with a late renewal; between the two it had lapsed', () => {
    const said = [['given', '2025-01-10'] as const, ['renewed', '2026-03-01'] as const];
    expect(on('2026-02-01', ...said)).toMatchObject({ state: 'lapsed', on: '2026-01-11' });
    expect(on('2026-03-01', ...said)).toMatchObject({ state: 'valid', until: '2027-03-01' });
  });

  test('of a best-interest decision is as long as any other', () => {
    expect(on('2027-06-01', ['given', '2026-06-01', 'best-interest'])).toMatchObject({
      state: 'valid',
      route: 'best-interest',
      until: '2027-06-01',
    });
    expect(on('2027-06-02', ['given', '2026-06-01', 'best-interest']).state).toBe('lapsed');
  });

  test('has no end where the area states none', () => {
    expect(
      consentStateOn(sayings(['given', '2016-06-01']), '2026-06-02', policyWith({ consentRenewal: null })),
    ).toMatchObject({ state: 'valid', until: null });
  });
});

describe('consent ends', () => {
  test.each(['withdrawn', 'refused', 'found-invalid'] as const)(
    'on the day it is %s, until it is given again',
    (kind) => {
      const said = [['given', '2026-01-10'] as const, [kind, '2026-05-01'] as const];
      expect(on('2026-04-30', ...said).state).toBe('valid');
      expect(on('2026-05-01', ...said)).toEqual({ state: kind, on: '2026-05-01' });
      expect(on('2026-06-01', ...said, ['renewed', '2026-05-20']).state).toBe(kind);
      expect(on('2026-06-01', ...said, ['given', '2026-05-20'])).toMatchObject({ state: 'valid', since: '2026-05-20' });
    },
  );

  test('after it has lapsed too: a withdrawal is a withdrawal', () => {
    expect(on('2026-06-01', ['given', '2025-01-10'], ['withdrawn', '2026-05-01']).state).toBe('withdrawn');
  });

  test('a consent that is given after a withdrawal of the same day stands, and the other way round', () => {
    expect(on('2026-06-01', ['withdrawn', '2026-06-01'], ['given', '2026-06-01']).state).toBe('valid');
    expect(on('2026-06-01', ['given', '2026-06-01'], ['withdrawn', '2026-06-01']).state).toBe('withdrawn');
  });
});

describe('that it ran out', () => {
  test('makes no difference by being recorded', () => {
    const given = ['given', '2025-01-10'] as const;
    expect(on('2026-02-01', given, ['expired', '2026-01-11'])).toEqual(on('2026-02-01', given));
    expect(on('2026-01-09', given, ['expired', '2026-01-05'])).toMatchObject({ state: 'lapsed', on: '2026-01-05' });
  });

  test('does not undo a renewal of an earlier day that is entered later', () => {
    expect(
      on('2026-02-01', ['given', '2025-01-10'], ['expired', '2026-01-11'], ['renewed', '2026-01-08']),
    ).toMatchObject({
      state: 'valid',
      since: '2026-01-08',
    });
  });

  test('stays so when the policy allows a longer year afterwards', () => {
    const said = sayings(['given', '2025-01-10'], ['expired', '2026-01-11']);
    const longer = policyWith({ consentRenewal: { years: 2 } });
    expect(consentStateOn(said, '2026-02-01', longer)).toMatchObject({ state: 'lapsed', on: '2026-01-11' });
  });
});

test('what was said for another row is read in the order of days, however it comes', () => {
  const said = sayings(['withdrawn', '2026-05-01'], ['given', '2026-01-10']);
  expect(consentStateOn(said, '2026-06-01', policy).state).toBe('withdrawn');
  expect(consentStateOn(said.toReversed(), '2026-06-01', policy).state).toBe('withdrawn');
});
