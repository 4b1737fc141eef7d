import { z } from 'zod';
import type { DatabaseOrTransaction, Transaction } from '../platform/database.ts';

/** Who acts for an address on the web pages: written down the first time somebody shows that they read it. */
export async function professionalOfAddress(
  tx: Transaction,
  who: { newId: string; address: string; now: Date },
): Promise<{ id: string }> {
  const { newId: id, address, now } = who;
  // Of two codes entered at once the second finds the row of the first: an upsert of the query builder would be refused.
  await tx.professional.createMany({
    data: [{ id, confirmedAddress: address, email: address, name: '', createdAt: now, updatedAt: now }],
    skipDuplicates: true,
  });
  return tx.professional.findUniqueOrThrow({ where: { confirmedAddress: address }, select: { id: true } });
}

/** Keeps the digest of a session's secret. */
export async function insertSession(
  tx: Transaction,
  session: {
    id: string;
    secretDigest: string;
    professionalId: string;
    remembered: boolean;
    createdAt: Date;
    expiresAt: Date;
  },
): Promise<void> {
  await tx.webSession.create({ data: session, select: { id: true } });
}

const visitors = z.array(
  z.object({
    professionalId: z.uuid(),
    address: z.string(),
    name: z.string(),
    jobRole: z.string().nullable(),
    organisation: z.string().nullable(),
    phone: z.string().nullable(),
    sharedInbox: z.boolean(),
  }),
);

/** Whose a session is, and whether their address is one that several people read. One query. */
export async function findSession(db: DatabaseOrTransaction, secretDigest: string, now: Date) {
  const rows = await db.$queryRaw`
    SELECT p.id AS "professionalId", p.confirmed_address AS address, p.name, p.job_role AS "jobRole", p.organisation, p.phone,
      EXISTS (SELECT 1 FROM organisation o WHERE o.active AND lower(o.duty_email) = p.confirmed_address)
        OR EXISTS (SELECT 1 FROM agency_contact c WHERE c.active AND c.shared_inbox AND lower(c.email) = p.confirmed_address)
        AS "sharedInbox"
    FROM web_session s JOIN professional p ON p.id = s.professional_id
    WHERE s.secret_digest = ${secretDigest} AND s.ended_at IS NULL AND s.expires_at > ${now}::timestamptz
      AND p.confirmed_address IS NOT NULL`;
  return visitors.parse(rows)[0] ?? null;
}

/** Ends a session: its browser is forgotten. */
export async function endSession(db: DatabaseOrTransaction, secretDigest: string, now: Date): Promise<void> {
  await db.webSession.updateMany({ where: { secretDigest, endedAt: null }, data: { endedAt: now } });
}
