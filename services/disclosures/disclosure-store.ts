import { createHash } from 'node:crypto';
import type { DatabaseOrTransaction } from '../platform/database.ts';
import type { Deps } from '../platform/deps.ts';
import type { NewDisclosure } from './model.ts';

/** The same thing, to the same receiver, in the same way, on the same basis, is put down once. */
function keyOf(disclosure: NewDisclosure): string {
  const { meetingId, entryId, questionId, inviteeId, address, what, via, basis, version } = disclosure;
  const parts = [
    meetingId,
    entryId,
    questionId,
    inviteeId,
    address?.toLowerCase(),
    [...what].sort(),
    via,
    basis,
    version,
  ];
  return createHash('sha256')
    .update(JSON.stringify(parts.map((part) => part ?? null)))
    .digest('hex');
}

/**
 * Puts on record what leaves about a person, to whom, when and on what basis: before it leaves, so that nothing can have
 * left without a record. Putting the same down again changes nothing.
 */
export async function recordDisclosure(
  db: DatabaseOrTransaction,
  deps: Pick<Deps, 'newId' | 'clock'>,
  disclosure: NewDisclosure,
): Promise<void> {
  const { version: _, what, ...columns } = disclosure;
  if (what.length === 0) return;
  const data = { ...columns, what: [...what], id: deps.newId(), eventKey: keyOf(disclosure), at: deps.clock.now() };
  await db.disclosure.createMany({ data: [data], skipDuplicates: true });
}
