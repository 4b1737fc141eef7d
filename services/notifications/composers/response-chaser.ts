import { disclosing } from '../../disclosures/disclosing.ts';
import { isToBeChased } from '../../meetings/quorum.ts';
import { type Composer, mailTo, meetingAndInvitee, nothing } from './composer.ts';
import { mayBeMailed, meetingToAnswer } from './meeting-to-answer.ts';

/** Reminds somebody invited who has not answered; nothing once they have, or somebody else of theirs comes. */
export const composeResponseChaser: Composer = async (deps, delivery) => {
  const about = await meetingAndInvitee(deps, delivery);
  if (about === null) return nothing('gone');
  const { rows, meeting, invitee, part, purpose } = about;
  const { before, sequence } = delivery.detail ?? {};
  if (invitee.email === null || invitee.callFirst || !mayBeMailed(part)) return nothing(part);
  if (sequence !== rows.sequence) return nothing('superseded');
  if (!isToBeChased(invitee, meeting.invitees)) return nothing('answered');
  const view = await meetingToAnswer(deps, about);
  if (view === null) return nothing('over');
  return mailTo(
    deps,
    delivery,
    { name: invitee.name, email: invitee.email },
    {
      content: deps.words.responseChaser({ ...view, before: before === true }),
      part,
      discloses: disclosing(meeting, invitee, purpose === null ? [] : ['purpose']),
    },
  );
};
