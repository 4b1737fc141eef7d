import { describe, expect, it } from 'vitest';
import { readPastedRequest } from '../../../services/mbe-requests/read-pasted-request.ts';

describe("the individual's NHS number and date of birth", () => {
  const read = (name: string, rest = 'Purpose: plan') => {
    const { facts, unplaced, understood } = readPastedRequest(`Name: ${name}\n${rest}`, []);
    return { facts, unplaced, understood };
  };
  const both = { nhsNumber: '999 000 0018', dateOfBirth: '1/5/2010' };

  it.each([
    ['Jane Example, DOB 1/5/2010, NHS number 999 000 0018', both],
    ['Jane Example (D.O.B. 1/5/2010; NHS no. 999 000 0018)', both],
    ['Jane Example\nDate of birth: 1/5/2010\nNHS Number: 999 000 0018', both],
    ['Jane ExampleDOB: 1/5/2010NHS number: 999 000 0018', both],
    ['Jane Example - NHS No 999-000-0018', { nhsNumber: '999-000-0018' }],
    ['Jane Example\nShe was born on 1st May 2010.', { dateOfBirth: '1st May 2010' }],
    ['Jane Example\nHer date of birth is 2010-05-01', { dateOfBirth: '2010-05-01' }],
    ['Jane Example, DOB 1/5/2010\nDOB: 01/05/2010', { dateOfBirth: '1/5/2010' }],
  ])('are found in “%s”', (name, facts) => {
    expect(read(name)).toEqual({ facts, unplaced: [], understood: { personName: 'Jane Example', purpose: 'plan' } });
  });

  it('are found in lines of their own after an answer, which they are no part of', () => {
    const found = read(
      'Jane Example',
      'Purpose: plan\nfor March\n\nDOB: 1/5/2010\nNHS number 999 000 0018\nInvitees: police',
    );
    expect(found.facts).toEqual(both);
    expect(found.understood.purpose).toBe('plan\nfor March');
    expect(found.unplaced).toEqual([]);
  });

  it.each([
    ['a check digit that is wrong', 'NHS number: 999 000 0019'],
    ['ten digits under no label', '999 000 0018'],
    ['a number that goes on', 'NHS number 999 000 00181'],
    ['a year of two digits', 'DOB: 1/5/10'],
    ['a day that does not exist', 'DOB: 31/2/2010'],
    ['a month before the day', 'DOB: 5/31/2010'],
    ['a date under no label', 'seen on 1/5/2010'],
    ['somebody else’s', 'Mum’s DOB: 1/5/1980'],
    ['what comes after something else', 'lives with Sam, DOB 1/5/2010'],
    ['two that differ', 'DOB 1/5/2010 and DOB 2/5/2010'],
  ])('%s is left where it is shown', (_what, line) => {
    expect(read(`Jane Example\n${line}`)).toMatchObject({ facts: {}, unplaced: [line] });
  });

  it('of two people belong to neither', () => {
    const text = 'Name: Jane Example, DOB 1/5/2010\nPurpose: plan\nName: Jo Sample';
    expect(readPastedRequest(text, [])).toMatchObject({ facts: {}, unplaced: ['DOB 1/5/2010'] });
  });

  it('of somebody to invite are not the individual’s', () => {
    const found = read('Jane Example', 'Purpose: plan\nWho to invite: Mum\nDOB 1/5/1980');
    expect(found.facts).toEqual({});
    expect(found.understood.whoToInvite).toBe('Mum\nDOB 1/5/1980');
  });

  it('leave what else their line says to be shown', () => {
    const found = read('Jane Example, DOB 1/5/2010, NHS number 999 000 0018, lives in Exampleton');
    expect(found).toMatchObject({ facts: both, unplaced: ['lives in Exampleton'] });
  });
});
