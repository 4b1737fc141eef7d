import { searchOrganisations } from '../../services/agencies/store.ts';
import { saveDraft } from '../../services/mbe-requests/save-draft.ts';
import { dayOf } from '../../services/platform/time.ts';
import { draftAsTyped, draftRefused, showStep2 } from '../draft-cards.ts';
import { step2Data, typedInStep2 } from '../draft-form.ts';
import { cardAction } from '../turn.ts';

/** "Find": keeps what was typed and answers with the second step and what the search found, to be ticked. */
export const findAgencies = cardAction('find-agencies', step2Data, async (turn, data) => {
  const { deps, actor } = turn;
  const { draftId, fromMessage } = data;
  const typed = typedInStep2(data);
  const saved = await saveDraft(deps, { actor, draftId, typed, check: 'nothing' });
  if (!saved.ok && saved.reason !== 'incomplete') return draftRefused(turn, saved);
  const draft = saved.ok ? saved.value : await draftAsTyped(turn, draftId, typed);
  const query = data.agencyQuery.trim();
  const found = await searchOrganisations(deps.db, dayOf(deps.clock.now()), query);
  return showStep2(turn, draft, { fromMessage, search: { query, found } });
});
