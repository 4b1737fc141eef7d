import type { DeliveryRow } from '../delivery-store.ts';
import type { DeliveryKind } from '../model.ts';
import { composeActionEscalation, composeActionReminder } from './action-mail.ts';
import { composeAdvanceWords } from './advance-words.ts';
import { composeCancellation } from './cancellation.ts';
import { composeClockReminder, composeEscalation } from './clock-mail.ts';
import type { Composed, Composer, ComposerDeps } from './composer.ts';
import { composeConsentForm } from './consent-form.ts';
import { composeDecisionOverdue } from './decision-overdue.ts';
import { composeInvitation } from './invitation.ts';
import { composeLetter, composeLetterToRelease } from './letter.ts';
import { composeMailForTriage } from './mail-for-triage.ts';
import { composeMailInstead } from './mail-instead.ts';
import { composeMailsNotMoved, composeMoreMailsWait } from './mailbox-news.ts';
import { composeMailedDraft, composeMailReply } from './mailed-request.ts';
import { composeMdtInvitation } from './mdt-invitation.ts';
import { composeAway, composeBack } from './outage.ts';
import { composeProposal, composeProposalNews, composeProposalWithdrawn } from './proposal.ts';
import { composeQuorumLost } from './quorum-lost.ts';
import { composeRecordOutcome } from './record-outcome.ts';
import { composeReferralForTriage } from './referral-for-triage.ts';
import { composeReferralNews } from './referral-news.ts';
import { composeRegisterDigest } from './register-digest.ts';
import { composeRegisterEnquiry, composeRegisterEnquiryAnswered } from './register-enquiry.ts';
import { composeRequestForTriage } from './request-for-triage.ts';
import { composeRequestNews } from './request-news.ts';
import { composeResponseChaser } from './response-chaser.ts';
import {
  composeServiceQuestion,
  composeServiceQuestionAnswered,
  composeServiceQuestionEscalation,
} from './service-question.ts';
import { composeNewLink, composeSignInCode } from './sign-in.ts';
import { composeStandInNeeded } from './stand-in-needed.ts';
import { composeSummary } from './summary.ts';
import { composeTimesOff } from './times-off.ts';
import { composeTodo } from './todo.ts';

const composers: Record<DeliveryKind, Composer> = {
  'advance-words': composeAdvanceWords,
  'request-for-triage': composeRequestForTriage,
  'request-news': composeRequestNews,
  'mdt-invitation': composeMdtInvitation,
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
  'service-question': composeServiceQuestion,
  'service-question-reminder': composeServiceQuestion,
  'service-question-escalation': composeServiceQuestionEscalation,
  'service-question-answered': composeServiceQuestionAnswered,
  'quorum-lost': composeQuorumLost,
  proposal: composeProposal,
  'proposal-chaser': composeProposal,
  'proposal-withdrawn': composeProposalWithdrawn,
  'quorum-reached': composeProposalNews,
  'proposal-booked': composeProposalNews,
  'proposal-closed': composeProposalNews,
  'stand-in-needed': composeStandInNeeded,
  'response-chaser': composeResponseChaser,
  'times-off': composeTimesOff,
  'consent-form': composeConsentForm,
  'action-reminder': composeActionReminder,
  'action-escalation': composeActionEscalation,
  'mail-for-triage': composeMailForTriage,
  'more-mails-wait': composeMoreMailsWait,
  'mails-not-moved': composeMailsNotMoved,
  'calendars-late': composeAway('calendars-late'),
  'calendars-back': composeBack('calendars-back'),
  'mailbox-away': composeAway('mailbox-away'),
  'mailbox-back': composeBack('mailbox-back'),
  'sign-in-code': composeSignInCode,
  'new-link': composeNewLink,
  'mail-reply': composeMailReply,
  'mailed-draft': composeMailedDraft,
};

/** What is to be done about a delivery now, by the composer of its kind. */
export function compose(deps: ComposerDeps, delivery: DeliveryRow): Promise<Composed> {
  return composers[delivery.kind](deps, delivery);
}
