import type { UseCase } from '../access/access-table.ts';
import type { Actor } from '../access/actor.ts';
import type { Transaction } from './database.ts';

/**
 * Claims one press of a button inside the transaction it causes. Teams delivers a press again, sometimes with new ids, so
 * the key travels in the card's data and a unique index decides.
 *
 * @returns false when this press has been carried out already: change nothing, show the present state
 */
export async function claimPress(
  tx: Transaction,
  press: { key: string; useCase: UseCase; actor: Actor; at: Date },
): Promise<boolean> {
  const actorId = press.actor.kind === 'professional' ? press.actor.id : press.key;
  const { count } = await tx.idempotencyKey.createMany({
    data: [{ key: press.key, useCase: press.useCase, actorId, createdAt: press.at }],
    skipDuplicates: true,
  });
  return count === 1;
}
