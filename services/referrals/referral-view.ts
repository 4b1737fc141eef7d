import { type Actor, isDsrTeam } from '../access/actor.ts';
import { referralClocks } from '../clocks/clock-engine.ts';
import type { ReferralFacts } from '../clocks/model.ts';
import type { Deps } from '../platform/deps.ts';
import type { AreaPolicy } from '../policies/model.ts';
import { referralFacts } from '../register/clock-store.ts';
import type { ReferralView } from './model.ts';
import { loadReferral, type ReferralRecord } from './store.ts';

/**
 * A referral as this actor may see it now. Whether they may see it at all has been asked before. Throws when it is gone.
 */
export async function presentReferral(
  deps: Pick<Deps, 'db' | 'policy'>,
  actor: Actor,
  referralId: string,
): Promise<ReferralView> {
  const record = await loadReferral(deps.db, referralId);
  if (!record) throw new Error('A referral that was there is gone');
  return viewFor(deps, actor, record);
}

/** The same where the referral has been read already. */
export async function viewFor(
  deps: Pick<Deps, 'db' | 'policy'>,
  actor: Actor,
  record: ReferralRecord,
): Promise<ReferralView> {
  const view = await viewOfReferral(deps, record);
  return actor.kind === 'system' || isDsrTeam(actor) ? view : forReferrer(view, record);
}

/**
 * What a referrer is shown of their own referral: what they sent and what they were told. The record of the person goes on
 * without it: consent that was renewed, ran out or was withdrawn, and who is key professional now, would say whether
 * somebody is on the register, or was.
 */
function forReferrer(view: ReferralView, { asSent }: ReferralRecord): ReferralView {
  const { decision } = view;
  return {
    ...view,
    consent: view.consent.filter(({ id }) => asSent.consentIds.includes(id)),
    keyProfessionals: asSent.keyProfessionals,
    reviewers: [],
    decision: decision && { ...decision, rating: null },
  };
}

/** Everything on record, for the DSR team. */
export async function viewOfReferral(deps: Pick<Deps, 'db' | 'policy'>, record: ReferralRecord): Promise<ReferralView> {
  return referralView(record, await referralFacts(deps.db, record.id), deps.policy);
}

/** Pure: the view of what is on record, with what falls due by a policy. */
export function referralView(record: ReferralRecord, facts: ReferralFacts | null, policy: AreaPolicy): ReferralView {
  const { decidedAt, decidedBy, decisionReason, decisionNote, whatElseHelps, rating, ...more } = record;
  const { updatedAt: _updated, asSent: _sent, ...rest } = more;
  const decision =
    decidedAt && decidedBy
      ? { by: decidedBy, at: decidedAt, reason: decisionReason, note: decisionNote, whatElseHelps, rating }
      : null;
  return { ...rest, clocks: facts === null ? [] : referralClocks(facts, policy), decision };
}
