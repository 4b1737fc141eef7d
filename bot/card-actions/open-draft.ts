import { z } from 'zod';
import { viewDraft } from '../../services/mbe-requests/view-draft.ts';
import { draftRefused, showStep1 } from '../draft-cards.ts';
import { cardAction } from '../turn.ts';

/** "Continue": a stored draft on its first step. */
export const openDraft = cardAction('open-draft', z.object({ draftId: z.guid() }), async (turn, { draftId }) => {
  const found = await viewDraft(turn.deps, { actor: turn.actor, draftId });
  return found.ok ? showStep1(turn, found.value) : draftRefused(turn, found);
});
