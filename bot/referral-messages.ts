import type { ActionButton } from '../cards/action-button.ts';
import { type ReferrerRefusal, referralMessages, referrerRefusalText } from '../wording/referral-for-referrer.ts';
import { message } from './message-cards.ts';
import type { ShownCard } from './turn.ts';

export const myReferralsButton: ActionButton = { title: 'My referrals', verb: 'show-my-referrals' };

/** Why something was not done, where there is no card of a referral to say it on. */
export function referralRefusal(reason: ReferrerRefusal): ShownCard {
  return message({ ...referralMessages.notDone, text: [referrerRefusalText(reason)] }, [myReferralsButton]);
}

/** Referrals name a person: they are not opened where a whole team reads along. */
export function referralsOnlyInChat(): ShownCard {
  return message(referralMessages.onlyInChat);
}
