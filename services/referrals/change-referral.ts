import type { UseCase } from '../access/access-table.ts';
import type { Actor } from '../access/actor.ts';
import { type AuditEntry, recordDone } from '../audit/record.ts';
import type { NewDelivery } from '../notifications/model.ts';
import { addDeliveries, refreshCards } from '../notifications/store.ts';
import { carryOut, type Press, wasCarriedOut } from '../platform/carry-out.ts';
import type { Transaction } from '../platform/database.ts';
import type { Deps } from '../platform/deps.ts';
import { type NotAllowed, type NotFound, ok, type Result, refuse } from '../platform/result.ts';
import { refreshReferralClocks } from '../register/clock-store.ts';
import type { ReferralState, ReferralView } from './model.ts';
import { referralFor } from './referral-for-actor.ts';
import { presentReferral } from './referral-view.ts';
import { type ReferralChange, type ReferralRecord, updateReferral } from './store.ts';

/** What every change of a referral that was sent is given. */
export type ReferralChangeInput = {
  actor: Extract<Actor, { kind: 'professional' }>;
  referralId: string;
  press: string;
};

/** What a use case has decided to change. */
export type ReferralPlan = {
  to?: ReferralState;
  change: ReferralChange;
  /** Whatever else changes in the same transaction. */
  within?: (tx: Transaction) => Promise<void>;
  reason?: string;
  detail?: NonNullable<AuditEntry['detail']>;
  /** Given the version that the referral has afterwards, for keys that no other event has. */
  deliveries?: (version: number) => NewDelivery[];
  /** Further records whose cards show this change. */
  refreshAlso?: readonly string[];
};

/**
 * Changes a referral that was sent, always in one order: load → authorise → decide → one transaction → the present state.
 *
 * `decide` gets what is on record. When somebody else's change comes between, everything is undone and it is asked again.
 * A refusal of a press that has been carried out already is none: the press is answered with the present state.
 */
export async function changeReferral<R extends { reason: string }>(
  deps: Deps,
  useCase: UseCase,
  input: ReferralChangeInput,
  decide: (referral: ReferralRecord, now: Date) => Result<ReferralPlan, R> | Promise<Result<ReferralPlan, R>>,
): Promise<Result<ReferralView, NotAllowed | NotFound | R>> {
  const { actor, press: key, ...asked } = input;
  const { referralId } = input;
  const found = await referralFor(deps, useCase, actor, referralId);
  if (!found.ok) return found;
  const press = { key, useCase, actor, asked };
  const decided = await decide(found.value, deps.clock.now());
  if (!decided.ok && !(await wasCarriedOut(deps, press))) return decided;
  if (decided.ok && (await change(deps, press, found.value, decided.value)) === 'overtaken') {
    return changeReferral(deps, useCase, input, decide);
  }
  return ok(await presentReferral(deps, actor, referralId));
}

async function change(deps: Deps, press: Press, referral: ReferralRecord, plan: ReferralPlan) {
  const { useCase, actor } = press;
  const at = deps.clock.now();
  return carryOut(deps, press, async (tx) => {
    const changes = plan.to === undefined ? plan.change : { ...plan.change, state: plan.to };
    if (!(await updateReferral(tx, referral, changes, at))) return false;
    await plan.within?.(tx);
    await refreshReferralClocks(tx, deps, referral.id);
    const states = plan.to === undefined ? {} : { from: referral.state, to: plan.to };
    await recordDone(tx, at, {
      useCase,
      actor,
      noun: 'referral',
      nounId: referral.id,
      ...states,
      ...(plan.reason === undefined ? {} : { reason: plan.reason }),
      ...(plan.detail === undefined ? {} : { detail: plan.detail }),
    });
    await addDeliveries(tx, deps, plan.deliveries?.(referral.version + 1) ?? []);
    await refreshCards(tx, deps, [referral.id, ...(plan.refreshAlso ?? [])]);
    return true;
  });
}

/** Tells the referrer that something happened to their referral. One message for each version of it. */
export function tellReferrer(referral: ReferralRecord): (version: number) => NewDelivery[] {
  return (version) => [
    {
      kind: 'referral-news',
      eventKey: `referral-news:${referral.id}:${version}`,
      channel: 'teams',
      professionalId: referral.referrer.id,
      detail: { referralId: referral.id },
    },
  ];
}

/** Refuses a change that the present state no longer allows. */
export function referralTooLate(referral: ReferralRecord) {
  return refuse({ reason: 'too-late' as const, state: referral.state });
}
