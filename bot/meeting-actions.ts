import { answerInvitation } from './card-actions/answer-invitation.ts';
import { answerProposal } from './card-actions/answer-proposal.ts';
import { answerProposalFor } from './card-actions/answer-proposal-for.ts';
import { bookTime } from './card-actions/book-time.ts';
import { cancelMeeting } from './card-actions/cancel-meeting.ts';
import { decideDisclosure } from './card-actions/decide-disclosure.ts';
import { endDisclosure } from './card-actions/end-disclosure.ts';
import { meetingDidNotHappen } from './card-actions/meeting-did-not-happen.ts';
import { openAnswerFor } from './card-actions/open-answer-for.ts';
import { openAttendeeList } from './card-actions/open-attendee-list.ts';
import { openCancelMeeting } from './card-actions/open-cancel-meeting.ts';
import { openChooseTime } from './card-actions/open-choose-time.ts';
import { openDidNotHappen } from './card-actions/open-did-not-happen.ts';
import { openDisclosure } from './card-actions/open-disclosure.ts';
import { openNeeds } from './card-actions/open-needs.ts';
import { openPropose } from './card-actions/open-propose.ts';
import { openReschedule } from './card-actions/open-reschedule.ts';
import { openShareWithoutConsent } from './card-actions/open-share-without-consent.ts';
import { openWithdrawProposal } from './card-actions/open-withdraw-proposal.ts';
import { rescheduleTime } from './card-actions/reschedule-time.ts';
import { sendProposal } from './card-actions/send-proposal.ts';
import { setAttendeeList } from './card-actions/set-attendee-list.ts';
import { setNeeds } from './card-actions/set-needs.ts';
import { setQuorum } from './card-actions/set-quorum.ts';
import { shareWithoutConsent } from './card-actions/share-without-consent.ts';
import { showAdvanceWords } from './card-actions/show-advance-words.ts';
import { showDisclosures } from './card-actions/show-disclosures.ts';
import { showMyInvitation } from './card-actions/show-my-invitation.ts';
import { showMyInvitations } from './card-actions/show-my-invitations.ts';
import { showMyProposal } from './card-actions/show-my-proposal.ts';
import { showPeople } from './card-actions/show-people.ts';
import { showProposal } from './card-actions/show-proposal.ts';
import { withdrawProposal } from './card-actions/withdraw-proposal.ts';
import type { CardAction } from './turn.ts';

/** What people press about a meeting until it is held: its time, its people, what they may know, and their own answers. */
export const meetingActions: readonly CardAction[] = [
  answerInvitation,
  answerProposal,
  answerProposalFor,
  bookTime,
  cancelMeeting,
  decideDisclosure,
  endDisclosure,
  meetingDidNotHappen,
  openAnswerFor,
  openAttendeeList,
  openCancelMeeting,
  openChooseTime,
  openDidNotHappen,
  openDisclosure,
  openNeeds,
  openPropose,
  openReschedule,
  openShareWithoutConsent,
  openWithdrawProposal,
  rescheduleTime,
  sendProposal,
  setAttendeeList,
  setNeeds,
  setQuorum,
  shareWithoutConsent,
  showAdvanceWords,
  showDisclosures,
  showMyInvitation,
  showMyInvitations,
  showMyProposal,
  showPeople,
  showProposal,
  withdrawProposal,
];
