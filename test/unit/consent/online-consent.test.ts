import { describe, expect, test } from 'vitest';
import type { ConsentRoute, ConsentState } from '../../../services/consent/model.ts';
import { voicesOf, whatMayBeSaid } from '../../../services/consent/online-consent.ts';
import type { RepresentativeRelation } from '../../../services/people/model.ts';
import { loadPolicy } from '../../../services/policies/load-policy.ts';

const policy = loadPolicy();
const none: ConsentState = { state: 'none' };
const valid = (route: ConsentRoute): ConsentState => ({
  ...{ state: 'valid', route, since: '2026-09-01', until: '2027-09-01', eventId: 'one' },
});
const say = (
  relation: 'person' | RepresentativeRelation,
  age: number | null,
  state: ConsentState = none,
  onRegister = state.state === 'valid',
) => whatMayBeSaid({ relation }, { age, state, onRegister }, policy);

describe('what somebody can say about the register on the page', () => {
  test.each([
    ['an adult, who was never asked', say('person', 30), { answers: ['give', 'refuse'], clinicalLead: false }],
    [
      'an adult, who agreed',
      say('person', 30, valid('person')),
      { answers: ['renew', 'withdraw'], clinicalLead: false },
    ],
    [
      'somebody of 16, for whom a parent agreed',
      say('person', 16, valid('parent')),
      { answers: ['renew', 'withdraw'], route: 'person' },
    ],
    [
      'somebody under 16: the clinical lead decides',
      say('person', 15),
      { answers: ['give', 'refuse'], clinicalLead: true },
    ],
    ['a parent of a child', say('parent', 9), { answers: ['give', 'refuse'], route: 'parent', clinicalLead: false }],
    [
      'a guardian of a child who is on the register',
      say('guardian', 9, valid('parent')),
      { answers: ['renew', 'withdraw'] },
    ],
    [
      'a parent whose yes still counts at 16: to take it back',
      say('parent', 16, valid('parent')),
      { answers: ['withdraw'] },
    ],
    ['a deputy who agreed', say('deputy', 40, valid('deputy')), { answers: ['renew', 'withdraw'], route: 'deputy' }],
    ['whoever agreed, where nobody knows the age', say('person', null, valid('person')), { answers: ['withdraw'] }],
    ['an adult on the register without consent', say('person', 30, none, true), { answers: ['give', 'withdraw'] }],
  ])('%s', (_who, said, expected) => expect(said).toMatchObject({ may: true, ...expected }));

  test.each([
    ['a parent of an adult', say('parent', 30), 'own-consent'],
    ['a parent of an adult who agreed themself', say('parent', 30, valid('person')), 'own-consent'],
    ['a parent of somebody of 16 who agreed themself', say('parent', 16, valid('person')), 'own-consent'],
    ['an attorney before anybody has recorded an assessment', say('attorney', 50), 'own-consent'],
    ['a carer', say('carer', 9), 'no-authority'],
    ['an advocate', say('advocate', 30, valid('person')), 'no-authority'],
    ['anybody, where nobody knows the age', say('parent', null), 'age-unknown'],
  ])('%s can say nothing', (_who, said, because) => expect(said).toEqual({ may: false, because }));
});

describe('as whom the reader of an address can speak', () => {
  const told = (address: string) => ({ via: 'email', address, format: 'plain' }) as const;
  const people = {
    name: 'Jordan Example',
    dateOfBirth: '2015-01-01',
    told: told('Family@example.org'),
    representatives: [
      { name: 'Pat Example', relation: 'parent', told: told('family@example.org') },
      {
        name: 'Gran Example',
        relation: 'family',
        told: { via: 'phone', address: 'family@example.org', format: 'plain' },
      },
      { name: 'Dee Example', relation: 'deputy', told: null },
    ],
  } as const;

  test('is everybody whose address it is, and nobody who is reached another way', () => {
    expect(voicesOf(people, 'family@example.org')).toEqual([
      { key: 'person', name: 'Jordan Example', relation: 'person' },
      { key: 'representative-0', name: 'Pat Example', relation: 'parent' },
    ]);
    expect(voicesOf(people, 'mallory@example.org')).toEqual([]);
  });
});
