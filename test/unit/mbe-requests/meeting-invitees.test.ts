import { describe, expect, it } from 'vitest';
import { inviteesOf } from '../../../services/mbe-requests/meeting-invitees.ts';

const request = {
  personName: 'Jamie Example',
  individualAnswer: 'do-not-invite',
  individualDetail: 'x',
  carerAnswer: 'do-not-invite',
  carerDetail: 'x',
  organisations: [],
  furtherPeople: [],
} as const;
const organisation = { id: 'o', name: 'Example Council', kind: 'council-social-care', agreementInForce: true } as const;
const contacts = [
  { id: 'c1', name: 'Asha Contact', jobTitle: 'Manager', email: 'asha@example.org' },
  { id: 'c2', name: 'Ben Contact', jobTitle: 'Manager', email: 'ben@example.org' },
];

describe('whom an approved request brings together', () => {
  it('an organisation is represented by its first contact, or stands by its name when it has none', () => {
    const organisations = [
      { ...organisation, contacts },
      { ...organisation, id: 'p', name: 'Example Police', contacts: [] },
    ];
    expect(inviteesOf({ ...request, organisations })).toMatchObject([
      { kind: 'agency', organisationId: 'o', contactId: 'c1', name: 'Asha Contact', email: 'asha@example.org' },
      { kind: 'agency', organisationId: 'p', contactId: null, name: 'Example Police', email: null },
    ]);
  });

  it('the individual and the carer only when they are to be invited', () => {
    expect(inviteesOf(request)).toEqual([]);
    const both = { ...request, individualAnswer: 'invite', carerAnswer: 'invite' } as const;
    expect(inviteesOf(both).map(({ kind }) => kind)).toEqual(['individual', 'carer']);
  });

  it.each([
    ['jamie@example.org', 'Jamie Example', 'jamie@example.org', null],
    ['Text 07700 900123 or write to jamie@example.org.', 'Jamie Example', 'jamie@example.org', null],
    ['07700 900123, after 4pm', 'Jamie Example', null, '07700 900123, after 4pm'],
    ['@jamie on the school’s system', 'Jamie Example', null, '@jamie on the school’s system'],
  ])('the individual is reached as the request says: %s', (individualDetail, name, email, otherContact) => {
    const [individual] = inviteesOf({ ...request, individualAnswer: 'invite', individualDetail });
    expect(individual).toMatchObject({ kind: 'individual', name, email, otherContact });
  });

  it.each([
    ['Sue Example, sue@example.org', 'Sue Example', 'sue@example.org'],
    ['Call first.\nSue Example <sue@example.org>', 'Sue Example', 'sue@example.org'],
    ['sue@example.org', 'Parent or carer', 'sue@example.org'],
    ['1 Example Street, Exampletown', 'Parent or carer', null],
  ])('a carer has the name that stands before the address, if any: %s', (carerDetail, name, email) => {
    const [carer] = inviteesOf({ ...request, carerAnswer: 'invite', carerDetail });
    expect(carer).toMatchObject({ kind: 'carer', name, email });
  });

  it('further people have no organisation', () => {
    const furtherPeople = [{ name: 'Sam Example', email: 'sam@example.org' }];
    expect(inviteesOf({ ...request, furtherPeople })).toMatchObject([
      { kind: 'other', organisationId: null, ...furtherPeople[0] },
    ]);
  });
});
