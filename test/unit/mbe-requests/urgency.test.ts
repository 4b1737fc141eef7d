import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { urgencyOf } from '../../../services/mbe-requests/urgency.ts';
import { instantAt } from '../../../services/platform/time.ts';

const policy = { urgentWithinWorkingDays: 2, dangerWords: ['in danger', 'self-harm', "can't go on", 'knife', '999'] };
const wednesday = instantAt('2027-01-13', '10:00');

function because(texts: string[]): string[] {
  return urgencyOf({ texts, now: wednesday, policy }).because;
}

describe('when a request is urgent', () => {
  it.each([
    ['2027-01-12', true],
    ['2027-01-13', true],
    ['2027-01-15', true],
    // The weekend after the second working day: all that can be done is done by Friday.
    ['2027-01-17', true],
    ['2027-01-18', false],
    ['2199-12-31', false],
  ])('needed by %s, asked on Wednesday 13 January 2027: %s', (neededBy, urgent) => {
    expect(urgencyOf({ neededBy, texts: [], now: wednesday, policy })).toEqual({
      urgent,
      because: urgent ? ['needed-by-soon'] : [],
    });
  });

  it('bank holidays do not count as working days', () => {
    const beforeEaster = instantAt('2027-03-25', '10:00');
    expect(urgencyOf({ neededBy: '2027-03-31', texts: [], now: beforeEaster, policy }).urgent).toBe(true);
  });

  it('today is today in England, also just after midnight in summer', () => {
    const justPastMidnight = new Date('2027-07-13T23:30:00Z'); // Wednesday 14 July in England
    expect(urgencyOf({ neededBy: '2027-07-16', texts: [], now: justPastMidnight, policy }).urgent).toBe(true);
  });

  it('both reasons are given, in a fixed order', () => {
    const both = urgencyOf({ neededBy: '2027-01-14', texts: ['She is in danger.'], now: wednesday, policy });
    expect(both).toEqual({ urgent: true, because: ['needed-by-soon', 'words-of-danger'] });
  });
});

describe('words of danger', () => {
  it.each([
    'He is IN DANGER now',
    'in  \n danger',
    'in\u00a0danger',
    'She self harms? Self-harm, yes',
    'self\u2011harm',
    'I can’t go on',
    'I cant go on',
    '(knife)',
    'call 999!',
  ])('"%s" is heard', (text) => {
    expect(because(['nothing here', text])).toEqual(['words-of-danger']);
  });

  it.each(['endanger', 'in dangerous places', 'penknife', 'knifepoint', '9990000018', 'Come in. Danger money', ''])(
    '"%s" is not a word of danger',
    (text) => {
      expect(because([text])).toEqual([]);
    },
  );

  it('no words in the policy, or blank ones, mark nothing', () => {
    const silent = { urgentWithinWorkingDays: 2, dangerWords: ['', '  '] };
    expect(urgencyOf({ texts: ['anything at all'], now: wednesday, policy: silent }).urgent).toBe(false);
  });

  it('a phrase between any other words is always heard', () => {
    const around = fc.string({ unit: 'grapheme' }).map((text) => text.replace(/[\p{L}\p{M}\p{N}'’‘ʼ`´]/gu, ''));
    fc.assert(
      fc.property(around, around, fc.constantFrom(' ', '  ', '\n', '\t', ' \r\n '), (before, after, gap) => {
        expect(because([`${before} IN${gap}Danger ${after}`])).toEqual(['words-of-danger']);
      }),
    );
  });

  it('a very long text is searched to its end', () => {
    expect(because([`${'in dangerin '.repeat(10_000)} in danger`])).toEqual(['words-of-danger']);
  });
});
