import { z } from 'zod';
import type { DatabaseOrTransaction, Transaction } from '../platform/database.ts';
import { CODE_TRIES } from './model.ts';

const HOUR_MS = 60 * 60_000;

/** How many codes were asked for an address within the last hour, and the last day. */
export async function codesAskedFor(
  tx: Transaction,
  address: string,
  now: Date,
): Promise<{ lastHour: number; lastDay: number }> {
  // Of many who ask at once each counts those before it.
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('sign-in-code'), hashtext(${address}))`;
  const within = (hours: number) =>
    tx.signInCode.count({ where: { address, createdAt: { gt: new Date(now.getTime() - hours * HOUR_MS) } } });
  return { lastHour: await within(1), lastDay: await within(24) };
}

/** Puts down that a code was asked for; its mail makes the code. */
export async function insertCode(
  tx: Transaction,
  code: { id: string; address: string; browserDigest: string; createdAt: Date; expiresAt: Date },
): Promise<void> {
  await tx.signInCode.create({ data: code, select: { id: true } });
}

/** To whom a code is to go; null where it was used, or nobody waits for it any more. */
export async function waitingCode(
  db: DatabaseOrTransaction,
  id: string,
  now: Date,
): Promise<{ address: string } | null> {
  return db.signInCode.findFirst({ where: { id, usedAt: null, expiresAt: { gt: now } }, select: { address: true } });
}

/** Keeps the digest of the code that is about to leave: of two mails of one code the later one counts. */
export async function keepCode(db: DatabaseOrTransaction, id: string, codeDigest: string): Promise<void> {
  await db.signInCode.update({ where: { id }, data: { codeDigest }, select: { id: true } });
}

const tried = z.array(
  z.object({ id: z.uuid(), address: z.string(), codeDigest: z.string().nullable(), tries: z.int() }),
);

/**
 * Uses up one of the tries of the code a browser waits for. One statement: however many tries come at once, no more than
 * are left are looked at.
 */
export async function takeTry(tx: DatabaseOrTransaction, browserDigest: string, now: Date) {
  const rows = await tx.$queryRaw`
    UPDATE sign_in_code SET tries = tries + 1
    WHERE browser_digest = ${browserDigest} AND tries < ${CODE_TRIES} AND used_at IS NULL AND expires_at > ${now}::timestamptz
    RETURNING id, address, code_digest AS "codeDigest", tries`;
  return tried.parse(rows)[0] ?? null;
}

/** Uses a code up. @returns false when it was used a moment before */
export async function useUpCode(tx: Transaction, id: string, now: Date): Promise<boolean> {
  return (await tx.signInCode.updateMany({ where: { id, usedAt: null }, data: { usedAt: now } })).count === 1;
}

/** Forgets codes and sessions that ended before an instant, and links that did before another. @returns how many */
export async function forgetExpired(db: DatabaseOrTransaction, before: { codes: Date; links: Date }): Promise<number> {
  const codes = await db.signInCode.deleteMany({ where: { expiresAt: { lt: before.codes } } });
  const sessions = await db.webSession.deleteMany({ where: { expiresAt: { lt: before.codes } } });
  const links = await db.accessLink.deleteMany({ where: { expiresAt: { lt: before.links } } });
  return codes.count + sessions.count + links.count;
}
