import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import express from 'express';
import pg from 'pg';
import { GRAPH_NOTIFICATIONS, graphNotifications } from '../../app/graph-notifications.ts';
import { createTestDatabase, type TestDatabase } from './database.ts';
import { testDeps } from './deps.ts';
import type { Answer } from './fake-graph/call.ts';
import { type FakeGraph, startFakeGraph } from './fake-graph/fake-graph.ts';
import { type Listening, listenWith } from './fake-graph/listening.ts';
import { freePort } from './free-port.ts';
import { startServiceCommand } from './service-command.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');

export const SECRET = 'a-secret-for-tests-alone';
export const MAILBOX = 'dsr@trust.example.org';
export const ids = {
  tenant: '11111111-1111-4111-8111-111111111111',
  app: '22222222-2222-4222-8222-222222222222',
  coordinators: '33333333-3333-4333-8333-333333333333',
  leads: '44444444-4444-4444-8444-444444444444',
  empty: '55555555-5555-4555-8555-555555555555',
  nobody: '66666666-6666-4666-8666-666666666666',
};
const CHANNEL = '19:dsr@thread.tacv2';

/** The doctor's findings are not to depend on what the service itself asks of Graph meanwhile. */
const BY_MAIL = { CALENDAR_VIA: 'mail', MAIL_VIA: 'smtp', SMTP_URL: 'smtp://127.0.0.1:9' };

/** How the proxy before the service, and what publishes Teams' keys, behave. */
export type Surroundings = {
  /** Paths that the proxy does not let through. */
  closed: string[];
  /** What the proxy answers in place of everything. */
  instead: Answer | null;
  metadata: Answer | null;
  keys: object[];
};
const usual = (): Surroundings => ({ closed: ['/metrics'], instead: null, metadata: null, keys: [{ kid: 'a-key' }] });

/** A tenant, a database, a running service behind a proxy that ends https: everything as it should be. */
export type DoctorWorld = {
  graph: FakeGraph;
  database: TestDatabase;
  surroundings: Surroundings;
  /** An https server that nobody here trusts. */
  untrusted: Listening;
  /** What the doctor runs with. */
  environment: Record<string, string>;
  /** Runs `npm run doctor`, with variables changed or (undefined) left out. */
  doctor(change?: Record<string, string | undefined>, ...args: string[]): Promise<{ code: number; output: string }>;
  asUsual(): void;
  stop(): Promise<void>;
};

export async function startDoctorWorld(): Promise<DoctorWorld> {
  const database = await createTestDatabase();
  const graph = startFakeGraph({ tenantId: ids.tenant, appId: ids.app, secret: SECRET });
  const microsoft = await graph.listen();
  const surroundings = usual();
  const port = await freePort();
  const notifications = await serveNotifications(database.url);
  const teams = await listenWith(async ({ url }) => ({ answer: teamsKeys(surroundings, url, teams.url) }), 'Teams CA');
  const proxy = await listenWith(
    async (request) => ({
      answer: await throughProxy(surroundings, { port, notifications: notifications.port }, request),
    }),
    'CA',
  );
  const untrusted = await listenWith(async () => ({ answer: { status: 200, bytes: 'Who am I?' } }), 'Nobody’s CA');
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'roundtable-doctor-'));
  const authorities = path.join(folder, 'ca.pem');
  fs.writeFileSync(authorities, [microsoft, teams, proxy].map(({ caPem }) => caPem).join('\n'));
  const environment = {
    PATH: process.env.PATH ?? '',
    NODE_ENV: 'production',
    NODE_EXTRA_CA_CERTS: authorities,
    DATABASE_URL: database.url,
    MICROSOFT_APP_ID: ids.app,
    MICROSOFT_APP_TENANT_ID: ids.tenant,
    MICROSOFT_APP_PASSWORD: SECRET,
    MICROSOFT_AUTHORITY: microsoft.url,
    GRAPH_URL: microsoft.url,
    BOT_OPENID_METADATA: `${teams.url}/v1/.well-known/openidconfiguration`,
    DSR_CHANNEL_ID: CHANNEL,
    DSR_TEAM_GROUP: ids.coordinators,
    DSR_CLINICAL_LEADS_GROUP: ids.leads,
    MAIL_FROM: MAILBOX,
    PUBLIC_URL: proxy.url,
    LOG_LEVEL: 'silent',
  };
  furnish(graph);
  await inDatabase(
    database.url,
    `INSERT INTO conversation_reference (conversation_id, kind, reference, updated_at)
    VALUES ('${CHANNEL}', 'channel', '{}', '2026-01-01T00:00:00Z')`,
  );
  const service = startServiceCommand({ ...environment, HOST: '127.0.0.1', PORT: String(port), ...BY_MAIL });
  await Promise.race([untilReady(port), service.ended.then(({ printed }) => Promise.reject(new Error(printed)))]);
  return {
    ...{ graph, database, surroundings, untrusted, environment },
    asUsual: () => void Object.assign(surroundings, usual()),
    doctor: (change = {}, ...args) => runDoctor({ ...environment, ...change }, args),
    async stop() {
      service.signal('SIGTERM');
      await service.ended;
      for (const listening of [microsoft, teams, proxy, untrusted]) await listening.close();
      await notifications.close();
      await database.drop();
      fs.rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Where Graph's notifications arrive, which a service that books by mail does not open. */
async function serveNotifications(databaseUrl: string) {
  const deps = testDeps({ url: databaseUrl });
  const server = express()
    .use(graphNotifications(deps, () => {}))
    .listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    port,
    async close() {
      server.close();
      await deps.close();
    },
  };
}

/** The tenant: a shared mailbox, two coordinators and a clinical lead. */
function furnish(graph: FakeGraph): void {
  graph.addMailbox(MAILBOX, { name: 'DSR team' });
  const people = ['asha', 'ben', 'cara'].map((name) => {
    const mail = `${name}@trust.example.org`;
    const user = graph.addUser({ displayName: `${name} example`, mail });
    graph.addMailbox(mail);
    return user.id;
  });
  graph.addGroup(ids.coordinators, people.slice(0, 2));
  graph.addGroup(ids.leads, people.slice(2));
  graph.addGroup(ids.empty, []);
}

function teamsKeys({ metadata, keys }: Surroundings, url: URL, base: string): Answer {
  if (url.pathname === '/keys') return { status: 200, json: { keys } };
  return metadata ?? { status: 200, json: { issuer: 'https://api.botframework.com', jwks_uri: `${base}/keys` } };
}

type Passing = { method: string; url: URL; headers: Headers; raw: Uint8Array };

async function throughProxy(
  { closed, instead }: Surroundings,
  ports: { port: number; notifications: number },
  request: Passing,
): Promise<Answer> {
  if (instead !== null) return instead;
  const { method, url, headers, raw } = request;
  if (closed.some((path) => url.pathname.startsWith(path))) return { status: 404, bytes: 'Not here' };
  const passed = new Headers([...headers].filter(([name]) => !/^(?:host|connection|content-length)$/.test(name)));
  const port = url.pathname === GRAPH_NOTIFICATIONS ? ports.notifications : ports.port;
  const answer = await fetch(`http://127.0.0.1:${port}${url.pathname}${url.search}`, {
    ...{ method, headers: passed, redirect: 'manual' },
    ...(method === 'GET' ? {} : { body: Buffer.from(raw) }),
  });
  const type = answer.headers.get('content-type');
  return {
    status: answer.status,
    headers: type === null ? {} : { 'content-type': type },
    bytes: new Uint8Array(await answer.arrayBuffer()),
  };
}

async function runDoctor(environment: Record<string, string | undefined>, args: string[]) {
  const child = spawn(process.execPath, ['app/doctor-command.ts', ...args], {
    cwd: ROOT,
    env: environment,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (more) => (output += more));
  const [code] = await once(child, 'close');
  return { code: Number(code), output };
}

/** Waits for a service on this machine to be ready. */
export async function untilReady(port: number): Promise<void> {
  for (let tries = 0; tries < 600; tries += 1) {
    const status = await fetch(`http://127.0.0.1:${port}/readyz`).then(
      (answer) => answer.status,
      () => 0,
    );
    if (status === 200) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('The service did not become ready');
}

/** Runs one statement in a database. */
export async function inDatabase(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
