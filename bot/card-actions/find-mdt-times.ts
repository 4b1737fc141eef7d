import { z } from 'zod';
import { chooseMdtFirst } from '../../services/mbe-requests/choose-mdt-first.ts';
import { mdtFirstWords } from '../../wording/mdt-first.ts';
import { messages } from '../../wording/messages.ts';
import { draftAsTyped, draftRefused } from '../draft-cards.ts';
import { showColleagues } from '../mdt-cards.ts';
import { message, myRequestsButton } from '../message-cards.ts';
import { cardAction } from '../turn.ts';

const data = z.object({
  draftId: z.guid(),
  mdtColleagues: z
    .string()
    .default('')
    .transform((text) => text.slice(0, 20_000)),
});

/** "Look for times": a job looks, and sends the ready invitation into this chat. */
export const findMdtTimes = cardAction('find-mdt-times', data, async (turn, { draftId, mdtColleagues }) => {
  const { deps, actor } = turn;
  const typed = { mdtColleagues };
  const chosen = await chooseMdtFirst(deps, { actor, draftId, typed, choice: 'mdt-invitation' });
  if (chosen.ok) {
    const goOn = { title: mdtFirstWords.goOn, verb: 'open-draft', data: { draftId } };
    return message(messages.mdtLooking, [goOn, myRequestsButton]);
  }
  if (chosen.reason !== 'incomplete') return draftRefused(turn, chosen);
  return showColleagues(await draftAsTyped(turn, draftId, typed), chosen.problem);
});
