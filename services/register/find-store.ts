import { z } from 'zod';
import { Prisma } from '../../generated/prisma/client.ts';
import type { DatabaseOrTransaction } from '../platform/database.ts';
import { referenceNumber } from '../platform/reference.ts';
import { ratings } from './model.ts';
import type { FoundPerson } from './register-view.ts';

const foundRows = z.array(
  z.object({
    entryId: z.uuid(),
    reference: z.string(),
    name: z.string(),
    dateOfBirth: z.string().nullable(),
    rating: z.enum(ratings),
    toDay: z.string().nullable(),
  }),
);

/** The latest entry of everybody whose individual one of these rows belongs to; those on the register first. */
async function latestEntries(db: DatabaseOrTransaction, which: Prisma.Sql, take: number): Promise<FoundPerson[]> {
  const rows = await db.$queryRaw`
    WITH roots AS (SELECT DISTINCT COALESCE(p.same_as_id, p.id) AS id FROM person p WHERE ${which}),
    family AS (SELECT id, id AS root FROM roots
      UNION ALL SELECT p.id, roots.id FROM roots JOIN person p ON p.same_as_id = roots.id),
    latest AS (SELECT DISTINCT ON (f.root) e.id AS "entryId", COALESCE(p.dsr_reference, '') AS reference,
        p.full_name AS name, p.date_of_birth::text AS "dateOfBirth", e.rating, e.to_day::text AS "toDay"
      FROM family f JOIN register_entry e ON e.person_id = f.id JOIN person p ON p.id = e.person_id
      ORDER BY f.root, e.to_day DESC NULLS FIRST, e.from_day DESC)
    SELECT * FROM latest ORDER BY ("toDay" IS NOT NULL), name, reference LIMIT ${take}`;
  return foundRows.parse(rows);
}

/** By the number of a DSR reference. */
export function entriesByReference(db: DatabaseOrTransaction, number: string): Promise<FoundPerson[]> {
  return latestEntries(db, Prisma.sql`p.dsr_reference = ${`DSR-${referenceNumber(number)}`}::text`, 1);
}

/** By a whole NHS number. */
export function entriesByNhsNumber(db: DatabaseOrTransaction, nhsNumber: string): Promise<FoundPerson[]> {
  return latestEntries(db, Prisma.sql`p.nhs_number = ${nhsNumber}::text`, 10);
}

/** By a part of the name, under its key (services/people/name-key.ts), which holds letters and digits alone. */
export function entriesByName(db: DatabaseOrTransaction, key: string, take: number): Promise<FoundPerson[]> {
  return latestEntries(db, Prisma.sql`p.name_key LIKE ${`%${key}%`}::text`, take);
}
