import { referralClocks } from '../clocks/clock-engine.ts';
import type { ReferralFacts } from '../clocks/model.ts';
import type { Deps } from '../platform/deps.ts';
import type { AreaPolicy } from '../policies/model.ts';
import { referralFacts } from '../register/clock-store.ts';
import type { ReferralView } from './model.ts';
import { loadReferral, type ReferralRecord } from './store.ts';

/** A referral as it stands now. Whether somebody may see it has been asked before. Throws when it is gone. */
export async function presentReferral(deps: Pick<Deps, 'db' | 'policy'>, referralId: string): Promise<ReferralView> {
  const record = await loadReferral(deps.db, referralId);
  if (!record) throw new Error('A referral that was there is gone');
  return viewOfReferral(deps, record);
}

/** The same where the referral has been read already. */
export async function viewOfReferral(deps: Pick<Deps, 'db' | 'policy'>, record: ReferralRecord): Promise<ReferralView> {
  return referralView(record, await referralFacts(deps.db, record.id), deps.policy);
}

/** Pure: the view of what is on record, with what falls due by a policy. */
export function referralView(record: ReferralRecord, facts: ReferralFacts | null, policy: AreaPolicy): ReferralView {
  const { decidedAt, decidedBy, decisionReason, decisionNote, whatElseHelps, rating, updatedAt: _, ...rest } = record;
  const decision =
    decidedAt && decidedBy
      ? { by: decidedBy, at: decidedAt, reason: decisionReason, note: decisionNote, whatElseHelps, rating }
      : null;
  return { ...rest, clocks: facts === null ? [] : referralClocks(facts, policy), decision };
}
