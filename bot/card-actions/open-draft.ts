import { z } from 'zod';
import { viewDraft } from '../../services/mbe-requests/view-draft.ts';
import { draftRefused, showMailedDraft, showStep1 } from '../draft-cards.ts';
import { cardAction } from '../turn.ts';

const data = z.object({
  draftId: z.guid(),
  /** What of a pasted message found no field, where the card that leads here still shows it. */
  fromMessage: z.string().max(20_000).default(''),
});

/** "Continue": a stored draft on its first step. */
export const openDraft = cardAction('open-draft', data, async (turn, { draftId, fromMessage }) => {
  const found = await viewDraft(turn.deps, { actor: turn.actor, draftId });
  if (!found.ok) return draftRefused(turn, found);
  const { value: draft } = found;
  return fromMessage === '' ? showMailedDraft(turn, draft) : showStep1(turn, draft, { fromMessage });
});
