import { z } from 'zod';
import { answerRegisterEnquiry as answerIt } from '../../services/register-enquiries/answer-register-enquiry.ts';
import { enquiryDone, enquiryRefusalText } from '../../wording/enquiry-for-team.ts';
import { pressKey, typedText } from '../press-data.ts';
import { showEnquiryForTeam, showEnquiryRefusal } from '../shown-cards/register-enquiry.ts';
import { cardAction } from '../turn.ts';

const data = z.object({ enquiryId: z.guid(), press: pressKey, answer: z.string().max(50), note: typedText });

/** "On the register", "Not on the register", "Cannot say": a coordinator's answer to whoever asked. */
export const answerRegisterEnquiry = cardAction('answer-register-enquiry', data, async (turn, asked) => {
  const { enquiryId, note } = asked;
  const done = await answerIt(turn.deps, { ...asked, actor: turn.actor, note });
  if (done.ok) return showEnquiryForTeam(turn, enquiryId, { tone: 'good', text: enquiryDone });
  if (done.reason === 'incomplete')
    return showEnquiryForTeam(turn, enquiryId, undefined, { typed: note, problems: done.problems });
  if (done.reason !== 'already-answered') return showEnquiryRefusal(done);
  return showEnquiryForTeam(turn, enquiryId, { tone: 'warning', text: enquiryRefusalText(done) });
});
