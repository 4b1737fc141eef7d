import type { DeliveryWords } from '../../services/notifications/words-port.ts';
import { cancelledEventTexts, eventTexts } from '../event-texts.ts';
import { actionEscalationMail, actionReminderMail } from './action-mail.ts';
import { cancellationMail, timesOffMail } from './cancellation-mail.ts';
import { clockReminderMail, escalationMail } from './clock-mail.ts';
import { consentFormMail } from './consent-form-mail.ts';
import { invitationMail, responseChaserMail, standInNeededMail } from './invitation-mail.ts';
import { letterMail, letterNoticeMail } from './letter-mail.ts';
import { mailReplyMail } from './mail-reply-mail.ts';
import { chatNewsMail, pageNewsMail, requestNewsMail, teamNewsMail } from './news-mail.ts';
import { proposalMail, proposalWithdrawnMail } from './proposal-mail.ts';
import { serviceQuestionEscalationMail, serviceQuestionMail } from './service-question-mail.ts';
import { newLinkMail, signInCodeMail } from './sign-in-mail.ts';
import { noticeMail, summaryMail } from './summary-mail.ts';

/** The words of every mail, as the delivery service asks for them. */
export const deliveryWords: DeliveryWords = {
  invitation: invitationMail,
  cancellation: cancellationMail,
  timesOff: timesOffMail,
  standInNeeded: standInNeededMail,
  responseChaser: responseChaserMail,
  summary: summaryMail,
  notice: noticeMail,
  requestNews: requestNewsMail,
  pageNews: pageNewsMail,
  teamNews: teamNewsMail,
  clockReminder: clockReminderMail,
  escalation: escalationMail,
  letter: letterMail,
  letterNotice: letterNoticeMail,
  chatNews: chatNewsMail,
  serviceQuestion: serviceQuestionMail,
  serviceQuestionEscalation: serviceQuestionEscalationMail,
  proposal: proposalMail,
  proposalWithdrawn: proposalWithdrawnMail,
  consentForm: consentFormMail,
  actionReminder: actionReminderMail,
  actionEscalation: actionEscalationMail,
  signInCode: signInCodeMail,
  newLink: newLinkMail,
  mailReply: mailReplyMail,
  event: eventTexts,
  cancelledEvent: cancelledEventTexts,
};
