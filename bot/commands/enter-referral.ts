import { enterReferral as begin } from '../../services/referrals/enter-referral.ts';
import { showFirstStep } from '../referral-drafts.ts';
import { referralRefusal, referralsOnlyInChat } from '../referral-messages.ts';
import type { Command } from '../turn.ts';
import { commandWords } from '../typed-command.ts';

const ENTER =
  /^(?:please )?(?:enter|record|take|write down|log) (?:a |an |the )?(?:new |self |carer |paper |phone )*referral(?: please)?$/;

/** "enter a referral": a coordinator writes down what came by phone, email or on paper. */
export const enterReferral: Command = {
  name: 'enter-referral',
  matches: (text) => (ENTER.test(commandWords(text)?.join(' ') ?? '') ? {} : undefined),
  run: async (turn) => {
    if (turn.where === 'channel') return [referralsOnlyInChat()];
    const begun = await begin(turn.deps, { actor: turn.actor });
    return [begun.ok ? showFirstStep(turn, begun.value) : referralRefusal(begun.reason)];
  },
};
