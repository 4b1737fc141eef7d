import type { Deps } from '../platform/deps.ts';
import type { ReferralView } from './model.ts';
import { loadReferral, type ReferralRecord } from './store.ts';

/** A referral as it stands now. Whether somebody may see it has been asked before. Throws when it is gone. */
export async function presentReferral(deps: Pick<Deps, 'db' | 'policy'>, referralId: string): Promise<ReferralView> {
  const record = await loadReferral(deps.db, referralId);
  if (!record) throw new Error('A referral that was there is gone');
  return referralView(record);
}

/** Pure: the view of what is on record. */
export function referralView(record: ReferralRecord): ReferralView {
  const { decidedAt, decidedBy, decisionReason, decisionNote, whatElseHelps, rating, updatedAt: _, ...rest } = record;
  const decision =
    decidedAt && decidedBy
      ? { by: decidedBy, at: decidedAt, reason: decisionReason, note: decisionNote, whatElseHelps, rating }
      : null;
  return { ...rest, clocks: [], decision };
}
