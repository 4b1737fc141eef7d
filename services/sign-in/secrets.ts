import { createHash, randomBytes, randomInt, timingSafeEqual } from 'node:crypto';
import { CODE_DIGITS } from './model.ts';

/** A secret for a link or a cookie: 256 random bits that can stand in an address. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

/** A code to be typed: every value is as likely. */
export function newCode(): string {
  return String(randomInt(10 ** CODE_DIGITS)).padStart(CODE_DIGITS, '0');
}

/** What is kept of a secret. It has 256 random bits, so that nobody can guess it from its digest. */
export function digestOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

/** What is kept of a code: bound to its row, so that equal codes have unequal digests. */
export function codeDigestOf(codeId: string, code: string): string {
  return digestOf(`${codeId}:${code}`);
}

/** Compares digests in constant time. */
export function sameDigest(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}
