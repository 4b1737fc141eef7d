import fc from 'fast-check';
import { expect, it } from 'vitest';
import { findTimes, whatWouldHelp } from '../../../services/meetings/find-times.ts';
import { hardCases } from './find-times-cases.ts';
import { everyHelp } from './find-times-help-oracle.ts';

const DAY = 86_400_000;
const lengths = [30, 60, 15, 45];

it('the change that helps most is the one a search through all changes finds, and none when that finds none', () => {
  let helped = 0;
  fc.assert(
    fc.property(hardCases, ({ sought, until }) => {
      const help = whatWouldHelp(sought, { lengths });
      if (findTimes(sought).some(({ quorate }) => quorate !== 'no')) {
        expect(help).toBeNull();
        return;
      }
      // Busy blocks end soon after `until`: in the two weeks after it every day of the week comes once at least.
      const [expected] = everyHelp(sought, lengths, until + 15 * DAY);
      expect(help?.change).toEqual(expected?.change);
      if (help) expect(help.first).toEqual({ ...expected?.first, inWorkingDays: help.first.inWorkingDays });
      if (help) helped++;
    }),
    { numRuns: 50 },
  );
  expect(helped).toBeGreaterThan(5);
});
