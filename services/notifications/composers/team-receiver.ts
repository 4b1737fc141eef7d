import { mayDo } from '../../access/authorise.ts';
import type { DatabaseOrTransaction } from '../../platform/database.ts';
import type { DeliveryRow } from '../delivery-store.ts';
import { professionalFacts } from '../facts-store.ts';
import type { TeamsReceiver } from '../port.ts';

/**
 * Who of the team gets a card: the one whose task it is, as long as they are in the DSR team; otherwise, and where their
 * chat can't be reached (`detail.to`), the channel.
 */
export async function teamReceiver(
  db: DatabaseOrTransaction,
  delivery: Pick<DeliveryRow, 'detail'>,
  whoseTask: string | null,
): Promise<TeamsReceiver> {
  if (delivery.detail?.to === 'channel') return { to: 'channel' };
  const person = await professionalFacts(db, whoseTask);
  if (person === null) return { to: 'channel' };
  const actor = { kind: 'professional', id: person.id, dsrRole: person.dsrRole } as const;
  return mayDo('list-queue', actor, []) ? { to: 'professional', professionalId: person.id } : { to: 'channel' };
}
