import pg from 'pg';

type Statement = { text: string; values: unknown[] };
type Plan = {
  Plans?: Plan[];
  'Node Type': string;
  'Actual Rows': number;
  'Actual Loops': number;
  'Rows Removed by Filter'?: number;
  'Rows Removed by Index Recheck'?: number;
};

/** Runs `work` and keeps every statement it sends to PostgreSQL. */
async function statementsOf(work: () => Promise<unknown>): Promise<Statement[]> {
  const original = pg.Client.prototype.query;
  const kept: Statement[] = [];
  pg.Client.prototype.query = function query(this: pg.Client, ...args: unknown[]) {
    const [first, values] = args as [string | { text: string; values?: unknown[] }, unknown[] | undefined];
    if (typeof first === 'string') kept.push({ text: first, values: values ?? [] });
    else kept.push({ text: first.text, values: first.values ?? values ?? [] });
    return (original as (...all: unknown[]) => unknown).apply(this, args);
  } as typeof original;
  try {
    await work();
  } finally {
    pg.Client.prototype.query = original;
  }
  return kept;
}

/** What the scans of a plan read: rows handed on and rows thrown away, each time round. */
function rowsRead(plan: Plan): number {
  const below = (plan.Plans ?? []).reduce((sum, child) => sum + rowsRead(child), 0);
  if (!/Scan$/.test(plan['Node Type']) || /^(CTE|Subquery|Function|Values)/.test(plan['Node Type'])) return below;
  const removed = (plan['Rows Removed by Filter'] ?? 0) + (plan['Rows Removed by Index Recheck'] ?? 0);
  return below + (plan['Actual Rows'] + removed) * plan['Actual Loops'];
}

/** How many rows PostgreSQL looks at for the statements that `work` sends. */
export async function rowsExamined(databaseUrl: string, work: () => Promise<unknown>): Promise<number> {
  const statements = await statementsOf(work);
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    let rows = 0;
    for (const { text, values } of statements) {
      const { rows: answer } = await client.query<{ 'QUERY PLAN': { Plan: Plan }[] }>(
        `EXPLAIN (ANALYZE, FORMAT JSON) ${text}`,
        values,
      );
      for (const { Plan: plan } of answer[0]?.['QUERY PLAN'] ?? []) rows += rowsRead(plan);
    }
    return rows;
  } finally {
    await client.end();
  }
}
