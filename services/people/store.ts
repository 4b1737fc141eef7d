import { z } from 'zod';
import type { DatabaseOrTransaction, Transaction } from '../platform/database.ts';

const sameRows = z.array(
  z.object({
    requestId: z.string(),
    linked: z.boolean(),
    because: z.array(z.enum(['nhs-number', 'name'])),
  }),
);

/** A request that may concern the same individual as another one, and what speaks for it. */
export type MaybeSame = z.infer<typeof sameRows>[number];

/** More than this on one card helps nobody; the nearest in time come first. */
const MOST_SHOWN = 10;

/**
 * Other open requests that may concern the same individual. Two people may be one when their NHS numbers are equal, or
 * when their names are (people/name-key.ts) and neither NHS number nor date of birth contradicts. "Okonkwo Jamie" may be
 * "Jamie Okonkwo" where the date of birth is the same: a surname that moved to the other end turns the key round, and is
 * looked for among the people of open requests alone, because no index could find it. Whoever a coordinator has linked
 * with either counts as well. It finds; it never links. One query.
 *
 * @param states the states in which a request is open
 */
export async function findMaybeSame(
  db: DatabaseOrTransaction,
  about: { requestId: string; personId: string; openStates: readonly string[] },
): Promise<MaybeSame[]> {
  const rows = await db.$queryRaw`
    WITH mine AS (SELECT COALESCE(same_as_id, id) AS root FROM person WHERE id = ${about.personId}::uuid),
    family AS (SELECT p.* FROM person p, mine WHERE p.id = mine.root OR p.same_as_id = mine.root),
    concerned AS (
      SELECT DISTINCT q.* FROM person q JOIN mbe_request r ON r.person_id = q.id
      WHERE r.state = ANY(${[...about.openStates]}::text[]) AND q.date_of_birth IN (SELECT date_of_birth FROM family)),
    turned AS (
      SELECT COALESCE(q.same_as_id, q.id) AS root, FALSE AS number, COALESCE(q.nhs_number = f.nhs_number, TRUE) AS name
      FROM family f JOIN concerned q ON q.id <> f.id AND q.date_of_birth = f.date_of_birth
        AND length(q.name_key) = length(f.name_key) AND strpos(f.name_key || f.name_key, q.name_key) > 0 AND q.name_key <> ''),
    matches AS (
      SELECT COALESCE(q.same_as_id, q.id) AS root, q.nhs_number = f.nhs_number AS number,
        q.name_key = f.name_key AND q.name_key <> '' AND COALESCE(q.nhs_number = f.nhs_number, TRUE)
          AND COALESCE(q.date_of_birth = f.date_of_birth, TRUE) AS name
      FROM family f JOIN person q ON q.id <> f.id AND (q.nhs_number = f.nhs_number OR q.name_key = f.name_key)),
    found AS (
      SELECT root, COALESCE(bool_or(number), FALSE) AS number, COALESCE(bool_or(name), FALSE) AS name
      FROM (SELECT * FROM matches WHERE number OR name UNION ALL SELECT * FROM turned WHERE name
        UNION ALL SELECT root, FALSE, FALSE FROM mine) each_match GROUP BY root)
    SELECT r.id AS "requestId", found.root = mine.root AS linked,
      array_remove(ARRAY[CASE WHEN found.number THEN 'nhs-number' END, CASE WHEN found.name THEN 'name' END], NULL) AS because
    FROM mine, found
      JOIN person p ON p.id = found.root OR p.same_as_id = found.root
      JOIN mbe_request r ON r.person_id = p.id
    WHERE r.id <> ${about.requestId}::uuid AND r.state = ANY(${[...about.openStates]}::text[])
    ORDER BY found.root = mine.root DESC, found.number DESC, r.submitted_at DESC, r.id LIMIT ${MOST_SHOWN}`;
  return sameRows.parse(rows);
}

/**
 * Puts on record that two rows are the same person: both, and whoever was linked with either, point to one root, the row
 * written first. Nothing is overwritten. Links are made one at a time, so that a root is never linked further.
 *
 * @returns false when they were linked already
 */
export async function linkPersons(tx: Transaction, one: string, other: string): Promise<boolean> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('link-same-person'))`;
  const rows = await tx.person.findMany({
    where: { id: { in: [one, other] } },
    select: { id: true, sameAsId: true },
  });
  const rootIds = [...new Set(rows.map((row) => row.sameAsId ?? row.id))];
  if (rootIds.length < 2) return false;
  const [root, joining] = await tx.person.findMany({
    where: { id: { in: rootIds } },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    select: { id: true },
  });
  if (!root || !joining) return false;
  await tx.person.updateMany({
    where: { OR: [{ id: joining.id }, { sameAsId: joining.id }] },
    data: { sameAsId: root.id },
  });
  return true;
}
