import type { Actor } from '../access/actor.ts';
import { authorise } from '../access/authorise.ts';
import { ageOn } from '../people/age.ts';
import type { Deps } from '../platform/deps.ts';
import { pageOf } from '../platform/pages.ts';
import { type NotAllowed, ok, type Result } from '../platform/result.ts';
import { dayOf } from '../platform/time.ts';
import { countByRating, countLapsed, listPage } from './list-store.ts';
import type { RegisterFilter } from './model.ts';
import type { RegisterView } from './register-view.ts';

/** As many as one card can show without scrolling for long. */
const PAGE_SIZE = 8;

/** Everybody on the register, in order of risk and then of what is due first; `page` counts from 1. */
export async function listRegister(
  deps: Deps,
  input: { actor: Actor; filter: RegisterFilter; page: number },
): Promise<Result<RegisterView, NotAllowed>> {
  const { actor, filter } = input;
  const about = { noun: 'register-entry', nounId: null, relations: ['none'] } as const;
  const refusal = await authorise(deps, 'list-register', actor, about);
  if (refusal) return refusal;
  const today = dayOf(deps.clock.now());
  const ask = { filter, today, policy: deps.policy };
  const [counts, lapsed] = await Promise.all([countByRating(deps.db, ask), countLapsed(deps.db, today)]);
  const total =
    filter.rating === 'all' ? counts.red + counts.amber + counts.blue + counts.green : counts[filter.rating];
  const { page, pages, skip } = pageOf(total, PAGE_SIZE, input.page);
  const rows = total === 0 ? [] : await listPage(deps.db, { ...ask, skip, take: PAGE_SIZE });
  const items = rows.map((row) => ({
    ...row,
    age: row.dateOfBirth === null ? null : ageOn(row.dateOfBirth, today),
    overdue: row.nextDue !== null && row.nextDue < today,
    suspended: row.consentUntil !== null && row.consentUntil < today,
  }));
  return ok({ filter, counts, lapsed, page, pages, total, today, items });
}
