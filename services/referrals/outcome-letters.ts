import type { ConsentRoute } from '../consent/model.ts';
import type { LetterSubject } from '../letters/model.ts';
import { lettersTo, personReceivers, referrerReceivers } from '../letters/receivers.ts';
import { addLetters, peopleToTell } from '../letters/store.ts';
import type { Transaction } from '../platform/database.ts';
import type { Deps } from '../platform/deps.ts';
import { dayOf } from '../platform/time.ts';
import type { ReferralRecord } from './store.ts';

/**
 * Drafts the letters of a referral's outcome in the transaction that decides it: to the person, or whoever speaks for them,
 * and to the referrer, each in their own way and format (domain.md §3). A coordinator reads and releases them.
 */
export async function draftOutcomeLetters(
  tx: Transaction,
  deps: Deps,
  referral: ReferralRecord,
  told: { subject: LetterSubject; consentRoute?: ConsentRoute | null },
): Promise<void> {
  const personId = referral.person.id;
  const family = personReceivers(await peopleToTell(tx, personId), {
    today: dayOf(deps.clock.now()),
    ownConsentFrom: deps.policy.ownConsentFrom.value,
    consentRoute: told.consentRoute ?? null,
  });
  const receivers = [...family, ...referrerReceivers(referral, family)];
  const about = { subjectId: referral.id, referralId: referral.id, personId };
  await addLetters(tx, deps, lettersTo(receivers, told.subject, about));
}
