import type { RequestView } from '../services/mbe-requests/model.ts';
import { actionButton } from './action-button.ts';
import type { AdaptiveCard, CardNotice } from './adaptive-card.ts';
import { fitCard } from './card-size.ts';
import { noticeBox } from './card-top.ts';
import { formText, inputLimits } from './form-field.ts';
import { plain } from './plain-text.ts';
import { cutText } from './prose.ts';
import { cardTemplate } from './template.ts';

export type WithdrawConfirmView = {
  request: Pick<RequestView, 'id' | 'reference' | 'personName'>;
  /** A note that was not taken because it is too long. */
  note?: string | undefined;
  notice?: CardNotice | undefined;
  press: string;
};

const expand = cardTemplate<object>(import.meta.dirname, 'withdraw-confirm');

/** Asks once more before a request is withdrawn, and for a reason if there is one. */
export function withdrawConfirmCard(view: WithdrawConfirmView): AdaptiveCard {
  const { id, reference, personName } = view.request;
  return fitCard(inputLimits, (limit) => {
    const note = formText(view.note ?? '', limit);
    return expand({
      notice: noticeBox(view.notice),
      reference,
      about: `About ${plain(cutText(personName, 80).text)}`,
      note: note.value,
      errors: note.cut,
      actions: [
        actionButton({
          ...{ title: 'Withdraw request', verb: 'withdraw-request', style: 'destructive' },
          data: { requestId: id, press: view.press },
        }),
        actionButton({ title: 'Keep it', verb: 'show-request', data: { requestId: id } }),
      ],
    });
  });
}
