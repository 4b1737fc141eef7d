import { answerProposal as answer } from '../../services/proposals/answer-proposal.ts';
import { forInvitee } from '../../wording/for-invitee.ts';
import {
  alsoNameStandIn,
  answerOfInvitee,
  chosenIn,
  ownAddress,
  showProposalFor,
  whoAnswered,
} from '../invitee-cards.ts';
import { cardAction } from '../turn.ts';

/** "Send my answer": to every time that was asked about, and who comes instead. */
export const answerProposal = cardAction('answer-proposal', answerOfInvitee, async (turn, pressed) => {
  const own = ownAddress(turn);
  if ('shown' in own) return own.shown;
  const { inviteeId, press, note, standInName, standInEmail, name, jobRole, phone } = pressed;
  const about = { address: own.address, inviteeId };
  const { typed: chosen, answers } = chosenIn(pressed);
  const answeredBy = whoAnswered(pressed);
  const { deps, actor } = turn;
  const done = await answer(deps, { actor, ...about, answers, note, answeredBy, press });
  if (done.ok) return showProposalFor(turn, about, await alsoNameStandIn(turn, own.address, pressed));
  if (done.reason === 'incomplete') {
    const typed = { ...chosen, note, standInName, standInEmail, name, jobRole, phone };
    return showProposalFor(turn, about, { typed, problems: done.problems });
  }
  return showProposalFor(turn, about, { notice: { tone: 'warning', text: forInvitee.tooLate } });
});
