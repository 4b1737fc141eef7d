import { dueCard } from '../../cards/due.card.ts';
import { listDue } from '../../services/register/list-due.ts';
import type { DueTab } from '../../services/register/model.ts';
import type { ShownCard, Viewing } from '../turn.ts';
import { showEntryRefusal } from './person.ts';

/** One page of what falls due, for the DSR team. */
export async function showDuePage(viewing: Viewing, tab: DueTab, page: number): Promise<ShownCard> {
  const { deps, actor } = viewing;
  const view = await listDue(deps, { actor, tab, page });
  if (!view.ok) return showEntryRefusal(view);
  return { card: dueCard({ view: view.value }), summary: 'What is due' };
}
