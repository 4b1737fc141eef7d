import type { Actor } from '../access/actor.ts';
import { authorise } from '../access/authorise.ts';
import type { Deps } from '../platform/deps.ts';
import { pageOf } from '../platform/pages.ts';
import { type NotAllowed, ok, type Result } from '../platform/result.ts';
import { dayOf } from '../platform/time.ts';
import type { ReferralFilter } from './model.ts';
import type { ReferralQueue } from './triage-model.ts';
import { countReferrals, referralPage } from './triage-store.ts';

/** As many as one card can show without scrolling for long. */
const PAGE_SIZE = 10;

/** The referrals that wait for a decision, the review that is due first at the top. `page` counts from 1. */
export async function listReferrals(
  deps: Pick<Deps, 'db' | 'clock'>,
  input: { actor: Actor; filter: ReferralFilter; page: number },
): Promise<Result<ReferralQueue, NotAllowed>> {
  const { actor, filter } = input;
  const about = { noun: 'referral', nounId: null, relations: ['none'] } as const;
  const refusal = await authorise(deps, 'list-referrals', actor, about);
  if (refusal) return refusal;
  const today = dayOf(deps.clock.now());
  const ask = { filter, actorId: actor.kind === 'professional' ? actor.id : null, today };
  const { total, urgent } = await countReferrals(deps.db, ask);
  const { page, pages, skip } = pageOf(total, PAGE_SIZE, input.page);
  const items = total === 0 ? [] : await referralPage(deps.db, { ...ask, skip, take: PAGE_SIZE });
  return ok({ filter, page, pages, total, urgent, today, items });
}
