import { disclosing } from '../../disclosures/disclosing.ts';
import { holdersOf } from '../../meetings/quorum.ts';
import { type Composer, mailTo, meetingAndInvitee, nothing } from './composer.ts';
import { mayBeMailed, meetingToAnswer } from './meeting-to-answer.ts';

/**
 * Asks somebody of an agency to come in the place of its contact, who has declined. Once somebody else of it comes, or they
 * have answered, nobody needs to be asked.
 */
export const composeStandInNeeded: Composer = async (deps, delivery) => {
  const about = await meetingAndInvitee(deps, delivery);
  if (about === null) return nothing('gone');
  const { rows, meeting, invitee, part, purpose } = about;
  if (invitee.email === null || !mayBeMailed(part)) return nothing(part);
  if (!delivery.eventKey.startsWith(`stand-in-needed:${meeting.id}:${rows.sequence}:`)) return nothing('superseded');
  const seat = invitee.standsInForId ?? invitee.id;
  const others = holdersOf(seat, meeting.invitees).filter(({ id }) => id !== invitee.id);
  if (invitee.response !== null) return nothing('answered');
  if (others.some(({ response, askedToStandIn }) => response !== 'declined' && !askedToStandIn))
    return nothing('filled');
  const view = await meetingToAnswer(deps, about);
  if (view === null) return nothing('over');
  return mailTo(
    deps,
    delivery,
    { name: invitee.name, email: invitee.email },
    {
      content: deps.words.standInNeeded(view),
      part,
      discloses: disclosing(meeting, invitee, purpose === null ? [] : ['purpose']),
    },
  );
};
