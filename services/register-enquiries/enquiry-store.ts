import { z } from 'zod';
import { Prisma } from '../../generated/prisma/client.ts';
import { maybeSameAs } from '../people/same-person-store.ts';
import type { DatabaseOrTransaction, Transaction } from '../platform/database.ts';
import { duplicateSigns, referralStates } from '../referrals/model.ts';
import { type EnquiryAnswer, type EnquiryList, type EnquiryMatch, type EnquiryView, enquiryAnswers } from './model.ts';

const words = z.string().nullable();
const named = z.object({ id: z.string(), name: z.string() });

const enquiryRow = z.object({
  id: z.string(),
  asker: named.extend({ jobRole: z.string(), organisation: z.string(), phone: z.string(), email: words }),
  personName: z.string(),
  dateOfBirth: words,
  nhsNumber: words,
  why: z.string(),
  askedAt: z.coerce.date(),
  answer: z.object({ answer: z.enum(enquiryAnswers), note: words, by: named, at: z.coerce.date() }).nullable(),
});

/** Reads a question about the register, without what may match it. */
export async function findEnquiry(
  db: DatabaseOrTransaction,
  enquiryId: string,
): Promise<Omit<EnquiryView, 'matches'> | undefined> {
  const [row] = await db.$queryRaw<unknown[]>`
    SELECT q.id, jsonb_build_object('id', a.id, 'name', a.name, 'jobRole', COALESCE(a.job_role, ''),
        'organisation', COALESCE(a.organisation, ''), 'phone', COALESCE(a.phone, ''), 'email', a.email) AS asker,
      q.person_name AS "personName", q.date_of_birth::text AS "dateOfBirth", q.nhs_number AS "nhsNumber", q.why,
      q.asked_at AS "askedAt",
      CASE WHEN q.answered_at IS NOT NULL THEN jsonb_build_object('answer', q.answer, 'note', q.note,
        'at', q.answered_at, 'by', (SELECT jsonb_build_object('id', b.id, 'name', b.name)
          FROM professional b WHERE b.id = q.answered_by_id)) END AS answer
    FROM register_enquiry q JOIN professional a ON a.id = q.asked_by_id WHERE q.id = ${enquiryId}::uuid`;
  return row === undefined ? undefined : enquiryRow.parse(row);
}

const MOST_SHOWN = 5;

const matches: z.ZodType<EnquiryMatch[]> = z.array(
  z.object({
    id: z.string(),
    fullName: z.string(),
    dateOfBirth: words,
    nhsNumber: words,
    residence: words,
    signs: z.array(z.enum(duplicateSigns)),
    entries: z.array(z.object({ id: z.string(), dsrReference: z.string(), fromDay: z.string(), toDay: words })),
    referrals: z.array(z.object({ id: z.string(), reference: z.string(), state: z.enum(referralStates) })),
  }),
);

/**
 * People on the register, now or before, and in referrals, who may be the one that was asked about: by the same rules as
 * two referrals that may be about one person.
 */
export async function enquiryMatches(db: DatabaseOrTransaction, enquiryId: string): Promise<EnquiryMatch[]> {
  const rows = await db.$queryRaw`
    WITH asked AS (SELECT name_key, nhs_number, date_of_birth FROM register_enquiry WHERE id = ${enquiryId}::uuid),
    matches AS (${maybeSameAs(Prisma.sql`asked`)}),
    found AS (
      SELECT COALESCE(p.same_as_id, p.id) AS root, array_agg(DISTINCT m.sign ORDER BY m.sign DESC) AS signs,
        (array_agg(p.id ORDER BY m.sign DESC, p.id))[1] AS shown
      FROM matches m JOIN person p ON p.id = m.id GROUP BY 1),
    people AS (
      SELECT found.root AS id, p.full_name AS "fullName", p.date_of_birth::text AS "dateOfBirth",
        p.nhs_number AS "nhsNumber", p.residence, found.signs,
        COALESCE((SELECT jsonb_agg(jsonb_build_object('id', e.id, 'dsrReference', COALESCE(o.dsr_reference, ''),
            'fromDay', e.from_day, 'toDay', e.to_day) ORDER BY e.from_day DESC, e.id)
          FROM register_entry e JOIN person o ON o.id = e.person_id
          WHERE o.id = found.root OR o.same_as_id = found.root), '[]') AS entries,
        COALESCE((SELECT jsonb_agg(jsonb_build_object('id', r.id, 'reference', r.reference, 'state', r.state)
            ORDER BY r.submitted_at DESC, r.id)
          FROM referral r JOIN person o ON o.id = r.person_id
          WHERE (o.id = found.root OR o.same_as_id = found.root) AND r.state <> 'draft'), '[]') AS referrals
      FROM found JOIN person p ON p.id = found.shown)
    SELECT * FROM people WHERE jsonb_array_length(entries) + jsonb_array_length(referrals) > 0
    ORDER BY 'nhs-number' = ANY(signs) DESC, jsonb_array_length(entries) DESC, id LIMIT ${MOST_SHOWN}`;
  return matches.parse(rows);
}

/** Writes the answer of a question that has none. @returns false where somebody was first */
export async function writeAnswer(
  tx: Transaction,
  enquiryId: string,
  answer: { answer: EnquiryAnswer; note: string | null; answeredById: string; answeredAt: Date },
): Promise<boolean> {
  const { count } = await tx.registerEnquiry.updateMany({ where: { id: enquiryId, answeredAt: null }, data: answer });
  return count === 1;
}

/** How many questions wait for an answer. */
export async function countWaitingEnquiries(db: DatabaseOrTransaction): Promise<number> {
  return db.registerEnquiry.count({ where: { answeredAt: null } });
}

/** One page of the questions that wait for an answer, oldest first. */
export async function waitingEnquiries(
  db: DatabaseOrTransaction,
  ask: { skip: number; take: number },
): Promise<EnquiryList['items']> {
  const rows = await db.registerEnquiry.findMany({
    where: { answeredAt: null },
    orderBy: [{ askedAt: 'asc' }, { id: 'asc' }],
    ...ask,
    select: { id: true, personName: true, askedAt: true, askedById: true },
  });
  const people = await db.professional.findMany({
    where: { id: { in: rows.map(({ askedById }) => askedById) } },
    select: { id: true, name: true },
  });
  return rows.map(({ askedById, ...row }) => ({
    ...row,
    askerName: people.find(({ id }) => id === askedById)?.name ?? '',
  }));
}
