import type { DeliveryRow } from '../delivery-store.ts';
import type { DeliveryKind } from '../model.ts';
import { composeCancellation } from './cancellation.ts';
import { composeClockReminder, composeEscalation } from './clock-mail.ts';
import type { Composed, Composer, ComposerDeps } from './composer.ts';
import { composeDecisionOverdue } from './decision-overdue.ts';
import { composeInvitation } from './invitation.ts';
import { composeLetter, composeLetterToRelease } from './letter.ts';
import { composeMailInstead } from './mail-instead.ts';
import { composeRecordOutcome } from './record-outcome.ts';
import { composeReferralForTriage } from './referral-for-triage.ts';
import { composeReferralNews } from './referral-news.ts';
import { composeRegisterDigest } from './register-digest.ts';
import { composeRegisterEnquiry, composeRegisterEnquiryAnswered } from './register-enquiry.ts';
import { composeRequestForTriage } from './request-for-triage.ts';
import { composeRequestNews } from './request-news.ts';
import { composeNewLink, composeSignInCode } from './sign-in.ts';
import { composeSummary } from './summary.ts';
import { composeTodo } from './todo.ts';

const composers: Record<DeliveryKind, Composer> = {
  'request-for-triage': composeRequestForTriage,
  'request-news': composeRequestNews,
  'decision-overdue': composeDecisionOverdue,
  'record-outcome': composeRecordOutcome,
  todo: composeTodo,
  invitation: composeInvitation,
  cancellation: composeCancellation,
  summary: composeSummary,
  'mail-instead': composeMailInstead,
  'register-digest': composeRegisterDigest,
  'clock-reminder': composeClockReminder,
  escalation: composeEscalation,
  'referral-for-triage': composeReferralForTriage,
  'referral-news': composeReferralNews,
  'register-enquiry': composeRegisterEnquiry,
  'register-enquiry-answered': composeRegisterEnquiryAnswered,
  'letter-to-release': composeLetterToRelease,
  letter: composeLetter,
  'sign-in-code': composeSignInCode,
  'new-link': composeNewLink,
};

/** What is to be done about a delivery now, by the composer of its kind. */
export function compose(deps: ComposerDeps, delivery: DeliveryRow): Promise<Composed> {
  return composers[delivery.kind](deps, delivery);
}
