import { type AreaPolicy, statedValue } from '../services/policies/model.ts';
import { type ReferralView, undecidedReferralStates } from '../services/referrals/model.ts';
import type { TriageView } from '../services/referrals/triage-model.ts';
import { actionButton } from './action-button.ts';
import type { CardElement } from './adaptive-card.ts';

type Deciding = { triage: TriageView; policy: Pick<AreaPolicy, 'referralReviewers'>; newId: () => string };

/** Sent and waiting for a decision. */
export function isUndecided({ state }: Pick<ReferralView, 'state'>): boolean {
  return (undecidedReferralStates as readonly string[]).includes(state);
}

/** Everything the referral says, uncut. It stands with the folded details: of more than six buttons below, Teams leaves some out. */
export function showAllButton({ id: referralId }: Pick<ReferralView, 'id'>): CardElement {
  return actionButton({ title: 'Show all', verb: 'show-referral-text', data: { referralId, page: 1 } });
}

/** What the team can do with a referral in its present state. */
export function referralButtons({ triage, policy, newId }: Deciding): CardElement[] {
  const { referral } = triage;
  const data = { referralId: referral.id };
  const reviewers = statedValue(policy.referralReviewers) !== undefined && referral.state !== 'withdrawn';
  const later = [
    ...(reviewers ? [actionButton({ title: 'Reviewers', verb: 'open-reviewers', data, secondary: true })] : []),
  ];
  if (!isUndecided(referral)) return later;
  return [...decide(triage.gaps.includes('on-register'), triage, newId), ...later];
}

function decide(onRegister: boolean, { referral, consent }: TriageView, newId: () => string): CardElement[] {
  const { id: referralId, version, person, state, owner } = referral;
  const data = { referralId };
  const close = actionButton({
    title: 'End: on the register already',
    verb: 'close-duplicate-referral',
    data: { ...data, version, press: newId() },
    style: 'destructive',
  });
  const accept = actionButton({ title: 'Accept', verb: 'open-accept-referral', data, style: 'positive' });
  const ask = actionButton({ title: 'Ask for information', verb: 'open-ask-referral', data });
  return [
    onRegister ? close : accept,
    ...(state === 'submitted' ? [ask] : []),
    ...(onRegister ? [] : [actionButton({ title: 'Not eligible', verb: 'open-refuse-referral', data })]),
    ...(owner === null
      ? [actionButton({ title: 'Take', verb: 'take-referral', data: { ...data, press: newId() } })]
      : []),
    actionButton({
      title: consent.state === 'valid' ? 'Consent' : 'Record consent',
      verb: 'open-consent',
      data: { personId: person.id, referralId },
      secondary: consent.state === 'valid',
    }),
  ];
}
