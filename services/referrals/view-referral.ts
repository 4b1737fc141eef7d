import type { Actor } from '../access/actor.ts';
import type { Deps } from '../platform/deps.ts';
import { type NotAllowed, type NotFound, ok, type Result } from '../platform/result.ts';
import type { ReferralView } from './model.ts';
import { referralFor } from './referral-for-actor.ts';
import { viewFor } from './referral-view.ts';

/**
 * Shows a referral in its present state. A referrer sees their own alone; for others it is not there (and the attempt is
 * on record). Drafts are not shown: see view-referral-draft.ts.
 */
export async function viewReferral(
  deps: Deps,
  input: { actor: Actor; referralId: string },
): Promise<Result<ReferralView, NotAllowed | NotFound>> {
  const found = await referralFor(deps, 'view-referral', input.actor, input.referralId);
  return found.ok ? ok(await viewFor(deps, input.actor, found.value)) : found;
}
