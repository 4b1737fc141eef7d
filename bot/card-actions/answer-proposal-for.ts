import { z } from 'zod';
import { viewMeeting } from '../../services/meetings/view-meeting.ts';
import { answerProposal } from '../../services/proposals/answer-proposal.ts';
import { forInvitee } from '../../wording/for-invitee.ts';
import { showAnswerFor } from '../answer-for.ts';
import { alsoNameStandIn, answerOfInvitee, chosenIn } from '../invitee-cards.ts';
import { aboutMeeting, showMeetingRefused } from '../meeting-forms.ts';
import { showMeetingPeople } from '../shown-cards/meeting-people.ts';
import { cardAction } from '../turn.ts';

const data = z.looseObject({ ...aboutMeeting.shape, ...answerOfInvitee.shape });

/** Records what somebody said on the phone to the times they are asked about. */
export const answerProposalFor = cardAction('answer-proposal-for', data, async (turn, pressed) => {
  const { meetingId, requestId, inviteeId, press, note, standInName, standInEmail } = pressed;
  const { deps, actor } = turn;
  const about = { meetingId, requestId, inviteeId };
  const meeting = await viewMeeting(deps, { actor, meetingId });
  if (!meeting.ok) return showMeetingRefused(turn, about, meeting);
  const { typed, answers } = chosenIn(pressed);
  const done = await answerProposal(deps, { actor, address: '', inviteeId, answers, note, answeredBy: null, press });
  if (!done.ok && done.reason === 'incomplete') {
    return showAnswerFor(turn, about, {
      typed: { ...typed, note, standInName, standInEmail },
      problems: done.problems,
    });
  }
  if (!done.ok) return showMeetingRefused(turn, about, { reason: 'wrong-state' });
  const named = await alsoNameStandIn(turn, '', pressed);
  if (named.problems !== undefined) return showAnswerFor(turn, about, named);
  return showMeetingPeople(turn, { meetingId }, { tone: 'good', text: forInvitee.entered });
});
