import { formatAge } from '../services/platform/time.ts';
import type { ReferralListItem } from '../services/referrals/draft-model.ts';
import { referrerState } from '../wording/referral-states.ts';
import { actionButton } from './action-button.ts';
import type { AdaptiveCard, CardElement, CardNotice } from './adaptive-card.ts';
import { noticeBox } from './card-top.ts';
import { plain } from './plain-text.ts';
import { cutText } from './prose.ts';
import { cardTemplate } from './template.ts';

export type MyReferralsView = {
  /** At most eight, drafts first. */
  items: readonly ReferralListItem[];
  page: number;
  pages: number;
  total: number;
  now: Date;
  notice?: CardNotice | undefined;
};

const NAME_ON_CARD = 80;
const expand = cardTemplate<object>(import.meta.dirname, 'my-referrals');

/** Somebody's own drafts and referrals with their state. */
export function myReferralsCard(view: MyReferralsView): AdaptiveCard {
  return expand({
    notice: noticeBox(view.notice),
    said: countWords(view),
    items: view.items.map((item) => row(item, view.now)),
    actions: [
      actionButton({ title: 'Refer someone', verb: 'start-referral' }),
      ...(view.page > 1 ? [pageButton('Newer', view.page - 1)] : []),
      ...(view.page < view.pages ? [pageButton('Older', view.page + 1)] : []),
    ],
  });
}

function countWords({ total, page, pages }: MyReferralsView): string {
  if (total === 0) return 'You have no drafts or referrals yet.';
  const count = total === 1 ? '1 draft or referral' : `${total} drafts and referrals`;
  return pages > 1 ? `${count}, page ${page} of ${pages}` : count;
}

function row(item: ReferralListItem, now: Date) {
  const name = cutText(item.personName ?? '', NAME_ON_CARD).text;
  const about = name === '' ? 'No name yet' : `About ${plain(name)}`;
  return {
    title: item.reference ?? about,
    state: referrerState(item.state, item.referrerTold),
    detail: [
      ...(item.reference === null ? [] : [about]),
      ...(item.forAnother ? ['Entered for somebody'] : []),
      `Changed ${formatAge(item.updatedAt, now)}`,
    ].join(' · '),
    buttons: item.state === 'draft' ? draftButtons(item, name) : referralButtons(item),
  };
}

/** The same word on every row: a tooltip says which row, also to a screen reader. */
function withTooltip(button: CardElement, tooltip: string): CardElement {
  return { ...button, tooltip };
}

function draftButtons(item: ReferralListItem, name: string): CardElement[] {
  const data = { draftId: item.id };
  const which = name === '' ? 'the draft without a name' : `the draft about ${name}`;
  return [
    withTooltip(actionButton({ title: 'Continue', verb: 'open-referral-draft', data }), `Continue ${which}`),
    withTooltip(actionButton({ title: 'Delete', verb: 'discard-referral-draft', data }), `Delete ${which}`),
  ];
}

function referralButtons(item: ReferralListItem): CardElement[] {
  const data = { referralId: item.id };
  const reference = item.reference ?? '';
  const open = withTooltip(actionButton({ title: 'Open', verb: 'show-my-referral', data }), `Open ${reference}`);
  if (item.state !== 'submitted' && item.state !== 'information-requested') return [open];
  const withdraw = actionButton({ title: 'Withdraw', verb: 'open-withdraw-referral', data });
  return [open, withTooltip(withdraw, `Withdraw ${reference}`)];
}

function pageButton(title: string, page: number): CardElement {
  return actionButton({ title, verb: 'show-my-referrals', data: { page } });
}
