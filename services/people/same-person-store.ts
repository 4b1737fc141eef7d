import { Prisma } from '../../generated/prisma/client.ts';

/**
 * Rows of people who may be one with those of a table, as a query `(id, sign)`. Two may be one person when their NHS numbers
 * are equal; when their names are, however written and whichever stands first, and so are their dates of birth; or when the
 * names are equal, a date of birth is missing and no NHS number contradicts. It finds; it never links. Each way has an index:
 * by number, by name, by day of birth.
 *
 * @param those a table with `name_key`, `nhs_number` and `date_of_birth`
 */
export function maybeSameAs(those: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`
    SELECT q.id, 'nhs-number' AS sign FROM ${those} f JOIN person q ON q.nhs_number = f.nhs_number
    UNION
    SELECT q.id, CASE WHEN q.date_of_birth = f.date_of_birth THEN 'name-and-date-of-birth' ELSE 'name' END
    FROM ${those} f JOIN person q ON q.name_key = f.name_key AND q.name_key <> ''
      AND (q.date_of_birth = f.date_of_birth
        OR (COALESCE(q.date_of_birth = f.date_of_birth, TRUE) AND COALESCE(q.nhs_number = f.nhs_number, TRUE)))
    UNION
    SELECT q.id, 'name-and-date-of-birth'
    FROM ${those} f JOIN person q ON q.date_of_birth = f.date_of_birth
      AND length(q.name_key) = length(f.name_key) AND strpos(f.name_key || f.name_key, q.name_key) > 0
      AND q.name_key <> ''`;
}
