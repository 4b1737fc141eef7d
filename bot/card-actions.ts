import { acceptReferral } from './card-actions/accept-referral.ts';
import { addKeyProfessional } from './card-actions/add-key-professional.ts';
import { admit } from './card-actions/admit.ts';
import { answerInformation } from './card-actions/answer-information.ts';
import { answerReferralQuestion } from './card-actions/answer-referral-question.ts';
import { answerRegisterEnquiry } from './card-actions/answer-register-enquiry.ts';
import { approveRequest } from './card-actions/approve-request.ts';
import { askClinicalLead } from './card-actions/ask-clinical-lead.ts';
import { askIfOnRegister } from './card-actions/ask-if-on-register.ts';
import { askInformation } from './card-actions/ask-information.ts';
import { askReferralQuestion } from './card-actions/ask-referral-question.ts';
import { askService } from './card-actions/ask-service.ts';
import { backReferralStep } from './card-actions/back-referral-step.ts';
import { cancelWithdrawnMeeting } from './card-actions/cancel-withdrawn-meeting.ts';
import { changeRating } from './card-actions/change-rating.ts';
import { changeSetting } from './card-actions/change-setting.ts';
import { closeDuplicateReferral } from './card-actions/close-duplicate-referral.ts';
import { completeTodo } from './card-actions/complete-todo.ts';
import { copyRequest } from './card-actions/copy-request.ts';
import { decideDuplicate } from './card-actions/decide-duplicate.ts';
import { declineRequest } from './card-actions/decline-request.ts';
import { discardDraft } from './card-actions/discard-draft.ts';
import { discardReferralDraft } from './card-actions/discard-referral-draft.ts';
import { discharge } from './card-actions/discharge.ts';
import { draftMailedMessage } from './card-actions/draft-mailed-message.ts';
import { endEntry } from './card-actions/end-entry.ts';
import { exportRegister } from './card-actions/export-register.ts';
import { findAgencies } from './card-actions/find-agencies.ts';
import { findConsentInvalid } from './card-actions/find-consent-invalid.ts';
import { findMdtTimes } from './card-actions/find-mdt-times.ts';
import { findPerson } from './card-actions/find-person.ts';
import { handOverRequest } from './card-actions/hand-over-request.ts';
import { linkSamePerson } from './card-actions/link-same-person.ts';
import { markAddressSecure } from './card-actions/mark-address-secure.ts';
import { markLetterAddress } from './card-actions/mark-letter-address.ts';
import { mdtGoOn } from './card-actions/mdt-go-on.ts';
import { nameMeKeyProfessional } from './card-actions/name-me-key-professional.ts';
import { nextPanelPerson } from './card-actions/next-panel-person.ts';
import { nextReferralStep } from './card-actions/next-referral-step.ts';
import { openAcceptReferral } from './card-actions/open-accept-referral.ts';
import { openActionProgress } from './card-actions/open-action-progress.ts';
import { openApprove } from './card-actions/open-approve.ts';
import { openAskIfOnRegister } from './card-actions/open-ask-if-on-register.ts';
import { openAskInformation } from './card-actions/open-ask-information.ts';
import { openAskReferral } from './card-actions/open-ask-referral.ts';
import { openAskService } from './card-actions/open-ask-service.ts';
import { openChangeRating } from './card-actions/open-change-rating.ts';
import { openCommunicationNeeds } from './card-actions/open-communication-needs.ts';
import { openConsent } from './card-actions/open-consent.ts';
import { openConsentInvalid } from './card-actions/open-consent-invalid.ts';
import { openCorrection } from './card-actions/open-correction.ts';
import { openDecline } from './card-actions/open-decline.ts';
import { openDraft } from './card-actions/open-draft.ts';
import { openDuplicates } from './card-actions/open-duplicates.ts';
import { openEndEntry } from './card-actions/open-end-entry.ts';
import { openHandOver } from './card-actions/open-hand-over.ts';
import { openHospital } from './card-actions/open-hospital.ts';
import { openKeyProfessionals } from './card-actions/open-key-professionals.ts';
import { openMdtInvitation } from './card-actions/open-mdt-invitation.ts';
import { openOutcome } from './card-actions/open-outcome.ts';
import { openPanelPerson } from './card-actions/open-panel-person.ts';
import { openReaddressLetter } from './card-actions/open-readdress-letter.ts';
import { openRecordBasis } from './card-actions/open-record-basis.ts';
import { openRecordConsent } from './card-actions/open-record-consent.ts';
import { openRecordReview } from './card-actions/open-record-review.ts';
import { openReferralDraft } from './card-actions/open-referral-draft.ts';
import { openReferralStep } from './card-actions/open-referral-step.ts';
import { openRefuseReferral } from './card-actions/open-refuse-referral.ts';
import { openRegisterMeeting } from './card-actions/open-register-meeting.ts';
import { openReviewers } from './card-actions/open-reviewers.ts';
import { openSetAsideLetter } from './card-actions/open-set-aside-letter.ts';
import { openSummaries } from './card-actions/open-summaries.ts';
import { openTodo } from './card-actions/open-todo.ts';
import { openVoidEvent } from './card-actions/open-void-event.ts';
import { openWithdraw } from './card-actions/open-withdraw.ts';
import { openWithdrawConsent } from './card-actions/open-withdraw-consent.ts';
import { openWithdrawReferral } from './card-actions/open-withdraw-referral.ts';
import { openWithdrawnMeeting } from './card-actions/open-withdrawn-meeting.ts';
import { readdressLetter } from './card-actions/readdress-letter.ts';
import { recordActionProgress } from './card-actions/record-action-progress.ts';
import { recordBasis } from './card-actions/record-basis.ts';
import { recordConsent } from './card-actions/record-consent.ts';
import { recordLetterTold } from './card-actions/record-letter-told.ts';
import { recordPanelDiscussion } from './card-actions/record-panel-discussion.ts';
import { recordReview } from './card-actions/record-review.ts';
import { recordReviewers } from './card-actions/record-reviewers.ts';
import { refuseReferral } from './card-actions/refuse-referral.ts';
import { releaseLetter } from './card-actions/release-letter.ts';
import { removeKeyProfessional } from './card-actions/remove-key-professional.ts';
import { requestRegisterMeeting } from './card-actions/request-register-meeting.ts';
import { saveActions } from './card-actions/save-actions.ts';
import { saveAttendance } from './card-actions/save-attendance.ts';
import { saveDecisions } from './card-actions/save-decisions.ts';
import { saveDraft } from './card-actions/save-draft.ts';
import { saveReferralDraft } from './card-actions/save-referral-draft.ts';
import { sendConsentForm } from './card-actions/send-consent-form.ts';
import { sendReferral } from './card-actions/send-referral.ts';
import { sendSummaries } from './card-actions/send-summaries.ts';
import { setAsideLetter } from './card-actions/set-aside-letter.ts';
import { setCommunicationNeeds } from './card-actions/set-communication-needs.ts';
import { setKeyProfessionals } from './card-actions/set-key-professionals.ts';
import { settleMailedMessage } from './card-actions/settle-mailed-message.ts';
import { showDates } from './card-actions/show-dates.ts';
import { showDue } from './card-actions/show-due.ts';
import { showEntryHistory } from './card-actions/show-entry-history.ts';
import { showHistory } from './card-actions/show-history.ts';
import { showLetter } from './card-actions/show-letter.ts';
import { showLetters } from './card-actions/show-letters.ts';
import { showMailbox } from './card-actions/show-mailbox.ts';
import { showMailedMessage } from './card-actions/show-mailed-message.ts';
import { showMailedText } from './card-actions/show-mailed-text.ts';
import { showMeeting } from './card-actions/show-meeting.ts';
import { showMyReferral } from './card-actions/show-my-referral.ts';
import { showMyReferrals } from './card-actions/show-my-referrals.ts';
import { showMyRequests } from './card-actions/show-my-requests.ts';
import { showPanel } from './card-actions/show-panel.ts';
import { showPerson } from './card-actions/show-person.ts';
import { showPolicy } from './card-actions/show-policy.ts';
import { showQueue } from './card-actions/show-queue.ts';
import { showReferralText } from './card-actions/show-referral-text.ts';
import { showReferrals } from './card-actions/show-referrals.ts';
import { showRegister } from './card-actions/show-register.ts';
import { showRegisterEnquiries } from './card-actions/show-register-enquiries.ts';
import { showRegisterEnquiry } from './card-actions/show-register-enquiry.ts';
import { showRequest } from './card-actions/show-request.ts';
import { showRequestText } from './card-actions/show-request-text.ts';
import { showServiceQuestion } from './card-actions/show-service-question.ts';
import { showTeamTodos } from './card-actions/show-team-todos.ts';
import { showTriage } from './card-actions/show-triage.ts';
import { showWhoWasTold } from './card-actions/show-who-was-told.ts';
import { startReferral } from './card-actions/start-referral.ts';
import { startReferralEntry } from './card-actions/start-referral-entry.ts';
import { startRequest } from './card-actions/start-request.ts';
import { submitRequest } from './card-actions/submit-request.ts';
import { takeReferral } from './card-actions/take-referral.ts';
import { takeRequest } from './card-actions/take-request.ts';
import { toConsentRecord } from './card-actions/to-consent-record.ts';
import { toStep1 } from './card-actions/to-step-1.ts';
import { toStep2 } from './card-actions/to-step-2.ts';
import { voidRegisterEvent } from './card-actions/void-register-event.ts';
import { withdrawConsent } from './card-actions/withdraw-consent.ts';
import { withdrawReferral } from './card-actions/withdraw-referral.ts';
import { withdrawRequest } from './card-actions/withdraw-request.ts';
import { withdrawServiceQuestion } from './card-actions/withdraw-service-question.ts';
import { wordLetter } from './card-actions/word-letter.ts';
import { meetingActions } from './meeting-actions.ts';
import type { CardAction } from './turn.ts';

/** Everything people can press, by verb. */
export const cardActions: readonly CardAction[] = [
  ...meetingActions,
  askClinicalLead,
  cancelWithdrawnMeeting,
  findConsentInvalid,
  openCommunicationNeeds,
  openConsent,
  openConsentInvalid,
  openRecordConsent,
  openWithdrawConsent,
  openWithdrawnMeeting,
  recordConsent,
  showWhoWasTold,
  toConsentRecord,
  withdrawConsent,
  answerInformation,
  approveRequest,
  askInformation,
  completeTodo,
  copyRequest,
  declineRequest,
  discardDraft,
  findMdtTimes,
  mdtGoOn,
  openMdtInvitation,
  findAgencies,
  handOverRequest,
  linkSamePerson,
  markAddressSecure,
  nextPanelPerson,
  openApprove,
  openAskInformation,
  openCorrection,
  openDecline,
  openDraft,
  openHandOver,
  openOutcome,
  openPanelPerson,
  openRecordBasis,
  openRegisterMeeting,
  openSummaries,
  openTodo,
  openWithdraw,
  recordBasis,
  recordPanelDiscussion,
  requestRegisterMeeting,
  saveActions,
  saveAttendance,
  saveDecisions,
  saveDraft,
  sendSummaries,
  showHistory,
  showMeeting,
  showMyRequests,
  showQueue,
  showPanel,
  showRequest,
  showRequestText,
  showTeamTodos,
  startRequest,
  submitRequest,
  takeRequest,
  toStep1,
  toStep2,
  withdrawRequest,
  admit,
  changeRating,
  changeSetting,
  discharge,
  endEntry,
  exportRegister,
  findPerson,
  openActionProgress,
  openChangeRating,
  openEndEntry,
  openHospital,
  openKeyProfessionals,
  openRecordReview,
  openVoidEvent,
  recordActionProgress,
  recordReview,
  setCommunicationNeeds,
  setKeyProfessionals,
  showDates,
  showDue,
  showEntryHistory,
  showPerson,
  showPolicy,
  showRegister,
  voidRegisterEvent,
  addKeyProfessional,
  answerReferralQuestion,
  backReferralStep,
  discardReferralDraft,
  nameMeKeyProfessional,
  nextReferralStep,
  openReferralDraft,
  openReferralStep,
  openWithdrawReferral,
  removeKeyProfessional,
  saveReferralDraft,
  sendReferral,
  showMyReferral,
  showMyReferrals,
  startReferral,
  startReferralEntry,
  withdrawReferral,
  askIfOnRegister,
  openAskIfOnRegister,
  acceptReferral,
  answerRegisterEnquiry,
  askReferralQuestion,
  closeDuplicateReferral,
  decideDuplicate,
  markLetterAddress,
  openAcceptReferral,
  openAskReferral,
  openDuplicates,
  openReaddressLetter,
  openRefuseReferral,
  openReviewers,
  openSetAsideLetter,
  readdressLetter,
  recordLetterTold,
  recordReviewers,
  refuseReferral,
  releaseLetter,
  setAsideLetter,
  showLetter,
  showLetters,
  showReferralText,
  showReferrals,
  showRegisterEnquiries,
  showRegisterEnquiry,
  draftMailedMessage,
  settleMailedMessage,
  showMailbox,
  showMailedMessage,
  showMailedText,
  showTriage,
  takeReferral,
  wordLetter,
  askService,
  openAskService,
  showServiceQuestion,
  withdrawServiceQuestion,
  sendConsentForm,
];
