import pg from 'pg';

/** The day on which the register is measured. */
export const TODAY = '2027-01-12';

const id = (table: number, number: string) =>
  `('0000000${table}-0000-4000-8000-' || lpad(to_hex(${number}), 12, '0'))::uuid`;
const day = (offset: string) => `(DATE '${TODAY}' + (${offset}))::date`;

/**
 * Five years of what happens to somebody on the register, by number: ratings that change, a discussion a quarter, for every
 * second person a stay in hospital with its C(E)TR and visits, and for every fifth one that lasts.
 */
const HAPPENINGS = `
  SELECT i, ${day('-1826 + i % 28')} AS day, 'entered' AS kind,
    jsonb_build_object('rating', (ARRAY['red', 'amber', 'green'])[1 + i % 3], 'locality', 'staffordshire') AS detail
  FROM people
  UNION ALL SELECT i, ${day('-1826 + k * 200 + i % 50')}, 'rating-changed',
    jsonb_build_object('rating', (ARRAY['red', 'amber', 'green'])[1 + (i + k) % 3], 'decidedBy', 'Panel')
  FROM people, generate_series(1, 8) k
  UNION ALL SELECT i, ${day('-(i % 31) - 90 * k')}, 'discussed', '{}' FROM people, generate_series(0, 19) k
  UNION ALL SELECT i, ${day('-700')}, 'intensive-treatment', '{"status": "receiving"}' FROM people WHERE i % 10 = 0
  UNION ALL SELECT i, ${day('-1500 + i % 100 + stay.after')}, stay.kind, stay.detail FROM people, (VALUES
    (0, 'admitted', '{"setting": "adult"}'::jsonb), (10, 'cetr-offered', '{"answer": "accepted"}'), (20, 'cetr-held', '{}'),
    (40, 'oversight-visit', '{}'), (80, 'cetr-plan-reviewed', '{}'), (90, 'oversight-visit', '{}'),
    (150, 'discharged', '{"rating": "amber", "decidedBy": "Panel"}')) stay(after, kind, detail) WHERE i % 2 = 0
  UNION ALL SELECT i, ${day('-100 - i % 300')}, 'admitted',
    jsonb_build_object('setting', (ARRAY['adult', 'tier-4', 'secure'])[1 + i % 3]) FROM people WHERE i % 5 = 0
  UNION ALL SELECT i, ${day('-100 - i % 300 + 20 + k * 85')}, 'cetr-held', '{}'
  FROM people, generate_series(0, 4) k WHERE i % 5 = 0 AND 20 + k * 85 <= 100 + i % 300
  UNION ALL SELECT i, ${day('-100 - i % 300 + k * 40')}, 'oversight-visit', '{}'
  FROM people, generate_series(1, 10) k WHERE i % 5 = 0 AND k * 40 <= 100 + i % 300`;

const STATEMENTS = (people: number) => [
  `INSERT INTO person (id, full_name, name_key, date_of_birth, created_at, dsr_reference)
   SELECT ${id(1, 'i')}, 'Person ' || i || ' Example', 'person ' || i || ' example',
     ${day('-3000 - (i * 7919) % 22000')}, now(), 'DSR-' || lpad(i::text, 6, '0')
   FROM generate_series(1, ${people}) i`,
  `INSERT INTO register_entry (id, person_id, from_day, locality, rating, rating_rank, rating_since, setting, setting_since,
     policy_version, created_at, updated_at)
   SELECT ${id(2, 'i')}, ${id(1, 'i')}, ${day('-1826 + i % 28')}, (ARRAY['staffordshire', 'stoke-on-trent'])[1 + i % 2],
     'amber', 1, ${day('-1826')}, 'community', ${day('-1826')}, 'none', now(), now()
   FROM generate_series(1, ${people}) i`,
  // In the order of days, as it comes in real life: what happened to one person lies all over the table.
  `INSERT INTO register_event (id, entry_id, kind, day, detail, at, policy_version)
   SELECT ${id(3, 'row_number() OVER ()')}, ${id(2, 'i')}, kind, day, detail, now(), '2026-11'
   FROM (WITH people AS (SELECT i FROM generate_series(1, ${people}) i) ${HAPPENINGS} ORDER BY day, i) happening`,
  `INSERT INTO consent_event (id, person_id, kind, day, route, scope, at, policy_version)
   SELECT ${id(4, 'k * 1000000 + i')}, ${id(1, 'i')}, CASE k WHEN 0 THEN 'given' ELSE 'renewed' END,
     ${day('-1826 + i % 28 + k * 350')}, 'person', ARRAY['register', 'sharing'], now(), '2026-11'
   FROM generate_series(0, 5) k, generate_series(1, ${people}) i`,
];

/** Indexes that no constraint needs: made once after the rows, which is several times faster than along with them. */
const SECONDARY = `
  SELECT i.indexname AS name, i.indexdef AS definition FROM pg_indexes i
  WHERE i.schemaname = 'public' AND i.tablename IN ('register_event', 'consent_event', 'person', 'register_entry')
    AND NOT EXISTS (SELECT 1 FROM pg_constraint c WHERE c.conname = i.indexname)`;

/** Of a database that is filled in one go. The rows refer to each other by their numbers, so nothing is looked up for each. */
const FAST = [
  'SET synchronous_commit = off',
  'SET session_replication_role = replica',
  "SET work_mem = '256MB'",
  "SET maintenance_work_mem = '256MB'",
];

/** Fills a migrated database with so many people on the register. Columns and clocks are left for the nightly run to work out. */
export async function fillRegister(databaseUrl: string, people: number): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    for (const setting of FAST) await client.query(setting);
    const { rows } = await client.query<{ name: string; definition: string }>(SECONDARY);
    for (const { name } of rows) await client.query(`DROP INDEX "${name}"`);
    for (const statement of STATEMENTS(people)) await client.query(statement);
    for (const { definition } of rows) await client.query(definition);
    await client.query('ANALYZE');
  } finally {
    await client.end();
  }
}
