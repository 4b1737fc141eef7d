import { chooseMdtFirst } from '../../services/mbe-requests/choose-mdt-first.ts';
import { draftRefused, showStep2 } from '../draft-cards.ts';
import { mdtData, typedMdt } from '../mdt-cards.ts';
import { cardAction } from '../turn.ts';

/** "Go on with the request": what was said of an MDT is kept, also when that is nothing. */
export const mdtGoOn = cardAction('mdt-go-on', mdtData, async (turn, data) => {
  const { deps, actor } = turn;
  const typed = typedMdt(data);
  const chosen = await chooseMdtFirst(deps, { actor, draftId: data.draftId, typed, choice: 'go-on' });
  if (chosen.ok) return showStep2(turn, chosen.value, { fromMessage: data.fromMessage });
  return draftRefused(turn, chosen.reason === 'incomplete' ? { reason: 'not-found' } : chosen);
});
