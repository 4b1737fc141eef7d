import type { Actor } from '../access/actor.ts';
import { refreshCards } from '../notifications/store.ts';
import type { Transaction } from '../platform/database.ts';
import type { Deps } from '../platform/deps.ts';

/** Closes what the clinical lead was asked about a meeting after consent had ended: it has been decided. */
export async function closeDecided(
  tx: Transaction,
  deps: Pick<Deps, 'clock' | 'jobs'>,
  meetingId: string,
  actor: Actor,
): Promise<void> {
  const closed = await tx.teamTodo.updateManyAndReturn({
    where: { kind: 'decide-withdrawn-meeting', meetingId, doneAt: null },
    data: { doneAt: deps.clock.now(), doneById: actor.kind === 'professional' ? actor.id : null },
    select: { id: true },
  });
  await refreshCards(
    tx,
    deps,
    closed.map(({ id }) => id),
  );
}
