import type { Actor } from '../access/actor.ts';
import { authorise } from '../access/authorise.ts';
import type { Deps } from '../platform/deps.ts';
import { pageOf } from '../platform/pages.ts';
import { type NotAllowed, ok, type Result } from '../platform/result.ts';
import { countWaitingEnquiries, waitingEnquiries } from './enquiry-store.ts';
import type { EnquiryList } from './model.ts';

const PAGE_SIZE = 10;

/** Questions about the register that wait for an answer, oldest first. `page` counts from 1. */
export async function listRegisterEnquiries(
  deps: Pick<Deps, 'db' | 'clock'>,
  input: { actor: Actor; page: number },
): Promise<Result<EnquiryList, NotAllowed>> {
  const about = { noun: 'register-enquiry', nounId: null, relations: ['none'] } as const;
  const refusal = await authorise(deps, 'list-register-enquiries', input.actor, about);
  if (refusal) return refusal;
  const total = await countWaitingEnquiries(deps.db);
  const { page, pages, skip } = pageOf(total, PAGE_SIZE, input.page);
  const items = total === 0 ? [] : await waitingEnquiries(deps.db, { skip, take: PAGE_SIZE });
  return ok({ page, pages, total, items });
}
