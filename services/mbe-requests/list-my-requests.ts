import { authorise } from '../access/authorise.ts';
import type { Deps } from '../platform/deps.ts';
import { pageOf } from '../platform/pages.ts';
import { type NotAllowed, ok, type Result } from '../platform/result.ts';
import type { Professional } from './draft-view.ts';
import type { RequestListItem } from './model.ts';
import { countMine, minePage } from './queue-store.ts';

const PAGE_SIZE = 8;

/** One page of somebody's own drafts and requests. `page` counts from 1. */
export type MyRequests = { items: RequestListItem[]; page: number; pages: number; total: number };

/** What the actor has drafted and asked for: drafts first, then what changed last. */
export async function listMyRequests(
  deps: Deps,
  input: { actor: Professional; page: number },
): Promise<Result<MyRequests, NotAllowed>> {
  const about = { noun: 'mbe-request', nounId: null, relations: ['requester'] } as const;
  const refusal = await authorise(deps, 'list-my-requests', input.actor, about);
  if (refusal) return refusal;
  const total = await countMine(deps.db, input.actor.id);
  const { page, pages, skip } = pageOf(total, PAGE_SIZE, input.page);
  const items = await minePage(deps.db, { requesterId: input.actor.id, skip, take: PAGE_SIZE });
  return ok({ items, page, pages, total });
}
