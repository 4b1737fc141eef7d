import { describe, expect, test } from 'vitest';
import { MAX_ACTION_TEXT, MAX_ACTION_WHO } from '../../../services/agreed-actions/model.ts';
import { checkActions } from '../../../services/agreed-actions/rules.ts';

const good = { key: null, what: 'Ring the school', party: 'individual', who: 'Sam Example', dueDay: '14/01/2027' };
const among = { parties: ['individual', 'dsr-team'], meetingDay: '2027-01-12', knownKeys: new Set(['kept']) };

function counting(): () => string {
  let count = 0;
  return () => `new-${++count}`;
}

function problemOf(change: Partial<typeof good>) {
  return checkActions([{ ...good, ...change }], among, counting()).problems.map((one) => [one.part, one.problem]);
}

test('an action says what, which party, who there and by when', () => {
  expect(checkActions([{ ...good, what: ' Ring\r\nthe school ' }], among, counting())).toEqual({
    actions: [
      { key: 'new-1', what: 'Ring\nthe school', party: 'individual', who: 'Sam Example', dueDay: '2027-01-14' },
    ],
    problems: [],
  });
});

describe('an action is refused', () => {
  test.each([
    ['without what', { what: ' ' }, [['what', 'missing']]],
    ['when what is too long', { what: 'x'.repeat(MAX_ACTION_TEXT + 1) }, [['what', 'too-long']]],
    ['without a party', { party: '' }, [['party', 'missing']]],
    ['for a party that is not at the meeting', { party: 'organisation:9' }, [['party', 'unknown-choice']]],
    ['without who', { who: '' }, [['who', 'missing']]],
    ['when the name is too long', { who: 'x'.repeat(MAX_ACTION_WHO + 1) }, [['who', 'too-long']]],
    ['without a due day', { dueDay: '' }, [['due-day', 'missing']]],
    ['with a due day that does not exist', { dueDay: '31 April 2027' }, [['due-day', 'not-a-date']]],
    ['with a due day before the meeting', { dueDay: '2027-01-11' }, [['due-day', 'before-the-meeting']]],
  ])('%s', (_rule, change, problems) => {
    expect(problemOf(change)).toEqual(problems);
  });
});

test('an action may be due on the day of the meeting', () => {
  expect(problemOf({ dueDay: '2027-01-12' })).toEqual([]);
});

test('a row with nothing typed in it is passed over, and problems name the row as it stands on the card', () => {
  const blank = { key: null, what: '', party: '', who: ' ', dueDay: '' };
  const { actions, problems } = checkActions([blank, { ...good, who: '' }], among, counting());
  expect(actions).toEqual([]);
  expect(problems).toEqual([{ field: 'actions', index: 1, part: 'who', problem: 'missing' }]);
});

test('an action keeps the key it had; a key nobody knows, or one used twice, is not taken over', () => {
  const typed = [
    { ...good, key: 'kept' },
    { ...good, key: 'kept' },
    { ...good, key: 'forged' },
  ];
  expect(checkActions(typed, among, counting()).actions.map((one) => one.key)).toEqual(['kept', 'new-1', 'new-2']);
});
