import { createHash } from 'node:crypto';
import type { UseCase } from '../access/access-table.ts';
import type { Actor } from '../access/actor.ts';
import type { Transaction } from './database.ts';
import type { Deps } from './deps.ts';

/** A press: the key of the card it was made on, who pressed, which button, and everything that was asked for. */
export type Press = { key: string; useCase: UseCase; actor: Actor; asked: Readonly<Record<string, unknown>> };

/**
 * The key under which a press is claimed. A card in a channel has one key for everybody and for all its buttons, and its
 * fields can be filled in anew while an answer is on its way: only the same press by the same person, asking for the same,
 * is a repeat.
 */
export function keyOf(press: Press): string {
  const who = press.actor.kind === 'professional' ? press.actor.id : press.actor.kind;
  const asked = JSON.stringify([press.key, press.useCase, who, press.asked]);
  const hex = createHash('sha256').update(asked).digest('hex');
  // Version 8 of RFC 9562: a UUID whose bits are our own.
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** Claims a press; a unique index decides. @returns false when it has been carried out already */
async function claim(tx: Transaction, press: Press, at: Date): Promise<boolean> {
  const actorId = press.actor.kind === 'professional' ? press.actor.id : press.key;
  const { count } = await tx.idempotencyKey.createMany({
    data: [{ key: keyOf(press), useCase: press.useCase, actorId, createdAt: at }],
    skipDuplicates: true,
  });
  return count === 1;
}

/** Thrown inside a transaction to undo it, the claimed press included; never leaves this file. */
class Overtaken extends Error {
  override name = 'Overtaken';
}

/**
 * Carries out one press in one transaction, and wakes the workers after it.
 *
 * @param work makes the change; answers false when somebody else's change came first: then all of it is undone
 * @returns 'done'; 'repeated' when this press had been carried out before; 'overtaken' when it was undone
 */
export async function carryOut(
  deps: Pick<Deps, 'db' | 'clock' | 'jobs'>,
  press: Press,
  work: (tx: Transaction) => Promise<boolean>,
): Promise<'done' | 'repeated' | 'overtaken'> {
  try {
    const claimed = await deps.db.$transaction(async (tx) => {
      if (!(await claim(tx, press, deps.clock.now()))) return false;
      if (!(await work(tx))) throw new Overtaken();
      return true;
    });
    if (claimed) deps.jobs.wake();
    return claimed ? 'done' : 'repeated';
  } catch (fault) {
    if (fault instanceof Overtaken) return 'overtaken';
    throw fault;
  }
}

/**
 * Whether this press has been carried out already. Ask before a refusal: the second delivery of a press finds the state
 * that its first one made, and that is a success.
 */
export async function wasCarriedOut(deps: Pick<Deps, 'db'>, press: Press): Promise<boolean> {
  return (await deps.db.idempotencyKey.count({ where: { key: keyOf(press) } })) > 0;
}
