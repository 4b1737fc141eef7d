import pg from 'pg';
import { vi } from 'vitest';

/** Runs `work` and counts what it sends to PostgreSQL: each statement is a round trip, BEGIN and COMMIT included. */
export async function countQueries<T>(work: () => Promise<T>): Promise<{ result: T; statements: string[] }> {
  const query = vi.spyOn(pg.Client.prototype, 'query');
  try {
    const result = await work();
    const statements = query.mock.calls.map(([first]) => textOf(first));
    return { result, statements };
  } finally {
    query.mockRestore();
  }
}

function textOf(statement: unknown): string {
  if (typeof statement === 'string') return statement;
  return typeof statement === 'object' && statement !== null && 'text' in statement ? String(statement.text) : '';
}
