import { saveDraft } from '../../services/mbe-requests/save-draft.ts';
import { draftRefused } from '../draft-cards.ts';
import { mdtData, showColleagues, typedMdt } from '../mdt-cards.ts';
import { cardAction } from '../turn.ts';

/** "Write me an MDT invitation": what was answered is kept, and whom they want there is asked. */
export const openMdtInvitation = cardAction('open-mdt-invitation', mdtData, async (turn, data) => {
  const { deps, actor } = turn;
  const kept = await saveDraft(deps, { actor, draftId: data.draftId, typed: typedMdt(data), check: 'nothing' });
  if (kept.ok) return showColleagues(kept.value);
  return draftRefused(turn, kept.reason === 'incomplete' ? { reason: 'not-found' } : kept);
});
