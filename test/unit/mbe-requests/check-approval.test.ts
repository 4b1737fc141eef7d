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
};
const typed = {
  purposeCategory: 'placement',
  organisationIds: ['b', 'a'],
  furtherPeople: 'Sam Example <sam@example.org>',
  lengthMinutes: '',
  neededBy: '11/01/2027',
};
const context = { today: '2027-01-12', knownOrganisationIds: new Set(['a', 'b', 'c']), policy: loadPolicy() };
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
    };
    const check = checkApproval(wrong, asked, context);
    expect(check.ok ? [] : check.problems.map(({ field, problem }) => `${field} ${problem}`)).toEqual([
      'purposeCategory missing',
      'organisationIds unknown-organisation',
      'furtherPeople no-email',
      'lengthMinutes not-a-length',
      'neededBy not-a-date',
    ]);
    expect(checkApproval({ ...typed, purposeCategory: 'made-up' }, asked, context)).toMatchObject({
      problems: [{ field: 'purposeCategory', problem: 'unknown-choice' }],
    });
  });

  it('what differs is said in words the requester can read', () => {
    const other = { organisationIds: ['c'], furtherPeople: '', lengthMinutes: '90', neededBy: '' };
    const check = checkApproval({ ...typed, ...other }, asked, context);
    if (!check.ok) throw new Error('refused');
    expect(correctionsOf(asked, check.value, names)).toEqual([
      { field: 'organisationIds', before: 'Example Council, Example Police', after: 'Example School' },
      { field: 'furtherPeople', before: 'Sam Example, sam@example.org', after: null },
      { field: 'lengthMinutes', before: '60', after: '90' },
      { field: 'neededBy', before: '2027-01-11', after: null },
    ]);
  });
});
