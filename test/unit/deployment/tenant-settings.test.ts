import { expect, test } from 'vitest';
import { tenantSettings } from '../../tenant/tenant-settings.ts';

const given = {
  MICROSOFT_APP_TENANT_ID: '11111111-2222-4333-8444-555555555555',
  MICROSOFT_APP_ID: '66666666-7777-4888-8999-aaaaaaaaaaaa',
  MICROSOFT_APP_PASSWORD: 'not-a-secret-of-anybody',
  MAIL_FROM: 'dsr@example.org',
  TENANT_TEST_MAILBOX: 'test@example.org',
};

test('without credentials nothing is tried, and one sentence says what to set', () => {
  const said = tenantSettings({});
  expect(said).toMatch(/^No real tenant was tried: set .+\.$/);
  for (const name of ['MICROSOFT_APP_ID', 'MICROSOFT_APP_PASSWORD', 'MAIL_FROM', 'TENANT_TEST_MAILBOX']) {
    expect(said).toContain(name);
  }
  expect(String(said).split('\n')).toHaveLength(1);
});

test.each(Object.keys(given))('without %s nothing is tried', (name) => {
  expect(tenantSettings({ ...given, [name]: '' })).toContain(name);
});

test('with everything set the service’s own variables say which tenant, and which cloud', () => {
  expect(tenantSettings({ ...given, GRAPH_URL: 'https://graph.microsoft.us' })).toMatchObject({
    account: {
      appId: given.MICROSOFT_APP_ID,
      credential: { kind: 'secret' },
      authority: 'https://login.microsoftonline.com',
      graphUrl: 'https://graph.microsoft.us',
    },
    dsrMailbox: 'dsr@example.org',
    testMailbox: 'test@example.org',
  });
});
