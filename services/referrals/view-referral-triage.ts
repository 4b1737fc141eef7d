import type { Actor } from '../access/actor.ts';
import { recordRead } from '../audit/record.ts';
import { consentStateOn } from '../consent/consent-state.ts';
import { consentEvents, findConsentPerson } from '../consent/consent-store.ts';
import type { ConsentState } from '../consent/model.ts';
import { lettersOfReferral } from '../letters/letter-store.ts';
import type { DatabaseOrTransaction } from '../platform/database.ts';
import type { Deps } from '../platform/deps.ts';
import { type NotAllowed, type NotFound, ok, type Result } from '../platform/result.ts';
import { type CalendarDay, dayOf } from '../platform/time.ts';
import { findLinked, findPossible } from './duplicate-store.ts';
import { referralFor } from './referral-for-actor.ts';
import { viewOfReferral } from './referral-view.ts';
import { isUndecided } from './rules.ts';
import type { ReferralRecord } from './store.ts';
import type { TriageView } from './triage-model.ts';
import { missingSectors, triageGaps } from './triage-rules.ts';
import { teamColumns } from './triage-store.ts';

/**
 * A referral as the DSR team decides on it: with who else on record may be the same person, where consent stands today and
 * what is missing. None of that is ever shown to a referrer.
 *
 * @param input.opened somebody opened it to look, which is put on record
 */
export async function viewReferralTriage(
  deps: Pick<Deps, 'db' | 'clock' | 'policy'>,
  input: { actor: Actor; referralId: string; opened?: boolean },
): Promise<Result<TriageView, NotAllowed | NotFound>> {
  const { actor, referralId } = input;
  const found = await referralFor(deps, 'view-referral-triage', actor, referralId);
  if (!found.ok) return found;
  if (input.opened)
    await recordRead(deps, { useCase: 'view-referral-triage', actor, noun: 'referral', nounId: referralId });
  return ok(await triageOf(deps, found.value));
}

/** The same where the referral has been read and the actor asked about already. */
export async function triageOf(
  deps: Pick<Deps, 'db' | 'clock' | 'policy'>,
  record: ReferralRecord,
): Promise<TriageView> {
  const today = dayOf(deps.clock.now());
  const about = { referralId: record.id, personId: record.person.id };
  const [referral, consent, possible, linked, letters, columns] = await Promise.all([
    viewOfReferral(deps, record),
    consentToday(deps, deps.db, record.person.id, today),
    isUndecided(record.state) ? findPossible(deps.db, about) : [],
    findLinked(deps.db, about),
    lettersOfReferral(deps.db, record.id),
    teamColumns(deps.db, record.id),
  ]);
  const missing = record.state === 'withdrawn' ? [] : missingSectors(record.reviewers, deps.policy);
  const gaps = isUndecided(record.state) ? triageGaps({ consent, possible, linked, missing }) : [];
  return { referral, today, consent, possible, linked, missingSectors: missing, gaps, letters, ...columns };
}

/** Where consent stands today, over every row of the same individual. */
export async function consentToday(
  { policy }: Pick<Deps, 'policy'>,
  db: DatabaseOrTransaction,
  personId: string,
  today: CalendarDay,
): Promise<ConsentState> {
  const person = await findConsentPerson(db, personId);
  return consentStateOn(await consentEvents(db, person?.family ?? [personId]), today, policy);
}
