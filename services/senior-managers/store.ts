import { z } from 'zod';
import type { Database, DatabaseOrTransaction } from '../platform/database.ts';
import type { Deps } from '../platform/deps.ts';

export const sectors = ['health', 'local-authority'] as const;
export type Sector = (typeof sectors)[number];

/** A senior manager who hears of red and amber risks that are stuck. */
export type SeniorManager = { id: string; sector: Sector; name: string; email: string };

const row = z.object({ id: z.uuid(), sector: z.enum(sectors), name: z.string(), email: z.string() });

/** Those who are told now, of these sectors, in a steady order. */
export async function seniorManagersOf(
  db: DatabaseOrTransaction,
  ofSectors: readonly Sector[],
): Promise<SeniorManager[]> {
  const rows = await db.seniorManager.findMany({
    where: { active: true, sector: { in: [...ofSectors] } },
    orderBy: [{ sector: 'asc' }, { email: 'asc' }],
  });
  return rows.map((one) => row.parse(one));
}

/** One of them; null when they are no longer told. */
export async function findSeniorManager(db: Database, id: string): Promise<SeniorManager | null> {
  const found = await db.seniorManager.findUnique({ where: { id, active: true } });
  return found === null ? null : row.parse(found);
}

/** Makes the configured people the senior managers, and nobody else. Called at start. */
export async function setSeniorManagers(
  deps: Pick<Deps, 'db' | 'newId'>,
  managers: readonly Omit<SeniorManager, 'id'>[],
): Promise<void> {
  await deps.db.$transaction(async (tx) => {
    const emails = managers.map(({ email }) => email.toLowerCase());
    await tx.seniorManager.updateMany({ where: { email: { notIn: emails } }, data: { active: false } });
    for (const { sector, name, email } of managers) {
      const data = { sector, name, active: true };
      await tx.seniorManager.upsert({
        where: { email: email.toLowerCase() },
        create: { ...data, id: deps.newId(), email: email.toLowerCase() },
        update: data,
      });
    }
  });
}
