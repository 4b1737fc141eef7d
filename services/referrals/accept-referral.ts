import { holdPerson } from '../consent/consent-store.ts';
import type { ConsentState } from '../consent/model.ts';
import { isUniqueViolation, type Transaction } from '../platform/database.ts';
import type { Deps } from '../platform/deps.ts';
import { type NotAllowed, type NotFound, ok, type Result, refuse } from '../platform/result.ts';
import { type CalendarDay, dayOf } from '../platform/time.ts';
import { openEntry, openEntryOfPerson, recordEvents } from '../register/entry-store.ts';
import { changeReferral, type ReferralChangeInput, type ReferralPlan } from './change-referral.ts';
import { type Acceptance, type CheckedAcceptance, checkAcceptance } from './check-acceptance.ts';
import { findLinked, findPossible } from './duplicate-store.ts';
import type { ReferralView } from './model.ts';
import { draftOutcomeLetters } from './outcome-letters.ts';
import { type ReferralChanged, type ReferralDecided, stillUndecided } from './still-undecided.ts';
import type { ReferralRecord } from './store.ts';
import type { TriageProblem } from './triage-model.ts';
import { missingSectors } from './triage-rules.ts';
import { nextDiscussion, registerPerson } from './triage-store.ts';
import { consentToday } from './view-referral-triage.ts';

/** What has to be put right before anybody is added to the register. */
export type AcceptGate =
  /** People on record who may be the same have not been looked at. */
  | { reason: 'undecided-duplicates' }
  /** The person is on the register already. */
  | { reason: 'on-register' }
  /** Nobody enters the register without consent that is valid today (domain.md §4). */
  | { reason: 'no-consent'; consent: ConsentState };

export type AcceptRefusal =
  | NotAllowed
  | NotFound
  | ReferralDecided
  | ReferralChanged
  | AcceptGate
  | { reason: 'incomplete'; problems: TriageProblem[] };

/** Thrown inside the transaction to undo it where a gate has closed meanwhile; never leaves this file. */
class GateClosed extends Error {
  override name = 'GateClosed';
  readonly gate: AcceptGate;
  constructor(gate: AcceptGate) {
    super(gate.reason);
    this.gate = gate;
  }
}

/**
 * The team accepts a referral: the person comes onto the register today, with a rating and who decided it, and the letters
 * that tell the person and the referrer are drafted. All of it, or nothing.
 *
 * Consent and whether the person is on the register already are asked again inside the transaction, while the person's rows
 * are held: a withdrawal that comes at the same moment is seen here, or finds the entry.
 *
 * @param input.version the version of the referral on the card the decision was made on
 */
export async function acceptReferral(
  deps: Deps,
  input: ReferralChangeInput & { version: number } & Acceptance,
): Promise<Result<ReferralView, AcceptRefusal>> {
  try {
    return await changeReferral<AcceptRefusal>(deps, 'accept-referral', input, (referral, now) =>
      decide(deps, input, referral, now),
    );
  } catch (fault) {
    if (fault instanceof GateClosed) return refuse(fault.gate);
    // Another entry of the same person was opened between the question and the answer.
    if (isUniqueViolation(fault)) return refuse({ reason: 'on-register' });
    throw fault;
  }
}

async function decide(
  deps: Deps,
  input: ReferralChangeInput & { version: number } & Acceptance,
  referral: ReferralRecord,
  now: Date,
): Promise<Result<ReferralPlan, AcceptRefusal>> {
  const decision = stillUndecided('accept', referral, input.version);
  if (!decision.ok) return decision;
  const about = { referralId: referral.id, personId: referral.person.id };
  const today = dayOf(now);
  const possible = await findPossible(deps.db, about);
  if (possible.some((one) => !one.saidDifferent)) return refuse({ reason: 'undecided-duplicates' });
  if ((await openEntryOfPerson(deps.db, about.personId)) !== null) return refuse({ reason: 'on-register' });
  const consent = await consentToday(deps, deps.db, about.personId, today);
  if (consent.state !== 'valid') return refuse({ reason: 'no-consent', consent });
  const missing = missingSectors(referral.reviewers, deps.policy);
  const bornOn = referral.person.dateOfBirth;
  const checked = checkAcceptance(input, { today, bornOn, missingSectors: missing, policy: deps.policy });
  if (!checked.ok) return refuse({ reason: 'incomplete', problems: checked.problems });
  const { rating, decidedBy, locality } = checked.value;
  const linked = await findLinked(deps.db, about);
  return ok({
    to: decision.to,
    change: {
      ...{ decidedAt: now, decidedById: input.actor.id, decisionMadeBy: decidedBy, rating, locality },
      // A list, however short, says that it was asked who took part: the review's clock runs on for who is missing.
      ...(missing.length > 0 ? { reviewers: referral.reviewers } : {}),
    },
    within: (tx) => enter(tx, deps, { referral, accepted: checked.value, today, byId: input.actor.id }),
    detail: { rating, policyVersion: deps.policy.version, missingSectors: missing },
    refreshAlso: [...linked.referrals, ...linked.requests].map(({ id }) => id),
  });
}

/** Puts the person onto the register, while nobody else can change what their consent is. */
async function enter(
  tx: Transaction,
  deps: Deps,
  about: { referral: ReferralRecord; accepted: CheckedAcceptance; today: CalendarDay; byId: string },
): Promise<void> {
  const { referral, accepted, today, byId } = about;
  const family = await holdPerson(tx, referral.person.id);
  const consent = await consentToday(deps, tx, referral.person.id, today);
  if (consent.state !== 'valid') throw new GateClosed({ reason: 'no-consent', consent });
  if ((await openEntryOfPerson(tx, referral.person.id)) !== null) throw new GateClosed({ reason: 'on-register' });
  const personId = await registerPerson(tx, { personId: referral.person.id, family });
  const { rating, locality, hospital } = accepted;
  const entry = { personId, referralId: referral.id, fromDay: today, rating, locality, byId };
  const entryId = await openEntry(tx, deps, entry);
  if (hospital !== null) {
    const { setting, admittedOn: day } = hospital;
    await recordEvents(tx, deps, entryId, [{ kind: 'admitted', day, detail: { setting } }], { byId });
  }
  const nextBy = await nextDiscussion(tx, entryId);
  const { route: consentRoute, until: consentUntil, registerOnly = false } = consent;
  const facts = { day: today, consentRoute, consentUntil, nextBy, shared: !registerOnly };
  await draftOutcomeLetters(tx, deps, referral, { subject: { kind: 'referral-accepted', facts }, consentRoute });
}
