import { z } from 'zod';
import { Prisma } from '../../generated/prisma/client.ts';
import { nameKey } from '../people/name-key.ts';
import { vouchedFor } from '../people/vouched-store.ts';
import type { DatabaseOrTransaction } from '../platform/database.ts';
import { addMonthsClamped, type CalendarDay } from '../platform/time.ts';
import type { AreaPolicy } from '../policies/model.ts';
import { statedValue } from '../policies/rule.ts';
import { endOfWeek } from './digest-store.ts';
import { type Rating, type RegisterFilter, ratings, settings } from './model.ts';
import type { ListedPerson } from './register-view.ts';

/** What a list of the register is asked for. */
export type ListAsk = { filter: RegisterFilter; today: CalendarDay; policy: AreaPolicy };

/** Somebody born after this day is younger than `age` on `today`. */
function bornAfter(age: number, today: CalendarDay): CalendarDay {
  return addMonthsClamped(today, -12 * age);
}

function ageCondition({ filter, today, policy }: ListAsk): Prisma.Sql {
  const child = bornAfter(policy.childUnder.value, today);
  const upTo = statedValue(policy.childrenAndYoungPeopleUpTo);
  switch (filter.age) {
    case 'all':
      return Prisma.empty;
    case 'children':
      return Prisma.sql`AND e.date_of_birth > ${child}::date`;
    case 'adults':
      return Prisma.sql`AND e.date_of_birth <= ${child}::date`;
    case 'not-known':
      return Prisma.sql`AND e.date_of_birth IS NULL`;
    case 'children-and-young-people':
      // Where the area does not say who that is, nobody can be found by it: the filter is not offered there.
      return upTo === undefined
        ? Prisma.sql`AND FALSE`
        : Prisma.sql`AND e.date_of_birth > ${bornAfter(upTo + 1, today)}::date`;
  }
}

function dueCondition({ filter, today }: ListAsk): Prisma.Sql {
  switch (filter.due) {
    case 'all':
      return Prisma.empty;
    case 'overdue':
      return Prisma.sql`AND e.next_due < ${today}::date`;
    case 'this-week':
      return Prisma.sql`AND e.next_due BETWEEN ${today}::date AND ${endOfWeek(today)}::date`;
    case 'consent-lapsed':
      return Prisma.sql`AND e.consent_until < ${today}::date`;
  }
}

/** Whose key professional's name begins so. Looked for over all rows of the same individual. */
function professionalCondition({ filter }: ListAsk): Prisma.Sql {
  const key = nameKey(filter.keyProfessional);
  if (key === '') return Prisma.empty;
  return Prisma.sql`AND e.person_id IN (
    WITH roots AS (SELECT DISTINCT COALESCE(p.same_as_id, p.id) AS id FROM key_professional k
      JOIN person p ON p.id = k.person_id WHERE k.active AND ${vouchedFor(Prisma.sql`k.person_id`)}
        AND k.name_key LIKE ${`${key}%`}::text)
    SELECT id FROM roots UNION ALL SELECT p.id FROM roots JOIN person p ON p.same_as_id = roots.id)`;
}

function conditions(ask: ListAsk): Prisma.Sql {
  const { locality } = ask.filter;
  const where = locality === 'all' ? Prisma.empty : Prisma.sql`AND e.locality = ${locality}::text`;
  return Prisma.sql`e.to_day IS NULL ${where} ${ageCondition(ask)} ${dueCondition(ask)} ${professionalCondition(ask)}`;
}

const rankRows = z.array(z.object({ rank: z.int(), count: z.int() }));
const byRank: readonly Rating[] = ['red', 'amber', 'blue', 'green'];

/**
 * How many people have which rating, under every filter but the rating's own. Counted each time, never stored; without
 * other filters from an index alone.
 */
export async function countByRating(db: DatabaseOrTransaction, ask: ListAsk): Promise<Record<Rating, number>> {
  const rows = rankRows.parse(
    await db.$queryRaw`SELECT e.rating_rank AS rank, count(*)::int AS count FROM register_entry e
      WHERE ${conditions(ask)} GROUP BY e.rating_rank`,
  );
  const counts = { red: 0, amber: 0, blue: 0, green: 0 };
  for (const { rank, count } of rows) counts[byRank[rank] ?? 'green'] = count;
  return counts;
}

/** How many people are on the register with consent that has lapsed: a suspended entry is said loudly. */
export async function countLapsed(db: DatabaseOrTransaction, today: CalendarDay): Promise<number> {
  const rows = await db.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM register_entry e WHERE e.to_day IS NULL AND e.consent_until < ${today}::date`;
  return rows[0]?.count ?? 0;
}

const listRows: z.ZodType<ListedPerson[]> = z.array(
  z.object({
    entryId: z.uuid(),
    reference: z.string(),
    name: z.string(),
    dateOfBirth: z.string().nullable(),
    locality: z.string(),
    rating: z.enum(ratings),
    ratingSince: z.string(),
    setting: z.enum(settings),
    consentUntil: z.string().nullable(),
    nextDue: z.string().nullable(),
    fromDay: z.string(),
  }),
);

/** A part of the list: in order of risk, then of what is due first. The page is found in an index before names are read. */
export async function listPage(
  db: DatabaseOrTransaction,
  ask: ListAsk & { skip: number; take: number },
): Promise<ListedPerson[]> {
  const { rating } = ask.filter;
  const rank = rating === 'all' ? Prisma.empty : Prisma.sql`AND e.rating_rank = ${byRank.indexOf(rating)}::int`;
  const rows = await db.$queryRaw`
    SELECT e.id AS "entryId", COALESCE(p.dsr_reference, '') AS reference, p.full_name AS name,
      e.date_of_birth::text AS "dateOfBirth", e.locality, e.rating, e.rating_since::text AS "ratingSince", e.setting,
      e.consent_until::text AS "consentUntil", e.next_due::text AS "nextDue", e.from_day::text AS "fromDay"
    FROM (SELECT e.id FROM register_entry e WHERE ${conditions(ask)} ${rank}
      ORDER BY e.rating_rank, e.next_due, e.id LIMIT ${ask.take} OFFSET ${ask.skip}) page
      JOIN register_entry e ON e.id = page.id JOIN person p ON p.id = e.person_id
    ORDER BY e.rating_rank, e.next_due, e.id`;
  return listRows.parse(rows);
}

/** The name of the first key professional of each of these entries, who is asked about what falls due. */
export async function keyProfessionalNames(
  db: DatabaseOrTransaction,
  entryIds: readonly string[],
): Promise<Map<string, string>> {
  const rows = await db.$queryRaw<{ id: string; name: string }[]>`
    SELECT DISTINCT ON (e.id) e.id, k.name
    FROM register_entry e JOIN person p ON p.id = e.person_id
      JOIN LATERAL (SELECT COALESCE(p.same_as_id, p.id) AS id UNION
        SELECT f.id FROM person f WHERE f.same_as_id = COALESCE(p.same_as_id, p.id)) family ON TRUE
      JOIN key_professional k ON k.person_id = family.id AND k.active AND ${vouchedFor(Prisma.sql`k.person_id`)}
    WHERE e.id = ANY(${[...entryIds]}::uuid[]) ORDER BY e.id, k.lead DESC, k.position, k.id`;
  return new Map(rows.map((row) => [row.id, row.name]));
}
