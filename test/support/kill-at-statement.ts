import pg from 'pg';
import { vi } from 'vitest';

/** A connection as `pg` keeps it: what its type does not tell. */
type Wired = { connection: { stream: { destroy(): void } } };

/**
 * Does some work whose process loses its database at the n-th statement of its transactions, as by `kill -9`: the statement
 * is not carried out, and nothing more is. The database undoes what was not committed.
 *
 * @returns 'killed', or 'done' where there were fewer statements
 */
export async function killedAt(statement: number, work: () => Promise<unknown>): Promise<'killed' | 'done'> {
  const { query } = pg.Client.prototype;
  const inTransaction = new Set<unknown>();
  let seen = 0;
  const text = (asked: unknown): string =>
    typeof asked === 'string' ? asked : String((asked as { text?: unknown } | undefined)?.text ?? '');
  const spy = vi.spyOn(pg.Client.prototype, 'query').mockImplementation(function (
    this: pg.Client & Wired,
    ...asked: unknown[]
  ) {
    if (/^begin/i.test(text(asked[0]))) inTransaction.add(this);
    if (inTransaction.has(this) && ++seen === statement) this.connection.stream.destroy();
    if (/^(commit|rollback)/i.test(text(asked[0]))) inTransaction.delete(this);
    return Reflect.apply(query, this, asked);
  } as never);
  try {
    await work();
  } catch {
    // Whoever asked is gone too.
  } finally {
    spy.mockRestore();
  }
  return seen >= statement ? 'killed' : 'done';
}
