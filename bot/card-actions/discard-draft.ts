import { z } from 'zod';
import { discardDraft as discard } from '../../services/mbe-requests/discard-draft.ts';
import { messages } from '../../wording/messages.ts';
import { draftRefused } from '../draft-cards.ts';
import { message, myRequestsButton } from '../message-cards.ts';
import { cardAction } from '../turn.ts';

const data = z.object({ draftId: z.guid(), sure: z.literal('yes').optional() });

/** "Delete": asks once more, then deletes the draft with everything typed in it. */
export const discardDraft = cardAction('discard-draft', data, async (turn, { draftId, sure }) => {
  if (!sure) {
    const yes = { title: 'Delete draft', verb: 'discard-draft', data: { draftId, sure: 'yes' } } as const;
    return message(messages.deleteDraft, [
      { ...yes, style: 'destructive' },
      { ...myRequestsButton, title: 'Keep it' },
    ]);
  }
  const discarded = await discard(turn.deps, { actor: turn.actor, draftId });
  return discarded.ok ? message(messages.draftDeleted, [myRequestsButton]) : draftRefused(turn, discarded);
});
