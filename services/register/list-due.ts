import type { Actor } from '../access/actor.ts';
import { authorise } from '../access/authorise.ts';
import type { Deps } from '../platform/deps.ts';
import { pageOf } from '../platform/pages.ts';
import { type NotAllowed, ok, type Result } from '../platform/result.ts';
import { dayOf, lastWorkingDayOnOrBefore } from '../platform/time.ts';
import { endOfWeek } from './digest-store.ts';
import { countDue, duePage } from './due-store.ts';
import type { DueTab } from './model.ts';
import type { DueView } from './register-view.ts';

const PAGE_SIZE = 8;

/**
 * What falls due on the register and of referrals: missed, today, in the rest of this week; and, apart from these because
 * they can't be missed, the dates from which something may be considered.
 */
export async function listDue(
  deps: Deps,
  input: { actor: Actor; tab: DueTab; page: number },
): Promise<Result<DueView, NotAllowed>> {
  const { actor, tab } = input;
  const about = { noun: 'register-entry', nounId: null, relations: ['none'] } as const;
  const refusal = await authorise(deps, 'list-due', actor, about);
  if (refusal) return refusal;
  const today = dayOf(deps.clock.now());
  const counts = await countDue(deps.db, today);
  const total = counts[tab];
  const { page, pages, skip } = pageOf(total, PAGE_SIZE, input.page);
  const rows = total === 0 ? [] : await duePage(deps.db, { tab, today, skip, take: PAGE_SIZE });
  const items = rows.map((row) => ({ ...row, lastWorkingDay: lastWorkingDayOnOrBefore(row.due) }));
  return ok({ tab, counts, today, endOfWeek: endOfWeek(today), page, pages, total, items });
}
