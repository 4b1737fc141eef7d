import { z } from 'zod';
import type { DatabaseOrTransaction } from '../platform/database.ts';
import { type LinkTarget, linkKinds } from './model.ts';

const target: z.ZodType<LinkTarget> = z.union([
  z.object({ kind: z.enum(linkKinds).exclude(['list']), targetId: z.uuid() }),
  z.object({ kind: z.literal('list'), targetId: z.null() }),
]);

/** Keeps a link's digest. @param link.address in small letters */
export async function insertLink(
  db: DatabaseOrTransaction,
  link: { id: string; secretDigest: string; address: string; target: LinkTarget; createdAt: Date; expiresAt: Date },
): Promise<void> {
  const { target: to, ...columns } = link;
  await db.accessLink.create({ data: { ...columns, ...to }, select: { id: true } });
}

/** The link of a secret's digest, unless it was taken back. */
export async function findLink(db: DatabaseOrTransaction, secretDigest: string) {
  const row = await db.accessLink.findFirst({ where: { secretDigest, revokedAt: null } });
  if (row === null) return null;
  const { id, address, expiresAt, kind, targetId } = row;
  return { id, address, expiresAt, target: target.parse({ kind, targetId }) };
}

/** The address a link was sent to, and what it led to; also of one that is too old. */
export async function findLinkById(db: DatabaseOrTransaction, id: string) {
  const row = await db.accessLink.findFirst({ where: { id, revokedAt: null } });
  if (row === null) return null;
  const { address, kind, targetId } = row;
  return { address, target: target.parse({ kind, targetId }) };
}

/** Takes every link to something back, or of one address alone. */
export async function revokeLinks(
  db: DatabaseOrTransaction,
  which: { kind: LinkTarget['kind']; targetId: string; address?: string },
  at: Date,
): Promise<void> {
  await db.accessLink.updateMany({ where: { ...which, revokedAt: null }, data: { revokedAt: at } });
}
