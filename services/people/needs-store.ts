import { z } from 'zod';
import { Prisma } from '../../generated/prisma/client.ts';
import type { DatabaseOrTransaction, Transaction } from '../platform/database.ts';
import type { CommunicationNeeds } from './model.ts';
import { letterFormats } from './model.ts';
import { vouchedFor } from './vouched-store.ts';

const row = z.object({
  format: z.enum(letterFormats).nullable().catch(null),
  interpreter: z.string().nullable(),
  phoneFirst: z.boolean(),
  other: z.string().nullable(),
});

/**
 * What somebody needs, over every row of the same individual that the team vouches for: this row stands before the others,
 * then what was recorded last. A call is made first where any of them says so.
 */
export async function findNeeds(db: DatabaseOrTransaction, personId: string): Promise<CommunicationNeeds> {
  const first = (column: Prisma.Sql) =>
    Prisma.sql`(SELECT ${column} FROM family WHERE ${column} IS NOT NULL ORDER BY own DESC, created_at DESC LIMIT 1)`;
  const [found] = await db.$queryRaw<unknown[]>`
    WITH mine AS (SELECT id, COALESCE(same_as_id, id) AS root FROM person WHERE id = ${personId}::uuid),
    family AS (
      SELECT p.*, p.id = mine.id AS own FROM person p, mine
      WHERE (p.id = mine.root OR p.same_as_id = mine.root) AND (p.id = mine.id OR ${vouchedFor(Prisma.sql`p.id`)}))
    SELECT ${first(Prisma.sql`contact_format`)} AS format, ${first(Prisma.sql`interpreter`)} AS interpreter,
      COALESCE((SELECT bool_or(phone_first) FROM family), FALSE) AS "phoneFirst", ${first(Prisma.sql`other_needs`)} AS other`;
  return row.parse(found);
}

/** Keeps them with every row of the same individual, so that whichever is read says the same. @returns the rows' ids */
export async function storeNeeds(tx: Transaction, personId: string, needs: CommunicationNeeds): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    UPDATE person p SET contact_format = ${needs.format}, interpreter = ${needs.interpreter},
      phone_first = ${needs.phoneFirst}, other_needs = ${needs.other}
    FROM (SELECT COALESCE(same_as_id, id) AS root FROM person WHERE id = ${personId}::uuid) mine
    WHERE (p.id = mine.root OR p.same_as_id = mine.root)
      AND (p.id = ${personId}::uuid OR ${vouchedFor(Prisma.sql`p.id`)}) RETURNING p.id`;
  return rows.map(({ id }) => id);
}

/** Takes the rows of one individual for the transaction, so that needs are changed one after the other. */
export async function lockPerson(tx: Transaction, personId: string): Promise<boolean> {
  const rows = await tx.$queryRaw<unknown[]>`
    SELECT 1 FROM person p, (SELECT COALESCE(same_as_id, id) AS root FROM person WHERE id = ${personId}::uuid) mine
    WHERE p.id = mine.root FOR UPDATE OF p`;
  return rows.length === 1;
}

/** The name and reference by which the form of somebody's needs calls them. */
export async function nameOfPerson(
  db: DatabaseOrTransaction,
  personId: string,
): Promise<{ name: string; reference: string | null } | null> {
  const found = await db.person.findUnique({
    where: { id: personId },
    select: { fullName: true, dsrReference: true },
  });
  return found && { name: found.fullName, reference: found.dsrReference };
}
