import { authorise } from '../access/authorise.ts';
import type { Deps } from '../platform/deps.ts';
import { type NotAllowed, ok, type Result } from '../platform/result.ts';
import type { ReferralDraftView } from './draft-model.ts';
import { emptyReferralDraft, type Professional } from './draft-view.ts';

/**
 * Begins a referral that came by phone, email or on paper: a coordinator enters it for somebody. Nothing is stored before
 * it is saved. Refuses `not-allowed` for anybody but the DSR team (on record).
 */
export async function enterReferral(
  deps: Deps,
  input: { actor: Professional },
): Promise<Result<ReferralDraftView, NotAllowed>> {
  const about = { noun: 'referral', nounId: null, relations: ['none'] } as const;
  const refusal = await authorise(deps, 'enter-referral', input.actor, about);
  if (refusal) return refusal;
  return ok(await emptyReferralDraft(deps, input.actor, { forAnother: 'yes' }));
}
