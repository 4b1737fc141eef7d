import { describe, expect, test } from 'vitest';
import { checkNeeds, MAX_TO_BRING, type TypedNeeds } from '../../../services/meetings/check-needs.ts';
import { bookedMeeting } from '../../support/team-views.ts';

const view = bookedMeeting();
const [one, two] = view.invitees.map(({ id }) => id);
const check = (typed: Partial<TypedNeeds>) => checkNeeds(view, { needs: {}, groups: [], toBring: {}, ...typed });

describe('who must be there', () => {
  test('stays every required role where no group is typed', () => {
    expect(check({ groups: [{ seats: [], atLeast: ' ' }] })).toMatchObject({ groups: null });
  });

  test('is kept as groups, each with so many of its roles', () => {
    const groups = [{ seats: [one ?? '', two ?? '', one ?? ''], atLeast: ' 1 ' }];
    expect(check({ groups })).toMatchObject({ groups: [{ seats: [one, two], atLeast: 1 }] });
  });

  test.each([
    [
      { seats: [], atLeast: '1' },
      { field: 'seats', problem: 'missing' },
    ],
    [
      { seats: ['nobody'], atLeast: '1' },
      { field: 'seats', problem: 'unknown-choice' },
    ],
    [
      { seats: [one ?? ''], atLeast: '' },
      { field: 'atLeast', problem: 'missing' },
    ],
    [
      { seats: [one ?? ''], atLeast: '0' },
      { field: 'atLeast', problem: 'not-a-number' },
    ],
    [
      { seats: [one ?? ''], atLeast: '1.5' },
      { field: 'atLeast', problem: 'not-a-number' },
    ],
    [
      { seats: [one ?? ''], atLeast: '2' },
      { field: 'atLeast', problem: 'too-many' },
    ],
  ])('is refused as %j', (group, problem) => {
    expect(check({ groups: [group] })).toEqual({ problems: [{ ...problem, group: 0 }] });
  });

  test('is refused with a fifth group, an unknown need, and too much to bring', () => {
    const groups = Array.from({ length: 5 }, () => ({ seats: [one ?? ''], atLeast: '1' }));
    expect(check({ groups })).toEqual({ problems: [{ field: 'groups', problem: 'too-many' }] });
    expect(check({ needs: { [one ?? '']: 'vital' } })).toMatchObject({ problems: [{ field: 'need' }] });
    const toBring = { [one ?? '']: 'x'.repeat(MAX_TO_BRING + 1) };
    expect(check({ toBring })).toMatchObject({ problems: [{ field: 'toBring', problem: 'too-long' }] });
  });
});
