import { describe, expect, it } from 'vitest';
import { isSaid, type OpenRow, openAfter, rowProblem, rowsAfter } from '../../../bot/outcome-rows.ts';

type Row = { key: string | null; text: string };
const stored = [
  { key: 'a', text: 'First' },
  { key: 'b', text: 'Second' },
];
const open = (row: Partial<Row>, chosen?: string): OpenRow<Row> => {
  const whole = { key: null, text: '', ...row };
  return { row: whole, blank: whole.text === '', chosen };
};
const same = (one: Row, other: Row) => one.text === other.text;

describe('the list of a step', () => {
  it('takes over what is being written on the way anywhere', () => {
    for (const go of ['add', 'change', 'back', 'next'] as const) {
      expect(rowsAfter<Row>(stored, go, open({ text: 'Third' }))).toEqual({
        rows: [...stored, { key: null, text: 'Third' }],
        openAt: 2,
      });
    }
  });

  it('changes a row in its place', () => {
    const { rows, openAt } = rowsAfter<Row>(stored, 'add', open({ key: 'a', text: 'Put right' }));
    expect(rows.map(({ text }) => text)).toEqual(['Put right', 'Second']);
    expect(openAt).toBe(0);
  });

  it('takes a row that somebody else has removed for a new one', () => {
    expect(rowsAfter<Row>(stored, 'add', open({ key: 'gone', text: 'Kept' })).rows.at(-1)).toEqual({
      key: null,
      text: 'Kept',
    });
  });

  it('loses the chosen row alone on removing, and what is being written stays open', () => {
    const half = open({ text: 'Half typed' }, 'b');
    expect(rowsAfter<Row>(stored, 'remove', half)).toEqual({ rows: [stored[0]], openAt: null });
    expect(openAfter<Row>(stored, 'remove', half)?.text).toBe('Half typed');
    expect(openAfter<Row>(stored, 'remove', open({ key: 'b', text: 'Second' }, 'b'))).toBeUndefined();
  });

  it('stays as it was where a change is dropped or nothing was written', () => {
    expect(rowsAfter<Row>(stored, 'leave', open({ key: 'a', text: 'Never mind' })).rows).toEqual(stored);
    expect(rowsAfter<Row>(stored, 'next', open({})).rows).toEqual(stored);
  });

  it('asks for what a press needs', () => {
    expect(rowProblem('add', open({}))).toBe('nothing-written');
    expect(rowProblem('next', open({}))).toBeUndefined();
    expect(rowProblem('next', open({ key: 'a' }))).toBe('emptied');
    expect(rowProblem('leave', open({ key: 'a' }))).toBeUndefined();
    expect(rowProblem('remove', open({ text: 'x' }))).toBe('no-row-chosen');
  });

  it('knows a press that was carried out before by what it asked for', () => {
    expect(isSaid<Row>(stored, 'add', open({ text: 'Second' }), same)).toBe(true);
    expect(isSaid<Row>(stored, 'add', open({ text: 'Third' }), same)).toBe(false);
    expect(isSaid<Row>(stored, 'remove', open({}, 'gone'), same)).toBe(true);
    expect(isSaid<Row>(stored, 'remove', open({}, 'a'), same)).toBe(false);
  });
});
