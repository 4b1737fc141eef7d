import type { Actor } from '../access/actor.ts';
import { refreshCards } from '../notifications/store.ts';
import type { DatabaseOrTransaction, Transaction } from '../platform/database.ts';
import type { Deps } from '../platform/deps.ts';

/** Whether the clinical lead has been shown this meeting after the end of consent, and has not decided yet. */
export async function waitsForClinicalLead(db: DatabaseOrTransaction, meetingId: string): Promise<boolean> {
  return (await db.teamTodo.count({ where: { kind: 'decide-withdrawn-meeting', meetingId, doneAt: null } })) > 0;
}

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
