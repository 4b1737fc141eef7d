import { findReferralByReference } from '../../services/referrals/find-referral-by-reference.ts';
import { referralRefusal } from '../referral-messages.ts';
import { showMyReferral } from '../shown-cards/referral-for-referrer.ts';
import { showReferralForTeam } from '../shown-cards/referral-for-team.ts';
import type { Command } from '../turn.ts';
import { commandWords } from '../typed-command.ts';

/** Words with which people ask for one referral, before its reference. */
const BEFORE = /^(?:(?:show|see|open|the|what|is|about|how|where|status|history|of|for|on|my|referral|please|me) )*/;
/** 'ref 2026 0042', 'ref20260042': how the words of a reference may stand, however they were set apart. */
const REFERENCE = /^ref ?(\d{4}) ?(\d{1,6})$/;

/**
 * "status REF-2026-0042", also the reference alone: the team's card for the DSR team, the referrer's own for a referrer.
 * To anybody else it is not there.
 */
export const referral: Command = {
  name: 'referral',
  matches(text) {
    const match = REFERENCE.exec(commandWords(text)?.join(' ').replace(BEFORE, '') ?? '');
    return match ? { reference: `REF-${match[1]}-${match[2]}` } : undefined;
  },
  run: async (turn, { reference = '' }) => {
    const referralId = await findReferralByReference(turn.deps, reference);
    if (referralId === undefined) return [referralRefusal('not-found')];
    return [await (turn.me.dsrRole === null ? showMyReferral : showReferralForTeam)(turn, referralId)];
  },
};
