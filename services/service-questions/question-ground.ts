import { findAddressesWithoutAgreement } from '../agencies/store.ts';
import { consentStateOn } from '../consent/consent-state.ts';
import { registerGround } from '../consent/rules.ts';
import { findRegisterSubject, type RegisterSubject } from '../meetings/register-subject-store.ts';
import type { DatabaseOrTransaction } from '../platform/database.ts';
import type { Deps } from '../platform/deps.ts';
import { dayOf } from '../platform/time.ts';
import type { ReceiverRow } from './question-store.ts';

/** Whether one service may be shown a question at this moment, and about whom it is. */
type QuestionGround =
  | { may: true; subject: RegisterSubject }
  | { may: false; because: 'withdrawn' | 'entry-ended' | 'no-consent' | 'no-agreement' | 'address-shared' };

/**
 * Asks consent, agreement and who else reads the address again, at the moment at which something is to be shown or sent
 * (domain.md §4, §7).
 */
export async function groundOfQuestion(
  deps: Pick<Deps, 'clock' | 'policy'> & { db: DatabaseOrTransaction },
  receiver: ReceiverRow,
): Promise<QuestionGround> {
  const today = dayOf(deps.clock.now());
  if (receiver.state === 'withdrawn') return { may: false, because: 'withdrawn' };
  if (!receiver.organisationActive || !receiver.agreementInForce) return { may: false, because: 'no-agreement' };
  const address = receiver.email.toLowerCase();
  if ((await findAddressesWithoutAgreement(deps.db, today, [address])).has(address)) {
    return { may: false, because: 'address-shared' };
  }
  const subject = await findRegisterSubject(deps.db, receiver.entryId);
  if (subject === null || subject.toDay !== null) return { may: false, because: 'entry-ended' };
  const consent = registerGround(consentStateOn(subject.consent, today, deps.policy), [], today);
  return consent.may ? { may: true, subject } : { may: false, because: 'no-consent' };
}
