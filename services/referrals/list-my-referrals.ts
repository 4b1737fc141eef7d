import { authorise } from '../access/authorise.ts';
import type { Deps } from '../platform/deps.ts';
import { pageOf } from '../platform/pages.ts';
import { type NotAllowed, ok, type Result } from '../platform/result.ts';
import type { ReferralListItem } from './draft-model.ts';
import type { Professional } from './draft-view.ts';
import { countMyReferrals, myReferralsPage } from './referral-draft-store.ts';

const PAGE_SIZE = 8;

/** One page of somebody's own drafts and referrals. `page` counts from 1. */
export type MyReferrals = { items: ReferralListItem[]; page: number; pages: number; total: number };

/** What the actor has drafted and referred: drafts first, then what changed last. */
export async function listMyReferrals(
  deps: Deps,
  input: { actor: Professional; page: number },
): Promise<Result<MyReferrals, NotAllowed>> {
  const about = { noun: 'referral', nounId: null, relations: ['referrer'] } as const;
  const refusal = await authorise(deps, 'list-my-referrals', input.actor, about);
  if (refusal) return refusal;
  const enteredById = input.actor.id;
  const total = await countMyReferrals(deps.db, enteredById);
  const { page, pages, skip } = pageOf(total, PAGE_SIZE, input.page);
  const items = await myReferralsPage(deps.db, { enteredById, skip, take: PAGE_SIZE });
  return ok({ items, page, pages, total });
}
