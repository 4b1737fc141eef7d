import { describe, expect, it } from 'vitest';
import { checkApproval, correctionsOf } from '../../../services/mbe-requests/check-approval.ts';
import { loadPolicy } from '../../../services/policies/load-policy.ts';

const asked = {
  organisations: [
    { id: 'a', name: 'Example Council' },
    { id: 'b', name: 'Example Police' },
  ],
  furtherPeople: [{ name: 'Sam Example', email: 'sam@example.org' }],
  lengthMinutes: 60,
  neededBy: '2027-01-11',
  place: 'Room 2, Civic Centre',
};
const typed = {
  purposeCategory: 'placement',
  organisationIds: ['b', 'a'],
  furtherPeople: 'Sam Example <sam@example.org>',
  lengthMinutes: '',
  neededBy: '11/01/2027',
  place: ' Room 2,  Civic Centre',
};
const context = {
  today: '2027-01-12',
  knownOrganisationIds: new Set(['a', 'b', 'c']),
  policy: loadPolicy(),
  person: { fullName: 'Jamie Sample', family: ['Rose Carer'] },
};
const names = new Map([
  ['a', 'Example Council'],
  ['b', 'Example Police'],
  ['c', 'Example School'],
]);

describe('checking an approval', () => {
  it('what was asked for may stand, also a needed-by day that has passed meanwhile', () => {
    const check = checkApproval(typed, asked, context);
    expect(check).toMatchObject({ ok: true, value: { lengthMinutes: 60, neededBy: '2027-01-11' } });
    if (check.ok) expect(correctionsOf(asked, check.value, names)).toEqual([]);
  });

  it('another day that has passed may not', () => {
    expect(checkApproval({ ...typed, neededBy: '10/01/2027' }, asked, context)).toEqual({
      ok: false,
      problems: [{ field: 'neededBy', problem: 'in-the-past' }],
    });
    expect(checkApproval({ ...typed, neededBy: '12/01/2027' }, { ...asked, neededBy: '2027-01-08' }, context).ok).toBe(
      true,
    );
    expect(checkApproval({ ...typed, neededBy: '11/01/2027' }, { ...asked, neededBy: '2027-01-08' }, context).ok).toBe(
      false,
    );
  });

  it('every mistake is named', () => {
    const wrong = {
      purposeCategory: '',
      organisationIds: ['x'],
      furtherPeople: 'Sam',
      lengthMinutes: '7',
      neededBy: '?',
      place: 'x'.repeat(121),
    };
    const check = checkApproval(wrong, asked, context);
    expect(check.ok ? [] : check.problems.map(({ field, problem }) => `${field} ${problem}`)).toEqual([
      'purposeCategory missing',
      'organisationIds unknown-organisation',
      'furtherPeople no-email',
      'lengthMinutes not-a-length',
      'neededBy not-a-date',
      'place too-long',
    ]);
    expect(checkApproval({ ...typed, purposeCategory: 'made-up' }, asked, context)).toMatchObject({
      problems: [{ field: 'purposeCategory', problem: 'unknown-choice' }],
    });
  });

  it('a place that says who the person is may not go into invitations, also where it was asked for so', () => {
    for (const place of [
      'Jamie’s flat',
      'With Rose, 2 Example Street',
      'Ward 4, bed 999 000 0018',
      'Room booked 3/5/2009',
    ]) {
      expect(checkApproval({ ...typed, place }, { ...asked, place }, context), place).toEqual({
        ok: false,
        problems: [{ field: 'place', problem: 'says-who' }],
      });
    }
    expect(checkApproval({ ...typed, place: 'The person’s home' }, asked, context).ok).toBe(true);
  });

  it('what differs is said in words the requester can read', () => {
    const other = { organisationIds: ['c'], furtherPeople: '', lengthMinutes: '90', neededBy: '', place: 'online' };
    const check = checkApproval({ ...typed, ...other }, asked, context);
    if (!check.ok) throw new Error('refused');
    expect(correctionsOf(asked, check.value, names)).toEqual([
      { field: 'organisationIds', before: 'Example Council\nExample Police', after: 'Example School' },
      { field: 'furtherPeople', before: 'Sam Example, sam@example.org', after: null },
      { field: 'lengthMinutes', before: '60', after: '90' },
      { field: 'neededBy', before: '2027-01-11', after: null },
      { field: 'place', before: 'Room 2, Civic Centre', after: null },
    ]);
  });
});
