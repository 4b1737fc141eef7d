import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { startFakeGraph } from '../../support/fake-graph/fake-graph.ts';
import { account } from './fake-world.ts';

const SCRIPT = `
const [url, tenant, client_id, client_secret] = process.argv.slice(1);
const signIn = await fetch(url + '/' + tenant + '/oauth2/v2.0/token', {
  method: 'POST',
  body: new URLSearchParams({ grant_type: 'client_credentials', client_id, client_secret, scope: url + '/.default' }),
});
const { access_token } = await signIn.json();
const headers = { authorization: 'Bearer ' + access_token };
const read = await fetch(url + '/v1.0/users/dsr@example.org/calendar', { headers });
const broken = await fetch(url + '/v1.0/users/dsr@example.org/events', { headers }).catch((fault) => fault.cause.code);
console.log(read.status, broken);
`;

test('another process reaches the fake over TLS, with a certificate made for this run', async () => {
  const fake = startFakeGraph(account);
  fake.addMailbox('dsr@example.org');
  const { url, caPem, close } = await fake.listen();
  const folder = await mkdtemp(join(tmpdir(), 'fake-graph-'));
  try {
    await writeFile(join(folder, 'ca.pem'), caPem);
    fake.faults.next({ path: '/events' }, { kind: 'reset', when: 'after' });
    const { stdout } = await promisify(execFile)(
      process.execPath,
      ['--input-type=module', '-e', SCRIPT, url, account.tenantId, account.appId, account.secret],
      { env: { NODE_EXTRA_CA_CERTS: join(folder, 'ca.pem') } },
    );
    expect(stdout.trim()).toMatch(/^200 (ECONNRESET|UND_ERR_SOCKET)$/);
    await expect(fetch(`${url}/v1.0/users`)).rejects.toThrow();
  } finally {
    await close();
    await rm(folder, { recursive: true, force: true });
  }
});
