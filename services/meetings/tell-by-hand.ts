import { contentFor, type OutcomeContent } from './disclosure.ts';
import type { MeetingView, OutcomeView, SummaryPreview } from './model.ts';

/**
 * What the team may tell one receiver by phone, in person or by letter because it can't be mailed to them: their part of
 * the outcome. Only the address stands between them and a summary; somebody without an agreement, and anybody while there
 * is no ground for sharing, may not be told about the person in any way (domain.md §7, §10).
 *
 * @returns null when there is nothing to tell, or it may not be told
 */
export function toTellByHand(
  meeting: Pick<MeetingView, 'invitees' | 'sharing'>,
  outcome: Pick<OutcomeView, 'decisions' | 'actions' | 'nextStep'>,
  preview: Pick<SummaryPreview, 'inviteeId' | 'part' | 'changes'>,
): OutcomeContent | null {
  const invitee = meeting.invitees.find((one) => one.id === preview.inviteeId);
  const { what } = preview.part;
  const isToBeTold = what !== 'summary' && what !== 'letter' && preview.changes?.length !== 0;
  if (invitee === undefined || !isToBeTold || !meeting.sharing.may) return null;
  const isFamily = invitee.kind === 'individual' || invitee.kind === 'carer';
  const hasAgreement = invitee.kind === 'agency' && invitee.organisation?.agreementInForce === true;
  return isFamily || hasAgreement ? contentFor(invitee.party, outcome) : null;
}
