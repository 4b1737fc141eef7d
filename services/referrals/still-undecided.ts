import type { NamedProfessional, ReferralState } from './model.ts';
import { isUndecided, type ReferralTransition, referralAfter } from './rules.ts';
import type { ReferralRecord } from './store.ts';

/** Somebody was first: who and when, for the one who comes second. */
export type ReferralDecided = { reason: 'already-decided'; by: NamedProfessional; at: Date; state: ReferralState };

/** It still waits for a decision, but no longer as the decider saw it: they should look again. */
export type ReferralChanged = { reason: 'changed-meanwhile' };

/**
 * Whether a decision taken on the card of `version` still fits the referral, and the state it leads to. A withdrawal counts
 * as decided by whoever referred.
 */
export function stillUndecided(
  transition: ReferralTransition,
  referral: ReferralRecord,
  version: number,
): { ok: true; to: ReferralState } | ({ ok: false } & (ReferralDecided | ReferralChanged)) {
  const to = referralAfter(transition, referral.state);
  if (to !== undefined && referral.version === version) return { ok: true, to };
  if (isUndecided(referral.state)) return { ok: false, reason: 'changed-meanwhile' };
  const { referrer, decidedBy, decidedAt, endedAt, updatedAt, state } = referral;
  const by = decidedBy ?? { id: referrer.id, name: referrer.name };
  return { ok: false, reason: 'already-decided', by, at: decidedAt ?? endedAt ?? updatedAt, state };
}
