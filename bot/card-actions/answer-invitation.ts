import { z } from 'zod';
import { answerInvitation as answer } from '../../services/meetings/answer-invitation.ts';
import { forInvitee } from '../../wording/for-invitee.ts';
import { alsoNameStandIn, answerOfInvitee, ownAddress, showInvitationFor, whoAnswered } from '../invitee-cards.ts';
import { typedText } from '../press-data.ts';
import { cardAction } from '../turn.ts';

const data = z.looseObject({
  ...answerOfInvitee.shape,
  response: typedText,
  /** The time that the card showed. */
  startsAt: z.coerce.date(),
});

/** "Send my answer": whether they come, and who comes instead. */
export const answerInvitation = cardAction('answer-invitation', data, async (turn, pressed) => {
  const own = ownAddress(turn);
  if ('shown' in own) return own.shown;
  const { inviteeId, press, startsAt, response, note, standInName, standInEmail, name, jobRole, phone } = pressed;
  const about = { address: own.address, inviteeId };
  const answeredBy = whoAnswered(pressed);
  const { deps, actor } = turn;
  const done = await answer(deps, { actor, ...about, response, note, answeredBy, startsAt, press });
  if (done.ok) return showInvitationFor(turn, about, await alsoNameStandIn(turn, own.address, pressed));
  if (done.reason === 'incomplete') {
    const typed = { response, note, standInName, standInEmail, name, jobRole, phone };
    return showInvitationFor(turn, about, { typed, problems: done.problems });
  }
  const text = done.reason === 'changed-meanwhile' ? forInvitee.moved : forInvitee.tooLate;
  return showInvitationFor(turn, about, { notice: { tone: 'warning', text } });
});
