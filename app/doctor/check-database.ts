import path from 'node:path';
import pg from 'pg';
import { type MigrationState, migrationState } from '../../services/platform/migrations.ts';
import { databaseWords, type Finding } from '../../wording/doctor.ts';

const MIGRATIONS = path.join(import.meta.dirname, '..', '..', 'prisma', 'migrations');
const CONNECT_MS = 10_000;
/** What the service is tested on is newer; this is the oldest that has all it needs. */
const OLDEST = 15;
const ON_THIS_MACHINE = new Set(['localhost', '127.0.0.1', '[::1]', '']);

/** What was found of the database, and whether the bot has heard from the team's channel; null where that is not known. */
export type DatabaseFindings = { findings: Finding[]; channelKnown: boolean | null };

/** Whether the database can be reached, is new enough, and fits this version. Reads only. */
export async function checkDatabase(url: string, channelId: string): Promise<DatabaseFindings> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: CONNECT_MS });
  // A connection that is lost between two questions makes the next one fail; unheard, the event would end the process.
  client.on('error', () => {});
  try {
    await client.connect();
    const server = await askServer(client);
    if (server.major < OLDEST) return { findings: [databaseWords.tooOld(server.version, OLDEST)], channelKnown: null };
    const local = ON_THIS_MACHINE.has(new URL(url).hostname);
    const state = await migrationState(client, MIGRATIONS);
    const findings = [
      databaseWords.version(server.version, server.encrypted),
      ...(server.encrypted || local ? [] : [databaseWords.notEncrypted]),
      tablesFinding(state, server),
    ];
    return { findings, channelKnown: state === 'current' ? await hasHeardFrom(client, channelId) : null };
  } catch (fault) {
    return { findings: [databaseWords.unreachable(codeOf(fault))], channelKnown: null };
  } finally {
    await client.end().catch(() => {});
  }
}

type Server = { version: string; major: number; encrypted: boolean; mayCreate: boolean; foreign: boolean };

async function askServer(client: pg.Client): Promise<Server> {
  const { rows } = await client.query<Omit<Server, 'major'> & { number: number }>(`
    SELECT current_setting('server_version') AS version, current_setting('server_version_num')::int AS number,
      coalesce((SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()), false) AS encrypted,
      has_schema_privilege(current_schema(), 'CREATE') AS "mayCreate",
      to_regclass('"_prisma_migrations"') IS NULL AND EXISTS (
        SELECT FROM pg_tables WHERE schemaname = current_schema()) AS foreign`);
  const [row] = rows;
  if (row === undefined) throw new Error('PostgreSQL said nothing of itself');
  return { ...row, version: row.version.split(' ')[0] ?? row.version, major: Math.floor(row.number / 10_000) };
}

function tablesFinding(state: MigrationState, { mayCreate, foreign }: Server): Finding {
  if (state === 'current') return databaseWords.current;
  if (state !== 'behind') return databaseWords.refused(state);
  if (foreign) return databaseWords.foreign;
  return mayCreate ? databaseWords.behind : databaseWords.mayNotCreate;
}

async function hasHeardFrom(client: pg.Client, channelId: string): Promise<boolean> {
  const { rowCount } = await client.query(
    'SELECT FROM conversation_reference WHERE conversation_id = $1 AND unreachable_since IS NULL',
    [channelId],
  );
  return (rowCount ?? 0) > 0;
}

/** PostgreSQL's or the network's code. Never a message: for a malformed URL it holds the URL, password included. */
function codeOf(fault: unknown): string {
  if (!(fault instanceof Error)) return 'unknown';
  const { code, message } = fault as NodeJS.ErrnoException;
  if (code !== undefined) return code;
  return /timeout/i.test(message) ? 'ETIMEDOUT' : 'unknown';
}
