import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { isThinReason, mdtAnswered } from '../../../services/mbe-requests/mdt-first.ts';
import { readColleagues, readMdtTimes, writeMdtTimes } from '../../../services/mbe-requests/mdt-invitation.ts';
import { loadPolicy } from '../../../services/policies/load-policy.ts';

const rule = loadPolicy().thinMdtReasons.value;

describe('a reason for no MDT', () => {
  it.each([
    'No time',
    'no time.',
    'There is no time',
    'No time, too busy',
    'N/A',
    '-',
    '…',
    'None and not needed',
    'Don’t know',
    'ASAP',
    'Staffing',
    'Too hard',
  ])('says too little: “%s”', (reason) => {
    expect(isThinReason(reason, rule)).toBe(true);
  });

  it.each([
    'Two MDT meetings in December could not bring housing and education to the table.',
    'Housing never came to our MDT',
    'No time was found when the police could come to an MDT before the discharge',
    'The family will not meet the ward team without the police',
  ])('says enough: “%s”', (reason) => {
    expect(isThinReason(reason, rule)).toBe(false);
  });

  it('that is empty is missing, which is another matter', () => {
    expect(isThinReason('  \n ', rule)).toBe(false);
  });

  test('says no less in capitals, with blanks around it or with a full stop', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme-ascii' }), (reason) => {
        const thin = isThinReason(reason, rule);
        expect(isThinReason(` ${reason.toUpperCase()} `, rule)).toBe(isThinReason(reason.toUpperCase(), rule));
        if (reason.trim() !== '') expect(isThinReason(`${reason}.`, rule)).toBe(thin);
      }),
    );
  });

  test('does not get thinner by words that say something', () => {
    fc.assert(
      fc.property(fc.constantFrom(...rule.phrases), (phrase) => {
        expect(isThinReason(`${phrase}: housing declined both dates offered`, rule)).toBe(false);
      }),
    );
  });
});

test('the questions are put once: any answer to them counts', () => {
  expect(mdtAnswered({})).toBe(false);
  expect(mdtAnswered({ mdtTried: '', mdtWhen: '  ' })).toBe(false);
  expect(mdtAnswered({ mdtTried: 'no' })).toBe(true);
  expect(mdtAnswered({ mdtWouldHelp: 'Housing at the table' })).toBe(true);
});

describe('colleagues for an MDT', () => {
  it('are read one a line, by commas, and with their names; each once', () => {
    expect(readColleagues('Nadia Example <Nadia@example.org>\nomar@example.org, nadia@example.org')).toEqual({
      addresses: ['nadia@example.org', 'omar@example.org'],
    });
  });

  it.each([
    ['', 'missing'],
    ['Nadia', 'bad-email'],
    ['nadia@', 'bad-email'],
    [Array.from({ length: 16 }, (_, n) => `c${n}@example.org`).join('\n'), 'too-many'],
  ])('are not taken where they can’t be written to', (typed, problem) => {
    expect(readColleagues(typed)).toEqual({ problem });
  });
});

test('times for an MDT are read back as they were kept', () => {
  const found = { times: [{ start: new Date('2027-01-13T10:00Z'), end: new Date('2027-01-13T11:00Z') }], unread: 2 };
  expect(readMdtTimes(writeMdtTimes(found))).toEqual(found);
  expect(readMdtTimes(undefined)).toBeNull();
});
