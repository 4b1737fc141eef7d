import type { Database } from '../../services/platform/database.ts';
import type { Conversation } from './conversation.ts';

/** Where a refused attempt may leave its mark: the record of the refusal, and the bot's memory of what it showed where. */
const MARKS_OF_REFUSALS = ['audit_event', 'sent_card', 'conversation_reference', '_prisma_migrations'];

/**
 * Every row of every table as one text a table, so that "nothing was changed" can be asserted of the whole database.
 * Waits until no job is due: jobs write too.
 *
 * @returns number of rows and a hash of them, by table
 */
export async function databaseState(conversation: Conversation): Promise<Record<string, string>> {
  await conversation.settled();
  return tableState(conversation.service.deps.db);
}

/** The same of any database, at this moment. */
export async function tableState(db: Database): Promise<Record<string, string>> {
  const tables = await db.$queryRaw<{ name: string }[]>`
    SELECT table_name AS name FROM information_schema.tables
    WHERE table_schema = 'public' AND table_type = 'BASE TABLE' ORDER BY table_name`;
  const asked = tables
    .filter(({ name }) => !MARKS_OF_REFUSALS.includes(name))
    .map(
      ({ name }) =>
        `SELECT '${name}' AS name, count(*) || ' ' || coalesce(md5(string_agg(t::text, '|' ORDER BY t::text)), '') AS rows FROM "${name}" t`,
    );
  const rows = await db.$queryRawUnsafe<{ name: string; rows: string }[]>(asked.join(' UNION ALL '));
  return Object.fromEntries(rows.map((row) => [row.name, row.rows]));
}
