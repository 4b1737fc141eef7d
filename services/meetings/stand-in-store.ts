import { z } from 'zod';
import type { DatabaseOrTransaction, Transaction } from '../platform/database.ts';
import type { Deps } from '../platform/deps.ts';
import type { InviteeKind } from './model.ts';

/** Somebody of an organisation, as they would be invited for it. */
type Colleague = { contactId: string | null; name: string; email: string };

const colleagues = z.array(z.object({ contactId: z.uuid().nullable(), name: z.string(), email: z.string() }));
const detailOfAsking = z.object({ joined: z.boolean().optional() }).nullable();

/** Those of a meeting whom we asked to come in somebody's place, and who have not said yes at any time since. */
export async function findAskedToStandIn(db: DatabaseOrTransaction, meetingId: string): Promise<ReadonlySet<string>> {
  const rows = await db.delivery.findMany({
    where: { meetingId, kind: 'stand-in-needed' },
    select: { inviteeId: true, detail: true },
  });
  const joined = new Set(rows.filter(({ detail }) => detailOfAsking.parse(detail)?.joined).map((row) => row.inviteeId));
  return new Set(rows.flatMap(({ inviteeId }) => (inviteeId === null || joined.has(inviteeId) ? [] : [inviteeId])));
}

/** Somebody whom we asked says yes: from now on they are invited like everybody else. */
export async function noteThatTheyJoin(tx: Transaction, meetingId: string, inviteeId: string): Promise<void> {
  await tx.$executeRaw`
    UPDATE delivery SET detail = coalesce(detail, '{}') || '{"joined": true}'
    WHERE meeting_id = ${meetingId}::uuid AND kind = 'stand-in-needed' AND invitee_id = ${inviteeId}::uuid`;
}

/** Has a job bring a booked meeting's event in step with whom it invites and what they see, while its time stays. */
export async function inviteAgain(tx: Transaction, deps: Pick<Deps, 'jobs'>, meetingId: string): Promise<void> {
  await tx.meeting.updateMany({ where: { id: meetingId }, data: { inviteesRevision: { increment: 1 } } });
  await deps.jobs.enqueue(tx, [{ name: 'sync-calendar', data: { meetingId } }]);
}

/**
 * Whom of an organisation to ask next, in the directory's order: an active contact who is not invited, and where there is
 * none the duty inbox. Null where nobody is left. One query.
 *
 * @param invited addresses in small letters
 */
export async function nextToAsk(
  db: DatabaseOrTransaction,
  organisationId: string,
  invited: readonly string[],
): Promise<Colleague | null> {
  const rows = await db.$queryRaw`
    SELECT "contactId", name, email FROM (
      SELECT c.id AS "contactId", c.name, c.email, 0 AS last, c.position FROM agency_contact c
      WHERE c.organisation_id = ${organisationId}::uuid AND c.active
      UNION ALL SELECT NULL, o.name, o.duty_email, 1, 0 FROM organisation o
      WHERE o.id = ${organisationId}::uuid AND o.duty_email IS NOT NULL) AS one
    WHERE lower(email) <> ALL(${[...invited]}::text[])
    ORDER BY last, position, "contactId" LIMIT 1`;
  return colleagues.parse(rows)[0] ?? null;
}

/**
 * Who of an organisation reads an address: an active contact, its duty inbox, or by the part after @, where that is the
 * organisation's alone: no other's in the directory, whether or not it is active, has an address there. Null where nothing
 * says that the address is theirs.
 *
 * @param email in small letters
 */
export async function readerOf(
  db: DatabaseOrTransaction,
  organisationId: string,
  email: string,
): Promise<{ contactId: string | null } | null> {
  const domain = email.split('@').at(-1) ?? '';
  const rows = await db.$queryRaw<{ contactId: string | null }[]>`
    SELECT c.id AS "contactId", 0 AS rank FROM agency_contact c
    WHERE c.organisation_id = ${organisationId}::uuid AND c.active AND lower(c.email) = ${email}
    UNION ALL SELECT NULL, 1 FROM organisation o WHERE o.id = ${organisationId}::uuid AND (lower(o.duty_email) = ${email}
      OR (lower(o.mail_domain) = ${domain} AND NOT EXISTS (SELECT 1 FROM organisation other
        WHERE other.id <> o.id AND (lower(other.mail_domain) = ${domain}
          OR lower(split_part(other.duty_email, '@', 2)) = ${domain}
          OR EXISTS (SELECT 1 FROM agency_contact c WHERE c.organisation_id = other.id
            AND lower(split_part(c.email, '@', 2)) = ${domain})))))
    ORDER BY rank LIMIT 1`;
  const [row] = rows;
  return row === undefined ? null : { contactId: row.contactId };
}

/** Adds somebody who fills a role instead of its holder. @returns their id; null when the address is invited already */
export async function insertStandIn(
  tx: Transaction,
  standIn: {
    id: string;
    meetingId: string;
    standsInForId: string;
    kind: InviteeKind;
    organisationId: string | null;
    contactId: string | null;
    name: string;
    email: string;
  },
): Promise<string | null> {
  const { meetingId, email } = standIn;
  const same = { meetingId, email: { equals: email, mode: 'insensitive' } } as const;
  if ((await tx.invitee.count({ where: same })) > 0) return null;
  const last = await tx.invitee.aggregate({ where: { meetingId }, _max: { position: true } });
  const row = { ...standIn, otherContact: null, position: (last._max.position ?? -1) + 1 };
  return (await tx.invitee.create({ data: row, select: { id: true } })).id;
}
