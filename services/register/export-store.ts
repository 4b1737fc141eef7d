import type { DsrRole } from '../access/actor.ts';
import type { DatabaseOrTransaction, Transaction } from '../platform/database.ts';
import { type RegisterFilter, registerFilterSchema } from './model.ts';

/** Keeps the digest of a link's secret with what it is for, and forgets those that nobody can use any more. */
export async function addExport(
  tx: Transaction,
  link: { id: string; digest: string; professionalId: string; filter: RegisterFilter; now: Date; expiresAt: Date },
): Promise<void> {
  const { id, digest, professionalId, filter, now, expiresAt } = link;
  await tx.registerExport.deleteMany({ where: { expiresAt: { lt: now } } });
  const data = { id, secretDigest: digest, professionalId, filter, expiresAt, createdAt: now };
  await tx.registerExport.create({ data, select: { id: true } });
}

/** A link that can still be used, and who it was made for with their role at this moment; null where there is none. */
export async function usableExport(
  db: DatabaseOrTransaction,
  digest: string,
  now: Date,
): Promise<{ id: string; professionalId: string; dsrRole: DsrRole | null; filter: RegisterFilter } | null> {
  const row = await db.registerExport.findFirst({
    where: { secretDigest: digest, downloadedAt: null, expiresAt: { gt: now } },
  });
  if (row === null) return null;
  const owner = await db.professional.findUnique({ where: { id: row.professionalId }, select: { dsrRole: true } });
  return {
    id: row.id,
    professionalId: row.professionalId,
    dsrRole: (owner?.dsrRole ?? null) as DsrRole | null,
    filter: registerFilterSchema.parse(row.filter),
  };
}

/** Uses a link up. @returns false when somebody was first, or it is too late */
export async function useUpExport(tx: Transaction, id: string, now: Date): Promise<boolean> {
  const { count } = await tx.registerExport.updateMany({
    where: { id, downloadedAt: null, expiresAt: { gt: now } },
    data: { downloadedAt: now },
  });
  return count === 1;
}
