import type { ReferralView } from '../services/referrals/model.ts';
import { actionButton } from './action-button.ts';
import type { AdaptiveCard, CardNotice } from './adaptive-card.ts';
import { fitCard } from './card-size.ts';
import { noticeBox } from './card-top.ts';
import { formText, inputLimits } from './form-field.ts';
import { plain } from './plain-text.ts';
import { cutText } from './prose.ts';
import { cardTemplate } from './template.ts';

export type WithdrawReferralConfirmView = {
  referral: Pick<ReferralView, 'id' | 'reference' | 'person'>;
  /** A note that was not taken because it is too long. */
  note?: string | undefined;
  notice?: CardNotice | undefined;
  press: string;
};

const NAME_ON_CARD = 80;
const TEXT =
  'The DSR team will stop working on it. The person, or whoever speaks for them, is told. You can’t undo this, but you can refer them again at any time.';
const expand = cardTemplate<object>(import.meta.dirname, 'withdraw-referral-confirm');

/** Asks once more before a referral is withdrawn, and for a reason if there is one. */
export function withdrawReferralConfirmCard(view: WithdrawReferralConfirmView): AdaptiveCard {
  const { id, reference, person } = view.referral;
  return fitCard(inputLimits, (limit) => {
    const note = formText(view.note ?? '', limit);
    return expand({
      notice: noticeBox(view.notice),
      reference,
      about: `About ${plain(cutText(person.fullName, NAME_ON_CARD).text)}`,
      text: TEXT,
      note: note.value,
      errors: note.cut,
      actions: [
        actionButton({
          ...{ title: 'Withdraw referral', verb: 'withdraw-referral', style: 'destructive' },
          data: { referralId: id, press: view.press },
        }),
        actionButton({ title: 'Keep it', verb: 'show-my-referral', data: { referralId: id } }),
      ],
    });
  });
}
