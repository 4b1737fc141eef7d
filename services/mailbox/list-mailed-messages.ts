import type { Actor } from '../access/actor.ts';
import { authorise } from '../access/authorise.ts';
import type { Deps } from '../platform/deps.ts';
import { pageOf } from '../platform/pages.ts';
import { type NotAllowed, ok, type Result } from '../platform/result.ts';
import type { MailboxPage, MailFilter } from './triage-model.ts';
import { countMails, listMails } from './triage-store.ts';

const PAGE_SIZE = 10;

/**
 * A list of the shared mailbox for the team: what waits for a person, those first that speak of danger, then oldest first;
 * or what was left alone lately, newest first, so that somebody who misses a message finds it. `page` counts from 1.
 */
export async function listMailedMessages(
  deps: Pick<Deps, 'db' | 'clock' | 'policy'>,
  input: { actor: Actor; filter: MailFilter; page: number },
): Promise<Result<MailboxPage, NotAllowed>> {
  const { actor, filter } = input;
  const about = { noun: 'mailed-message', nounId: null, relations: ['none'] } as const;
  const refusal = await authorise(deps, 'list-mailed-messages', actor, about);
  if (refusal) return refusal;
  const total = await countMails(deps.db, filter);
  const { page, pages, skip } = pageOf(total, PAGE_SIZE, input.page);
  const dangerWords = deps.policy.dangerWords.value;
  const items = total === 0 ? [] : await listMails(deps.db, { filter, skip, take: PAGE_SIZE, dangerWords });
  return ok({ filter, page, pages, total, items });
}
