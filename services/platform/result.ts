/**
 * What a use case answers. An expected refusal is a value with a closed set of reasons; the words for a reason live in
 * `wording/`. Faults (the database is away, a bug) are thrown.
 */
export type Result<T, R extends { reason: string }> = { ok: true; value: T } | ({ ok: false } & R);

/** The refusal every use case can give: the access table says no. Attempts are audited. */
export type NotAllowed = { reason: 'not-allowed' };

/** The record is not there, or is not the asker's to see: the two are never told apart. */
export type NotFound = { reason: 'not-found' };

/** Wraps a use case's answer. */
export function ok<T>(value: T): { ok: true; value: T } {
  return { ok: true, value };
}

/** Wraps a refusal. */
export function refuse<const R extends { reason: string }>(refusal: R): { ok: false } & R {
  return { ok: false, ...refusal };
}
