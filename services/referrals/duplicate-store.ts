import { z } from 'zod';
import { Prisma } from '../../generated/prisma/client.ts';
import { maybeSameAs } from '../people/same-person-store.ts';
import type { DatabaseOrTransaction, Transaction } from '../platform/database.ts';
import { duplicateSigns, type PersonOnRecord, referralStates } from './model.ts';
import type { PossibleDuplicate } from './triage-model.ts';

/** More than this on one card helps nobody; those with the same NHS number come first. */
const MOST_SHOWN = 10;

const words = z.string().nullable();
const onRecord = z.object({
  entries: z.array(z.object({ id: z.string(), dsrReference: z.string(), fromDay: z.string(), toDay: words })),
  referrals: z.array(z.object({ id: z.string(), reference: z.string(), state: z.enum(referralStates) })),
  requests: z.array(z.object({ id: z.string(), reference: z.string(), state: z.string() })),
});
const duplicates: z.ZodType<PossibleDuplicate[]> = z.array(
  onRecord.extend({
    id: z.string(),
    fullName: z.string(),
    dateOfBirth: words,
    nhsNumber: words,
    residence: words,
    signs: z.array(z.enum(duplicateSigns)),
    saidDifferent: z.boolean(),
  }),
);

/** Where the rows under one root stand on record, as columns. */
function standing(root: Prisma.Sql, butNotReferral: string): Prisma.Sql {
  const rows = Prisma.sql`(SELECT x.id FROM person x WHERE x.id = ${root} OR x.same_as_id = ${root})`;
  return Prisma.sql`
    COALESCE((SELECT jsonb_agg(jsonb_build_object('id', e.id, 'dsrReference', COALESCE(o.dsr_reference, ''),
        'fromDay', e.from_day, 'toDay', e.to_day) ORDER BY e.from_day DESC, e.id)
      FROM register_entry e JOIN person o ON o.id = e.person_id WHERE e.person_id IN ${rows}), '[]') AS entries,
    COALESCE((SELECT jsonb_agg(jsonb_build_object('id', r.id, 'reference', r.reference, 'state', r.state)
        ORDER BY r.submitted_at DESC, r.id)
      FROM referral r WHERE r.person_id IN ${rows} AND r.state <> 'draft' AND r.id <> ${butNotReferral}::uuid), '[]')
      AS referrals,
    COALESCE((SELECT jsonb_agg(jsonb_build_object('id', q.id, 'reference', q.reference, 'state', q.state)
        ORDER BY q.submitted_at DESC, q.id)
      FROM mbe_request q WHERE q.person_id IN ${rows} AND q.state <> 'draft'), '[]') AS requests`;
}

/**
 * People on record who may be the one of a referral: on the register now or before, in other referrals, in MbE requests. It
 * finds; a coordinator decides.
 */
export async function findPossible(
  db: DatabaseOrTransaction,
  about: { referralId: string; personId: string },
): Promise<PossibleDuplicate[]> {
  const rows = await db.$queryRaw`
    WITH mine AS (SELECT COALESCE(same_as_id, id) AS root FROM person WHERE id = ${about.personId}::uuid),
    family AS (SELECT p.* FROM person p, mine WHERE p.id = mine.root OR p.same_as_id = mine.root),
    matches AS (${maybeSameAs(Prisma.sql`family`)}),
    others AS (
      SELECT COALESCE(q.same_as_id, q.id) AS root, q.id, m.sign
      FROM matches m JOIN person q ON q.id = m.id, mine WHERE COALESCE(q.same_as_id, q.id) <> mine.root),
    found AS (
      SELECT root, array_agg(DISTINCT sign ORDER BY sign DESC) AS signs,
        (array_agg(id ORDER BY sign DESC, id))[1] AS shown
      FROM others GROUP BY root),
    people AS (
      SELECT found.root AS id, p.full_name AS "fullName", p.date_of_birth::text AS "dateOfBirth",
        p.nhs_number AS "nhsNumber", p.residence, found.signs,
        EXISTS (SELECT 1 FROM different_persons d JOIN person a ON a.id = d.one_id JOIN person b ON b.id = d.other_id, mine
          WHERE (COALESCE(a.same_as_id, a.id), COALESCE(b.same_as_id, b.id))
            IN ((mine.root, found.root), (found.root, mine.root))) AS "saidDifferent",
        ${standing(Prisma.sql`found.root`, about.referralId)}
      FROM found JOIN person p ON p.id = found.shown)
    SELECT * FROM people
    WHERE jsonb_array_length(entries) + jsonb_array_length(referrals) + jsonb_array_length(requests) > 0
    ORDER BY "saidDifferent", 'nhs-number' = ANY(signs) DESC, jsonb_array_length(entries) DESC, id
    LIMIT ${MOST_SHOWN}`;
  return duplicates.parse(rows);
}

/** Where a referral's person stands on record, over all linked rows, besides this referral. */
export async function findLinked(
  db: DatabaseOrTransaction,
  about: { referralId: string; personId: string },
): Promise<PersonOnRecord> {
  const [row] = await db.$queryRaw<unknown[]>`
    SELECT ${standing(Prisma.sql`mine.root`, about.referralId)}
    FROM (SELECT COALESCE(same_as_id, id) AS root FROM person WHERE id = ${about.personId}::uuid) mine`;
  return onRecord.parse(row);
}

/** Puts on record that two rows are two people. Saying it again changes nothing. */
export async function saidDifferent(
  tx: Transaction,
  said: { personId: string; otherId: string; byId: string; at: Date },
): Promise<void> {
  const [oneId = '', otherId = ''] = [said.personId, said.otherId].toSorted();
  await tx.differentPersons.createMany({
    data: [{ oneId, otherId, saidById: said.byId, saidAt: said.at }],
    skipDuplicates: true,
  });
}
