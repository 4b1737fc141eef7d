import { listMyRequests } from '../../services/mbe-requests/list-my-requests.ts';
import type { RequestListItem } from '../../services/mbe-requests/model.ts';
import type { Deps } from '../../services/platform/deps.ts';
import type { ReferralListItem } from '../../services/referrals/draft-model.ts';
import { listMyReferrals } from '../../services/referrals/list-my-referrals.ts';
import type { Visitor } from '../../services/sign-in/model.ts';
import { referralLine, requestLine } from '../../wording/pages/asked.ts';

/** A referral or request of somebody's own: where it is, how it stands, and whether it waits for them. */
export type AskedItem = { title: string; hint: string; href: string; tag: string; needsYou: boolean };

/** More than anybody looks through: what is older is found by its reference. */
const MOST_PAGES = 5;

/** What somebody has drafted and sent on the pages, drafts first. It names references and days, and nobody. */
export async function askedItems(deps: Deps, { actor }: Visitor): Promise<AskedItem[]> {
  const referrals = await everyPage<ReferralListItem>((page) => listMyReferrals(deps, { actor, page }));
  const requests = await everyPage<RequestListItem>((page) => listMyRequests(deps, { actor, page }));
  return [
    ...referrals.map((one) => ({
      ...referralLine(one),
      href: one.state === 'draft' ? `/refer/draft/${one.id}` : `/referrals/${one.id}`,
      needsYou: one.state === 'information-requested',
    })),
    ...requests.map((one) => ({
      ...requestLine(one),
      href: one.state === 'draft' ? `/request-meeting/draft/${one.id}` : `/requests/${one.id}`,
      needsYou: one.state === 'information-requested',
    })),
  ];
}

type Page<I> = { ok: true; value: { items: I[]; pages: number } } | { ok: false };

async function everyPage<I>(list: (page: number) => Promise<Page<I>>): Promise<I[]> {
  const items: I[] = [];
  for (let page = 1; page <= MOST_PAGES; page++) {
    const found = await list(page);
    if (!found.ok) return items;
    items.push(...found.value.items);
    if (page >= found.value.pages) return items;
  }
  return items;
}
