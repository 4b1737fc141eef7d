import { formatAge } from '../services/platform/time.ts';
import type { ReferralListItem } from '../services/referrals/draft-model.ts';
import { referrerState } from '../wording/referral-states.ts';
import type { AdaptiveCard, CardNotice } from './adaptive-card.ts';
import { type MyListRow, myListCard } from './my-list.ts';

export type MyReferralsView = {
  /** At most eight, drafts first. */
  items: readonly ReferralListItem[];
  page: number;
  pages: number;
  total: number;
  now: Date;
  notice?: CardNotice | undefined;
};

/** Somebody's own drafts and referrals with their state. */
export function myReferralsCard({ items, now, page, pages, total, notice }: MyReferralsView): AdaptiveCard {
  return myListCard({
    heading: 'My referrals',
    said: countWords(total),
    rows: items.map((item) => row(item, now)),
    ...{ page, pages, pageVerb: 'show-my-referrals', notice },
    start: { title: 'Refer someone', verb: 'start-referral' },
  });
}

function countWords(total: number): string {
  if (total === 0) return 'You have no drafts or referrals yet.';
  return total === 1 ? '1 draft or referral' : `${total} drafts and referrals`;
}

function row(item: ReferralListItem, now: Date): MyListRow {
  const isDraft = item.state === 'draft';
  const undecided = item.state === 'submitted' || item.state === 'information-requested';
  return {
    reference: item.reference,
    personName: item.personName,
    state: referrerState(item.state, item.referrerTold),
    detail: [...(item.forAnother ? ['Entered for somebody'] : []), `Changed ${formatAge(item.updatedAt, now)}`],
    ids: isDraft ? { draftId: item.id } : { referralId: item.id },
    verbs: isDraft
      ? { goOn: 'open-referral-draft', discard: 'discard-referral-draft' }
      : { open: 'show-my-referral', withdraw: undecided ? 'open-withdraw-referral' : null },
  };
}
