import { answerInformation } from './card-actions/answer-information.ts';
import { approveRequest } from './card-actions/approve-request.ts';
import { askInformation } from './card-actions/ask-information.ts';
import { copyRequest } from './card-actions/copy-request.ts';
import { declineRequest } from './card-actions/decline-request.ts';
import { discardDraft } from './card-actions/discard-draft.ts';
import { findAgencies } from './card-actions/find-agencies.ts';
import { handOverRequest } from './card-actions/hand-over-request.ts';
import { linkSamePerson } from './card-actions/link-same-person.ts';
import { openApprove } from './card-actions/open-approve.ts';
import { openAskInformation } from './card-actions/open-ask-information.ts';
import { openDecline } from './card-actions/open-decline.ts';
import { openDraft } from './card-actions/open-draft.ts';
import { openHandOver } from './card-actions/open-hand-over.ts';
import { openRecordBasis } from './card-actions/open-record-basis.ts';
import { openWithdraw } from './card-actions/open-withdraw.ts';
import { recordBasis } from './card-actions/record-basis.ts';
import { saveDraft } from './card-actions/save-draft.ts';
import { showHistory } from './card-actions/show-history.ts';
import { showMyRequests } from './card-actions/show-my-requests.ts';
import { showQueue } from './card-actions/show-queue.ts';
import { showRequest } from './card-actions/show-request.ts';
import { showRequestText } from './card-actions/show-request-text.ts';
import { startRequest } from './card-actions/start-request.ts';
import { submitRequest } from './card-actions/submit-request.ts';
import { takeRequest } from './card-actions/take-request.ts';
import { toStep1 } from './card-actions/to-step-1.ts';
import { toStep2 } from './card-actions/to-step-2.ts';
import { withdrawRequest } from './card-actions/withdraw-request.ts';
import type { CardAction } from './turn.ts';

/** Everything people can press, by verb. */
export const cardActions: readonly CardAction[] = [
  answerInformation,
  approveRequest,
  askInformation,
  copyRequest,
  declineRequest,
  discardDraft,
  findAgencies,
  handOverRequest,
  linkSamePerson,
  openApprove,
  openAskInformation,
  openDecline,
  openDraft,
  openHandOver,
  openRecordBasis,
  openWithdraw,
  recordBasis,
  saveDraft,
  showHistory,
  showMyRequests,
  showQueue,
  showRequest,
  showRequestText,
  startRequest,
  submitRequest,
  takeRequest,
  toStep1,
  toStep2,
  withdrawRequest,
];
