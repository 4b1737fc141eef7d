import type { Actor } from '../access/actor.ts';
import { authorise } from '../access/authorise.ts';
import type { Deps } from '../platform/deps.ts';
import { pageOf } from '../platform/pages.ts';
import { type NotAllowed, ok, type Result } from '../platform/result.ts';
import { dayOf } from '../platform/time.ts';
import type { PanelFilter } from './model.ts';
import { panelItems } from './panel-items.ts';
import type { PanelView } from './panel-model.ts';
import { panelCounts, panelPage } from './panel-store.ts';

/** As many as a card on a phone has room for with their actions. Decided by us. */
const ON_A_PAGE = 5;

/**
 * Prepares the regular multi-agency review: whom to discuss, in order of risk and then of the time since they were last
 * discussed, with their last actions and what became of them.
 *
 * @param input.page counted from 1; a page beyond the last is the last
 */
export async function listPanel(
  deps: Deps,
  input: { actor: Actor; filter: PanelFilter; page: number },
): Promise<Result<PanelView, NotAllowed>> {
  const { actor, filter } = input;
  const about = { noun: 'register-entry', nounId: null, relations: ['none'] } as const;
  const refusal = await authorise(deps, 'list-panel', actor, about);
  if (refusal) return refusal;
  const today = dayOf(deps.clock.now());
  const { discussedToday, ...counts } = await panelCounts(deps.db, today);
  const { page, pages, skip } = pageOf(counts[filter], ON_A_PAGE, input.page);
  const rows = await panelPage(deps.db, { filter, today, skip, take: ON_A_PAGE });
  const intervalStated = 'value' in deps.policy.panelInterval;
  const items = await panelItems(deps, rows, today);
  return ok({ filter, counts, intervalStated, discussedToday, page, pages, today, items });
}
