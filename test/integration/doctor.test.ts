import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { generate } from 'selfsigned';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase } from '../support/database.ts';
import {
  type DoctorWorld,
  ids,
  inDatabase,
  MAILBOX,
  SECRET,
  startDoctorWorld,
  untilReady,
} from '../support/doctor-world.ts';
import { USUAL_PERMISSIONS } from '../support/fake-graph/fake-graph.ts';
import { freePort } from '../support/free-port.ts';
import { startServiceCommand } from '../support/service-command.ts';
import { startSmtpServer } from '../support/smtp-server.ts';

let world: DoctorWorld;

beforeAll(async () => {
  world = await startDoctorWorld();
});
afterAll(() => world.stop());
afterEach(() => {
  world.asUsual();
  world.graph.permissions.clear();
  for (const permission of USUAL_PERMISSIONS) world.graph.permissions.add(permission);
});

/** The lines that name what is wrong. */
const wrongIn = (output: string): string[] => output.split('\n').filter((line) => line.startsWith('WRONG'));

/** No line holds what opens anything. */
function expectNoSecret(output: string): void {
  const password = new URL(world.database.url).password;
  for (const secret of [SECRET, password, 'eyJ', 'sup3r-s3cret']) expect(output).not.toContain(secret);
  expect(output).not.toMatch(/^\s+at /m);
}

/** Runs the doctor in an environment with one thing wrong: exactly that is named, with how to mend it. */
async function expectNamed(change: Record<string, string | undefined>, line: RegExp): Promise<string> {
  const { code, output } = await world.doctor(change);
  expectNoSecret(output);
  const wrong = wrongIn(output);
  expect({ code, wrong, output }).toMatchObject({ code: 1, wrong: [expect.stringMatching(line)] });
  expect(wrong[0]).toMatch(/ → .{10,}/);
  return output;
}

describe('an environment that is right', () => {
  it('passes: exit code 0, each step in a line, and nothing was changed or sent', async () => {
    const before = world.graph.log.length;
    const { code, output } = await world.doctor();
    expect({ code, output }).toMatchObject({ code: 0 });
    expect(wrongIn(output)).toEqual([]);
    for (const step of ['Configuration', 'Area policy', 'Database', 'Sign-in', 'DSR team', 'Mailbox', 'Calendars']) {
      expect(output).toMatch(new RegExp(`^right +${step}: `, 'm'));
    }
    for (const permission of USUAL_PERMISSIONS)
      expect(output).toMatch(new RegExp(`^right +${permission.replaceAll('.', '\\.')}: `, 'm'));
    for (const step of ['Teams: the keys', 'Public URL', 'Teams endpoint', 'Graph notifications']) {
      expect(output).toMatch(new RegExp(`^right +${step}`, 'm'));
    }
    expectNoSecret(output);
    const done = world.graph.log.slice(before).filter((entry) => entry.done && entry.method !== 'GET');
    expect(done.filter(({ path: asked }) => !/token$|getSchedule$/.test(asked))).toEqual([]);
    expect(world.graph.sent(MAILBOX)).toEqual([]);
    expect(world.graph.events(MAILBOX)).toEqual([]);
  });

  it('sends one mail where it is told to, and no other', async () => {
    const { code, output } = await world.doctor({}, '--send-test-to', 'it@trust.example.org');
    expect({ code, output }).toMatchObject({ code: 0, output: expect.stringMatching(/^right +Test mail: /m) });
    expect(world.graph.sent(MAILBOX)).toHaveLength(1);
  });

  it('what is broader than it must be is noted, and is not wrong', async () => {
    world.graph.permissions.add('Directory.ReadWrite.All');
    const { code, output } = await world.doctor();
    expect(code).toBe(0);
    expect(output).toMatch(/^note +Permissions: Calendars\.ReadWrite.*for every mailbox/m);
    expect(output).toMatch(/^note +Permissions: Directory\.ReadWrite\.All granted, and not needed/m);
  });

  it('is one in which the service starts on Microsoft Graph, and answers Graph’s handshake', async () => {
    const database = await createTestDatabase();
    const port = await freePort();
    const changes = { DATABASE_URL: database.url, HOST: '127.0.0.1', PORT: String(port) };
    const service = startServiceCommand({ ...world.environment, ...changes });
    try {
      await Promise.race([untilReady(port), service.ended.then(({ printed }) => Promise.reject(new Error(printed)))]);
      const asked = await fetch(`http://127.0.0.1:${port}/graph/notifications?validationToken=a%20token`, {
        method: 'POST',
      });
      expect([asked.status, await asked.text()]).toEqual([200, 'a token']);
    } finally {
      service.signal('SIGTERM');
      expect(await service.ended).toMatchObject({ code: 0 });
      await database.drop();
    }
  });

  it.each([['--send-test-to'], ['--send-test-to', 'nobody'], ['--mend']])(
    '%s %s is answered with its use',
    async (...args) => {
      const { code, output } = await world.doctor({}, ...args.filter(Boolean));
      expect({ code, output }).toMatchObject({ code: 2, output: expect.stringContaining('Use: npm run doctor') });
    },
  );
});

describe('one thing is wrong, and is named', () => {
  it.each([
    [
      'the secret of another application',
      { MICROSOFT_APP_PASSWORD: 'sup3r-s3cret' },
      /AADSTS7000215.*MICROSOFT_APP_PASSWORD/,
    ],
    ['another application', { MICROSOFT_APP_ID: ids.nobody }, /AADSTS700016.*MICROSOFT_APP_ID/],
    ['another tenant', { MICROSOFT_APP_TENANT_ID: ids.nobody }, /AADSTS90002.*MICROSOFT_APP_TENANT_ID/],
    ['a sign-in that cannot be reached', { MICROSOFT_AUTHORITY: 'https://localhost:2' }, /ECONNREFUSED.*firewall/],
  ])('%s', async (_what, change, line) => {
    const { code, output } = await world.doctor(change);
    expectNoSecret(output);
    // Graph and Teams are both signed in to with it.
    const wrong = wrongIn(output);
    expect({ code, wrong }).toMatchObject({
      code: 1,
      wrong: [expect.stringMatching(line), expect.stringMatching(line)],
    });
    expect(wrong.join()).toMatch(/Sign-in: no token for Microsoft Graph .*Sign-in: no token for Teams /s);
    expect(output).toMatch(/^note +Permissions, mailbox, calendars and groups were left out/m);
  });

  it.each(USUAL_PERMISSIONS)('%s is not granted', async (permission) => {
    world.graph.permissions.delete(permission);
    const { code, output } = await world.doctor();
    expect(code).toBe(1);
    const wrong = wrongIn(output);
    expect(wrong.length).toBeGreaterThan(0);
    for (const line of wrong)
      expect(line).toMatch(new RegExp(`^WRONG +${permission.replaceAll('.', '\\.')}: missing\\. .* → (?:give|grant)`));
  });

  it.each([
    [
      'a Graph of another cloud',
      { GRAPH_URL: 'https://graph.example.org' },
      /Sign-in: no token for Microsoft Graph \(AADSTS1002012\).*GRAPH_URL/,
    ],
    [
      'an address without a mailbox',
      { MAIL_FROM: 'nobody@trust.example.org' },
      /Mailbox: nobody@trust\.example\.org has no mailbox.*MAIL_FROM/,
    ],
    ['a group that does not exist', { DSR_TEAM_GROUP: ids.nobody }, /no group with the id of DSR_TEAM_GROUP/],
    [
      'a group without members',
      { DSR_CLINICAL_LEADS_GROUP: ids.empty },
      /group of DSR_CLINICAL_LEADS_GROUP has no members/,
    ],
    [
      'a coordinator who does not exist',
      { DSR_TEAM_GROUP: undefined, DSR_COORDINATORS: ids.nobody },
      /nobody .*DSR_COORDINATORS/,
    ],
    [
      'a database server that is not there',
      { DATABASE_URL: 'postgres://u:sup3r-s3cret@127.0.0.1:1/x' },
      /Database: .*ECONNREFUSED/,
    ],
    ['an area that does not exist', { AREA: 'atlantis' }, /Area policy: .*atlantis/],
    [
      'keys of Teams that are not there',
      { BOT_OPENID_METADATA: 'https://localhost:2/openid' },
      /BOT_OPENID_METADATA cannot be read \(ECONNREFUSED\)/,
    ],
    ['a public URL that is not there', { PUBLIC_URL: 'https://localhost:2' }, /Public URL: .*ECONNREFUSED/],
  ])('%s', async (_what, change, line) => void (await expectNamed(change, line)));

  it('a mailbox outside the scope that Exchange was given', async () => {
    world.graph.addMailbox('other@trust.example.org', { outsideScope: true });
    const { code, output } = await world.doctor({ MAIL_FROM: 'other@trust.example.org' });
    expect(code).toBe(1);
    const wrong = wrongIn(output);
    expect(wrong.length).toBeGreaterThan(0);
    for (const line of wrong)
      expect(line).toMatch(/granted, but not for other@trust\.example\.org\. → put the mailbox into the scope/);
  });

  it('variables that are missing or do not go together: all of them at once, and nothing else is tried', async () => {
    const change = { DSR_CHANNEL_ID: undefined, MAIL_VIA: 'smtp', MICROSOFT_MANAGED_IDENTITY: 'true' };
    const { code, output } = await world.doctor(change);
    expect(code).toBe(1);
    expect(wrongIn(output).map((line) => /(?:DSR_CHANNEL_ID|SMTP_URL) is missing|Set one of/.exec(line)?.[0])).toEqual([
      'DSR_CHANNEL_ID is missing',
      'Set one of',
      'SMTP_URL is missing',
    ]);
    expect(output).not.toMatch(/Database:/);
  });
});

describe('the database is wrong, and is named', () => {
  it.each([
    ['another password', { password: 'sup3r-s3cret' }, /Database: .*28P01.*password/],
    ['a name that does not exist', { pathname: '/nothing' }, /Database: .*3D000.*create the database/],
  ])('%s', async (_what, change, line) => {
    await expectNamed({ DATABASE_URL: Object.assign(new URL(world.database.url), change).href }, line);
  });

  it('one that belongs to another product', async () => {
    const other = await createTestDatabase({ empty: true });
    try {
      await inDatabase(other.url, 'CREATE TABLE orders (id int)');
      await expectNamed({ DATABASE_URL: other.url }, /tables of something else/);
    } finally {
      await other.drop();
    }
  });

  it('one that a newer version has migrated; an empty one is right', async () => {
    const other = await createTestDatabase({ empty: true });
    const newer = await createTestDatabase();
    try {
      const { code, output } = await world.doctor({ DATABASE_URL: other.url });
      expect({ code, output }).toMatchObject({ code: 0, output: expect.stringMatching(/brought up to date/) });
      await inDatabase(
        newer.url,
        `INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at, applied_steps_count)
         VALUES ('x', 'x', '99990101000000_from_the_future', now(), 1)`,
      );
      await expectNamed({ DATABASE_URL: newer.url }, /migrated by a newer version/);
    } finally {
      await other.drop();
      await newer.drop();
    }
  });
});

describe('the certificate is wrong, and is named', () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'roundtable-certificates-'));
  afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));
  const withFile = (file: string) => ({ MICROSOFT_APP_PASSWORD: undefined, MICROSOFT_APP_CERTIFICATE: file });
  const made = (notAfterDate: Date, notBeforeDate = new Date('2020-01-01')) =>
    generate([{ name: 'commonName', value: 'roundtable' }], { notBeforeDate, notAfterDate });
  const written = (name: string, text: string) => {
    const file = path.join(folder, name);
    fs.writeFileSync(file, text);
    return file;
  };

  it('a file that is not there', async () => {
    await expectNamed(withFile(path.join(folder, 'none.pem')), /Certificate: .*ENOENT/);
  });

  it('a key without its certificate', async () => {
    const { private: key } = await made(new Date('2090-01-01'));
    await expectNamed(withFile(written('key.pem', key)), /Certificate: .*no certificate in it/);
  });

  it('one that has expired, and is not registered', async () => {
    const { private: key, cert } = await made(new Date('2021-01-01'));
    const { code, output } = await world.doctor(withFile(written('old.pem', `${key}\n${cert}`)));
    expect(code).toBe(1);
    expect(wrongIn(output)[0]).toMatch(/Certificate: it expired on .*2021/);
    expect(wrongIn(output)[1]).toMatch(/AADSTS700027.*upload the certificate/);
  });
});

describe('what surrounds the service is wrong, and is named', () => {
  it.each([
    ['a proxy that keeps Teams out', '/api', /Teams endpoint: \/api\/messages answers 404/],
    ['a proxy that keeps Graph’s notifications out', '/graph', /Graph notifications: .*\(404\)/],
  ])('%s', async (_what, closed, line) => {
    world.surroundings.closed.push(closed);
    await expectNamed({}, line);
  });

  it('another site at the public URL', async () => {
    world.surroundings.instead = { status: 200, bytes: '<html>Welcome to nginx!</html>' };
    await expectNamed({}, /answers 200, and not with Roundtable’s start page/);
  });

  it('a certificate of the public URL that nobody trusts', async () => {
    await expectNamed({ PUBLIC_URL: world.untrusted.url }, /Public URL: .*(?:UNABLE_TO|SELF_SIGNED).*whole chain/);
  });

  it('metadata without keys', async () => {
    world.surroundings.keys = [];
    await expectNamed({}, /no OpenID metadata with signing keys/);
  });

  it('a clock that is wrong', async () => {
    const metadata = {
      issuer: 'https://api.botframework.com',
      jwks_uri: new URL('/keys', world.environment.BOT_OPENID_METADATA).href,
    };
    world.surroundings.metadata = { status: 200, json: metadata, headers: { date: 'Mon, 01 Jan 2024 00:00:00 GMT' } };
    await expectNamed({}, /Clock: this machine is \d+ minutes off/);
  });
});

describe('a service with a mail server', () => {
  const bySmtp = (url: string) => ({ CALENDAR_VIA: 'mail', MAIL_VIA: 'smtp', SMTP_URL: url });

  it('passes with one that answers, and asks for no permission it does not need', async () => {
    const server = await startSmtpServer();
    try {
      const { code, output } = await world.doctor(bySmtp(server.url));
      expect({ code, output }).toMatchObject({ code: 0, output: expect.stringMatching(/^right +SMTP: /m) });
      expect(output).not.toMatch(/Mail\.Send: |Calendars\.ReadWrite: /);
      expect(server.taken).toEqual([]);
    } finally {
      await server.stop();
    }
  });

  it.each([
    ['SMTP', bySmtp('smtp://user:sup3r-s3cret@127.0.0.1:1'), /SMTP: .*\(E[A-Z]+\).*SMTP_URL/],
    [
      'IMAP',
      { ...bySmtp('smtp://127.0.0.1:1'), IMAP_URL: 'imap://user:sup3r-s3cret@127.0.0.1:1' },
      /IMAP: .*ECONNREFUSED.*IMAP_URL/,
    ],
  ])('%s: a server that is not there', async (what, change, line) => {
    const { code, output } = await world.doctor(change);
    expectNoSecret(output);
    expect(code).toBe(1);
    expect(wrongIn(output).filter((found) => found.includes(`${what}:`))).toEqual([expect.stringMatching(line)]);
  });
});
