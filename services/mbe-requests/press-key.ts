import { createHash } from 'node:crypto';
import type { UseCase } from '../access/access-table.ts';
import type { Actor } from '../access/actor.ts';
import type { Deps } from '../platform/deps.ts';

/** One press: the key of the card it was made on, the button, and whose finger it was. */
type Press = { key: string; useCase: UseCase; actor: Actor };

/**
 * The key under which a press is claimed. Everybody in a channel presses on copies of one card, which has one key for all
 * its buttons: only the same press by the same person on the same button is a repeat.
 */
export function pressKey(press: Press): string {
  const who = press.actor.kind === 'professional' ? press.actor.id : 'system';
  const hex = createHash('sha256').update(`${press.key} ${press.useCase} ${who}`).digest('hex');
  // Version 8 of RFC 9562: a UUID whose bits are our own.
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** Whether this very press has been carried out before: then what it asked for is no refusal, but the present state. */
export async function wasCarriedOut(deps: Pick<Deps, 'db'>, press: Press): Promise<boolean> {
  const found = await deps.db.idempotencyKey.findUnique({ where: { key: pressKey(press) }, select: { key: true } });
  return found !== null;
}
