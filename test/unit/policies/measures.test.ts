import { describe, expect, test } from 'vitest';
import { loadPolicy } from '../../../services/policies/load-policy.ts';
import { measuresFor } from '../../../services/policies/measures.ts';
import { measureStrengths } from '../../../services/policies/model.ts';
import { measureWords, strengthWords } from '../../../wording/measures.ts';

const humber = loadPolicy('humber');
const words = (about: Parameters<typeof measuresFor>[1]) => measuresFor(humber, about).map(measureWords);

describe('what can be done for somebody', () => {
  test('is listed in the strength of the source, with whom it is for', () => {
    expect(words({ rating: 'red', age: 20, setting: 'community' })).toEqual([
      'Community C(E)TR: must be considered',
      'Local Area Emergency Protocol (LAEP) meeting: may be considered',
      'Referral to the keyworker service: can be made, up to and including age 25',
      'Referral to forensic outreach, an intensive support team, or both: can be considered, for adults',
    ]);
  });

  test('with no date of birth lists what depends on age, and says that it does', () => {
    const unsure = measuresFor(humber, { rating: 'red', age: null, setting: 'community' });
    expect(unsure.map(({ code, onlyIfAge }) => [code, onlyIfAge])).toEqual([
      ['community-cetr', false],
      ['laep-meeting', false],
      ['keyworker', true],
      ['forensic-outreach-or-intensive-support', true],
    ]);
    expect(unsure.map(measureWords)[2]).toBe(
      'Referral to the keyworker service: can be made, up to and including age 25 (the date of birth is not known: check the age)',
    );
  });

  test.each([
    [17, false],
    [18, true],
  ])('at %i is for adults: %s', (age, adult) => {
    const codes = measuresFor(humber, { rating: 'red', age, setting: 'community' }).map(({ code }) => code);
    expect(codes.includes('forensic-outreach-or-intensive-support')).toBe(adult);
  });

  test('is nothing where the area states no measures', () => {
    const staffordshire = loadPolicy('staffordshire-and-stoke-on-trent');
    expect(measuresFor(staffordshire, { rating: 'red', age: 20, setting: 'community' })).toEqual([]);
  });
});

test('the words of a strength never make it stronger than it is', () => {
  for (const strength of measureStrengths) {
    const said = strengthWords(strength);
    expect(/\bmust\b/.test(said), said).toBe(strength.startsWith('must'));
    expect(/\bcan\b/.test(said), said).toBe(strength.startsWith('can'));
    expect(/\bmay\b/.test(said), said).toBe(strength.startsWith('may'));
  }
});
