import type { Transaction } from '../platform/database.ts';
import type { Deps } from '../platform/deps.ts';
import { type AuditEntry, auditInsert } from './audit-store.ts';

export type { AuditEntry } from './audit-store.ts';

/** Records what was done, in the transaction that did it. */
export async function recordDone(tx: Transaction, at: Date, entry: AuditEntry): Promise<void> {
  await tx.$executeRaw(auditInsert(at, 'done', entry));
}

/** Records an attempt that was refused. It stands on its own: there is no change to go with it. */
export async function recordRefusal(deps: Pick<Deps, 'db' | 'clock'>, entry: AuditEntry): Promise<void> {
  await deps.db.$executeRaw(auditInsert(deps.clock.now(), 'refused', entry));
}

/**
 * Records that somebody of the team opened a record about a named person, so that "who saw it?" has an answer. What the
 * service shows by itself, such as a card in the channel, nobody has opened.
 */
export async function recordRead(deps: Pick<Deps, 'db' | 'clock'>, entry: AuditEntry): Promise<void> {
  if (entry.actor.kind === 'system') return;
  await deps.db.$executeRaw(auditInsert(deps.clock.now(), 'done', entry));
}
