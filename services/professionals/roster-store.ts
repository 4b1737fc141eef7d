import type { Database } from '../platform/database.ts';

const NAME = 'dsr-team';

/** When the members of the team were last read; null where they never were. */
export async function rosterReadAt(db: Database): Promise<Date | null> {
  const row = await db.readPosition.findUnique({ where: { name: NAME } });
  return row === null ? null : row.at;
}

/** Notes that they have been read, and how many they were. */
export async function noteRosterRead(db: Database, members: number, at: Date): Promise<void> {
  const position = String(members);
  await db.readPosition.upsert({
    where: { name: NAME },
    create: { name: NAME, position, at },
    update: { position, at },
  });
}

/** Whether anybody has a role of the team. */
export async function hasDsrTeam(db: Database): Promise<boolean> {
  return (await db.professional.count({ where: { dsrRole: { not: null } } })) > 0;
}
