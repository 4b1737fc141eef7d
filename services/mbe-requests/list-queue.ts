import type { Actor } from '../access/actor.ts';
import { authorise } from '../access/authorise.ts';
import type { Deps } from '../platform/deps.ts';
import { pageOf } from '../platform/pages.ts';
import { type NotAllowed, ok, type Result } from '../platform/result.ts';
import { countMdtFirst } from './mdt-store.ts';
import type { QueueFilter } from './model.ts';
import type { QueueView } from './queue-model.ts';
import { countQueue, queuePage } from './queue-store.ts';
import { isOverdue, waitingFor } from './rules.ts';

/** As many as one card can show without scrolling for long. */
const PAGE_SIZE = 10;
/** How far back MDT invitations are counted: long enough to see whether it helps. Decided by us. */
const MDT_DAYS = 90;
const DAY_MS = 24 * 60 * 60_000;

/** The open requests in one list: needed-by first, those without last, then as they came in. `page` counts from 1. */
export async function listQueue(
  deps: Deps,
  input: { actor: Actor; filter: QueueFilter; page: number },
): Promise<Result<QueueView, NotAllowed>> {
  const { actor, filter } = input;
  const about = { noun: 'mbe-request', nounId: null, relations: [] } as const;
  const refusal = await authorise(deps, 'list-queue', actor, about);
  if (refusal) return refusal;
  const now = deps.clock.now();
  const ask = { filter, actorId: actor.kind === 'professional' ? actor.id : null, now };
  const { total, urgent } = await countQueue(deps.db, ask);
  const { page, pages, skip } = pageOf(total, PAGE_SIZE, input.page);
  const rows = total === 0 ? [] : await queuePage(deps.db, { ...ask, skip, take: PAGE_SIZE });
  const items = rows.map(({ decideBy, ...row }) => ({
    ...row,
    overdue: isOverdue({ state: row.state, decideBy }, now),
    waitingFor: waitingFor({ state: row.state, owned: row.owner !== null, meeting: row.meeting }),
  }));
  const mdtFirst = await countMdtFirst(deps.db, new Date(now.getTime() - MDT_DAYS * DAY_MS));
  return ok({ filter, page, pages, total, urgent, mdtFirst, items });
}
