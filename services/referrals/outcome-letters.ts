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
 *
 * @param told.onRegister the letter says that the person is on the register already: it goes where the team has written to
 *   them before, or nowhere yet, and never to an address that this referral gives
 */
export async function draftOutcomeLetters(
  tx: Transaction,
  deps: Deps,
  referral: ReferralRecord,
  told: { subject: LetterSubject; consentRoute?: ConsentRoute | null; onRegister?: boolean },
): Promise<void> {
  const personId = referral.person.id;
  const family = personReceivers(await peopleToTell(tx, personId, { vouchedAlone: told.onRegister ?? false }), {
    today: dayOf(deps.clock.now()),
    ownConsentFrom: deps.policy.ownConsentFrom.value,
    consentRoute: told.consentRoute ?? null,
  });
  const receivers = [...family, ...referrerReceivers(referral, family)];
  const about = { subjectId: referral.id, referralId: referral.id, personId };
  await addLetters(tx, deps, lettersTo(receivers, told.subject, about));
}
