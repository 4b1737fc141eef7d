import { z } from 'zod';
import { entryHistoryCard } from '../../cards/entry-history.card.ts';
import { viewEntryHistory } from '../../services/register/view-entry-history.ts';
import { aboutEntry } from '../entry-forms.ts';
import { pageNumber } from '../press-data.ts';
import { showEntryRefusal } from '../shown-cards/person.ts';
import { cardAction } from '../turn.ts';

const data = aboutEntry.extend({
  page: pageNumber,
  day: z.string().max(200).default(''),
});

/** "History", its pages, and the rating on a day in the past. */
export const showEntryHistory = cardAction('show-entry-history', data, async (turn, { entryId, page, day }) => {
  const { deps, actor } = turn;
  const history = await viewEntryHistory(deps, { actor, entryId, page, day });
  if (!history.ok) return showEntryRefusal(history);
  const card = entryHistoryCard({ history: history.value, policy: deps.policy, typedPast: day });
  return { card, summary: history.value.reference };
});
