import { z } from 'zod';
import { Prisma } from '../../generated/prisma/client.ts';
import { contactWays } from '../consent/model.ts';
import { representativeRelations } from '../people/model.ts';
import { nameKey } from '../people/name-key.ts';
import { vouchedFor } from '../people/vouched-store.ts';
import type { DatabaseOrTransaction, Transaction } from '../platform/database.ts';
import { registerMeetingKinds } from './model.ts';
import type { Invitable, MeetingUnderWay } from './register-meeting-model.ts';

/**
 * Holds a register entry's row until the transaction ends, so that a meeting is not requested for it while what ends its
 * consent cancels the others.
 */
export async function holdEntry(tx: Transaction, entryId: string): Promise<void> {
  await tx.$queryRaw`SELECT id FROM register_entry WHERE id = ${entryId}::uuid FOR NO KEY UPDATE`;
}

/** The meetings of an entry that are being arranged or booked, oldest first; the entry is held. */
export async function meetingsUnderWay(tx: Transaction, entryId: string): Promise<string[]> {
  await holdEntry(tx, entryId);
  const rows = await tx.meeting.findMany({
    where: { entryId, state: { in: ['being-arranged', 'booked'] } },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    select: { id: true },
  });
  return rows.map(({ id }) => id);
}

const underWayRows = z.array(
  z.object({ kind: z.enum(registerMeetingKinds), meetingId: z.string(), reference: z.string() }),
);

/** Of each kind the meeting that is being arranged or booked for an entry. */
export async function meetingsOfEntryUnderWay(db: DatabaseOrTransaction, entryId: string): Promise<MeetingUnderWay[]> {
  const rows = await db.meeting.findMany({
    where: { entryId, state: { in: ['being-arranged', 'booked'] } },
    select: { id: true, kind: true, reference: true },
  });
  return underWayRows.parse(rows.map(({ id, ...row }) => ({ ...row, meetingId: id })));
}

/** The meeting with this reference of its own; undefined where there is none. */
export async function idOfMeetingReference(db: DatabaseOrTransaction, reference: string): Promise<string | undefined> {
  return (await db.meeting.findUnique({ where: { reference }, select: { id: true } }))?.id;
}

/** The newest meeting of a kind that was made for an entry; undefined where there is none. */
export async function latestOfKind(
  db: DatabaseOrTransaction,
  entryId: string,
  kind: string,
): Promise<string | undefined> {
  const where = { entryId, kind };
  const row = await db.meeting.findFirst({ where, orderBy: { createdAt: 'desc' }, select: { id: true } });
  return row?.id;
}

const contact = { via: z.enum(contactWays).nullable(), detail: z.string().nullable() };
const peopleRow = z.object({
  person: z.object({ name: z.string(), ...contact }),
  representatives: z.array(
    z.object({ id: z.string(), name: z.string(), relation: z.enum(representativeRelations), ...contact }),
  ),
  professionals: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      jobRole: z.string().nullable(),
      organisation: z.string().nullable(),
      email: z.string().nullable(),
      phone: z.string().nullable(),
    }),
  ),
  organisations: z.array(z.object({ id: z.string(), name: z.string() })),
});

type Contact = { via: string | null; detail: string | null };

/** Only an email address is written to by the service; the team uses every other way. */
function reachedBy({ via, detail }: Contact): Pick<Invitable, 'email' | 'otherContact'> {
  return via === 'email' ? { email: detail, otherContact: null } : { email: null, otherContact: detail };
}

/**
 * Whom a person's own record names, over all rows of the same individual that the team vouches for: the person, those who
 * speak for them, the professionals who know them. A professional whose organisation the directory lists by the same name is invited for it.
 */
export async function findInvitable(db: DatabaseOrTransaction, personId: string): Promise<Invitable[]> {
  const [found] = await db.$queryRaw<unknown[]>`
    WITH root AS (SELECT COALESCE(same_as_id, id) AS id FROM person WHERE id = ${personId}::uuid),
    family AS (SELECT p.* FROM person p, root
      WHERE (p.id = root.id OR p.same_as_id = root.id) AND ${vouchedFor(Prisma.sql`p.id`)})
    SELECT (SELECT jsonb_build_object('name', m.full_name,
        'via', COALESCE(m.contact_via, o.contact_via), 'detail', COALESCE(m.contact_detail, o.contact_detail))
      FROM person m LEFT JOIN LATERAL (SELECT contact_via, contact_detail FROM family
        WHERE contact_via IS NOT NULL ORDER BY created_at DESC LIMIT 1) o ON m.contact_via IS NULL
      WHERE m.id = ${personId}::uuid) AS person,
    COALESCE((SELECT jsonb_agg(jsonb_build_object('id', r.id, 'name', r.name, 'relation', r.relation, 'via', r.contact_via,
        'detail', r.contact_detail) ORDER BY r.position, r.id)
      FROM representative r JOIN family f ON f.id = r.person_id WHERE r.active), '[]') AS representatives,
    COALESCE((SELECT jsonb_agg(jsonb_build_object('id', k.id, 'name', k.name, 'jobRole', k.job_role,
        'organisation', k.organisation, 'email', k.email, 'phone', k.phone) ORDER BY k.lead DESC, k.position, k.id)
      FROM key_professional k JOIN family f ON f.id = k.person_id WHERE k.active), '[]') AS professionals,
    COALESCE((SELECT jsonb_agg(jsonb_build_object('id', o.id, 'name', o.name)) FROM organisation o WHERE o.active), '[]')
      AS organisations`;
  const { person, representatives, professionals, organisations } = peopleRow.parse(found);
  const directory = new Map(organisations.map(({ id, name }) => [nameKey(name), id]));
  const nobody = { organisationId: null } as const;
  return [
    { ...nobody, key: 'person', kind: 'individual', name: person.name, as: null, ...reachedBy(person) },
    ...representatives.map((one): Invitable => {
      const { id, name, relation } = one;
      return { ...nobody, key: `representative:${id}`, kind: 'carer', name, as: { relation }, ...reachedBy(one) };
    }),
    ...professionals.map(({ id, name, jobRole, organisation, email, phone }): Invitable => {
      const organisationId = directory.get(nameKey(organisation ?? '')) ?? null;
      const kind = organisationId === null ? 'other' : 'agency';
      const reached = { email, otherContact: email === null ? phone : null };
      return { key: `professional:${id}`, kind, name, as: { jobRole, organisation }, organisationId, ...reached };
    }),
  ];
}
