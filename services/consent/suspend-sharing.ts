import { refreshCards } from '../notifications/store.ts';
import type { Transaction } from '../platform/database.ts';
import type { Deps } from '../platform/deps.ts';
import { withdrawQuestionsOf } from '../service-questions/question-ending-store.ts';
import { endBases } from './ending-store.ts';
import type { BasisEnd } from './rules.ts';

/**
 * Nothing about an individual leaves the team any more for their MbE requests, in the transaction that has recorded why;
 * meetings of the register ask consent itself, and services are asked no more. Ends nothing else: what is arranged stays
 * arranged.
 */
export async function suspendSharing(
  tx: Transaction,
  deps: Pick<Deps, 'clock' | 'jobs'>,
  family: readonly string[],
  because: BasisEnd,
): Promise<true> {
  await withdrawQuestionsOf(tx, deps, family);
  await refreshCards(tx, deps, await endBases(tx, family, because, deps.clock.now()));
  return true;
}
