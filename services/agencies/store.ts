import { z } from 'zod';
import { Prisma } from '../../generated/prisma/client.ts';
import type { DatabaseOrTransaction } from '../platform/database.ts';
import type { CalendarDay } from '../platform/time.ts';
import { agencyKinds, CHECKLIST_LIMIT, type OrganisationListing } from './model.ts';

const addressRows = z.array(z.object({ address: z.string() }));

const listings: z.ZodType<OrganisationListing[]> = z.array(
  z.object({
    id: z.string(),
    name: z.string(),
    kind: z.enum(agencyKinds),
    agreementInForce: z.boolean(),
    contacts: z.array(z.object({ id: z.string(), name: z.string(), jobTitle: z.string(), email: z.string() })),
  }),
);

/**
 * SQL that is true when the organisation of the alias `o` has a sharing agreement in force: first and last day are both
 * part of it, no last day means until further notice.
 */
export function agreementInForce(today: CalendarDay): Prisma.Sql {
  return Prisma.sql`EXISTS (SELECT 1 FROM sharing_agreement a
    WHERE a.organisation_id = o.id AND a.from_day <= ${today}::date AND (a.to_day IS NULL OR a.to_day >= ${today}::date))`;
}

/** One query: the organisations that meet a condition, in the directory's order, each with its active contacts in theirs. */
async function select(db: DatabaseOrTransaction, today: CalendarDay, which: Prisma.Sql, most: number | null = null) {
  const rows = await db.$queryRaw`
    SELECT o.id, o.name, o.kind, ${agreementInForce(today)} AS "agreementInForce",
      COALESCE((SELECT jsonb_agg(jsonb_build_object('id', c.id, 'name', c.name, 'jobTitle', c.job_title, 'email', c.email)
          ORDER BY c.position, c.id)
        FROM agency_contact c WHERE c.organisation_id = o.id AND c.active), '[]') AS contacts
    FROM organisation o WHERE o.active AND ${which}
    ORDER BY o.position, o.name LIMIT ${most}::int`;
  return listings.parse(rows);
}

/**
 * The whole directory of active organisations. One query.
 *
 * @param today the day in England, for which agreements count
 */
export function listOrganisations(db: DatabaseOrTransaction, today: CalendarDay): Promise<OrganisationListing[]> {
  return select(db, today, Prisma.sql`TRUE`);
}

/** Those of the given active organisations that the directory has, in its order. Ids it does not know are left out. One query. */
export function findOrganisations(
  db: DatabaseOrTransaction,
  today: CalendarDay,
  ids: readonly string[],
): Promise<OrganisationListing[]> {
  return select(db, today, Prisma.sql`o.id::text = ANY(${[...ids]}::text[])`);
}

/**
 * The organisations whose name holds all of the typed words, at most as many as fit a checklist; none when nothing was
 * typed. `%` and `_` have no meaning of their own. One query.
 */
export async function searchOrganisations(
  db: DatabaseOrTransaction,
  today: CalendarDay,
  typed: string,
): Promise<OrganisationListing[]> {
  const words = typed
    .slice(0, 200)
    .split(/[\s\p{Cc}]+/u)
    .filter((word) => word !== '');
  if (words.length === 0) return [];
  const patterns = words.map((word) => `%${word.replace(/[\\%_]/g, '\\$&')}%`);
  return select(db, today, Prisma.sql`o.name ILIKE ALL(${patterns}::text[])`, CHECKLIST_LIMIT);
}

/**
 * Those of the given addresses that the directory lists at an active organisation without an agreement in force. One query.
 *
 * @param addresses in small letters; the directory's case does not matter
 */
export async function findAddressesWithoutAgreement(
  db: DatabaseOrTransaction,
  today: CalendarDay,
  addresses: readonly string[],
): Promise<ReadonlySet<string>> {
  const rows = await db.$queryRaw`
    SELECT lower(c.email) AS address FROM agency_contact c JOIN organisation o ON o.id = c.organisation_id
    WHERE c.active AND o.active AND lower(c.email) = ANY(${[...addresses]}::text[]) AND NOT ${agreementInForce(today)}
    UNION SELECT lower(o.duty_email) FROM organisation o
    WHERE o.active AND lower(o.duty_email) = ANY(${[...addresses]}::text[]) AND NOT ${agreementInForce(today)}`;
  return new Set(addressRows.parse(rows).map((row) => row.address));
}
