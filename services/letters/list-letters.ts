import type { Actor } from '../access/actor.ts';
import { authorise } from '../access/authorise.ts';
import type { Deps } from '../platform/deps.ts';
import { pageOf } from '../platform/pages.ts';
import { type NotAllowed, ok, type Result } from '../platform/result.ts';
import { countWaitingLetters, waitingLetters } from './letter-store.ts';
import type { LetterList } from './model.ts';

/** As many as one card can show without scrolling for long. */
const PAGE_SIZE = 10;

/** Letters that wait to be released, or to be told by the team, oldest first. `page` counts from 1. */
export async function listLetters(
  deps: Deps,
  input: { actor: Actor; page: number },
): Promise<Result<LetterList, NotAllowed>> {
  const about = { noun: 'letter', nounId: null, relations: ['none'] } as const;
  const refusal = await authorise(deps, 'list-letters', input.actor, about);
  if (refusal) return refusal;
  const { total, toRelease } = await countWaitingLetters(deps.db);
  const { page, pages, skip } = pageOf(total, PAGE_SIZE, input.page);
  const items = total === 0 ? [] : await waitingLetters(deps.db, { skip, take: PAGE_SIZE });
  return ok({ page, pages, total, toRelease, items });
}
