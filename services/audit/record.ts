import type { UseCase } from '../access/access-table.ts';
import type { Actor } from '../access/actor.ts';
import type { DatabaseOrTransaction, Transaction } from '../platform/database.ts';
import type { Deps } from '../platform/deps.ts';

/** One audit event: ids and codes only. Words of a reason stay in the noun's own row. */
export type AuditEntry = {
  useCase: UseCase;
  actor: Actor;
  noun: 'mbe-request' | 'meeting' | 'outcome' | 'agency' | 'todo' | 'professional';
  nounId: string | null;
  from?: string;
  to?: string;
  reason?: string;
  /** Ids, codes, numbers. Never a name, an address or free text. */
  detail?: Record<string, string | number | boolean | null | string[]>;
};

async function write(db: DatabaseOrTransaction, at: Date, result: 'done' | 'refused', entry: AuditEntry) {
  await db.auditEvent.create({
    data: {
      at,
      actorKind: entry.actor.kind,
      actorId: entry.actor.kind === 'professional' ? entry.actor.id : null,
      useCase: entry.useCase,
      noun: entry.noun,
      nounId: entry.nounId,
      result,
      fromState: entry.from ?? null,
      toState: entry.to ?? null,
      reason: entry.reason ?? null,
      ...(entry.detail ? { detail: entry.detail } : {}),
    },
    select: { id: true },
  });
}

/** Records what was done, in the transaction that did it. */
export async function recordDone(tx: Transaction, at: Date, entry: AuditEntry): Promise<void> {
  await write(tx, at, 'done', entry);
}

/** Records an attempt that was refused. It stands on its own: there is no change to go with it. */
export async function recordRefusal(deps: Pick<Deps, 'db' | 'clock'>, entry: AuditEntry): Promise<void> {
  await write(deps.db, deps.clock.now(), 'refused', entry);
}
