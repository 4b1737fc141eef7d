import { z } from 'zod';
import { referralFilters } from '../../services/referrals/model.ts';
import { showReferralsPage } from '../shown-cards/referral-for-team.ts';
import type { Command } from '../turn.ts';
import { commandWords, wordSet } from '../typed-command.ts';

const filterSchema = z.enum(referralFilters).default('all');

/** "my referrals" alone is what a referrer says of their own: another command takes it first. */
const about = /\breferrals\b/;
const known = wordSet(
  'referrals open waiting overdue late unowned urgent mine no without owner all show the whats what is in list our team teams please dsr queue',
);

function filterOf(words: readonly string[]): z.infer<typeof filterSchema> {
  const said = (...any: string[]) => any.some((word) => words.includes(word));
  if (said('urgent')) return 'urgent';
  if (said('overdue', 'late')) return 'overdue';
  if (said('unowned', 'owner')) return 'unowned';
  return said('mine') ? 'mine' : 'all';
}

/** "referrals", "referrals mine", "overdue referrals": the referrals that wait for the DSR team. */
export const referrals: Command = {
  name: 'referrals',
  matches(text) {
    const words = commandWords(text);
    if (words === undefined || !about.test(words.join(' ')) || !words.every((word) => known.has(word)))
      return undefined;
    return { filter: filterOf(words) };
  },
  run: async (turn, { filter }) => [await showReferralsPage(turn, filterSchema.parse(filter), 1)],
};
