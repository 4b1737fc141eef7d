import fs from 'node:fs';
import type { MicrosoftAccount, MicrosoftCredential } from '../../services/microsoft/port.ts';

/** What the suite needs to know of a real tenant: the service's own variables, and somebody to invite. */
export type TenantSettings = { account: MicrosoftAccount; dsrMailbox: string; testMailbox: string };

const NEEDED = ['MICROSOFT_APP_TENANT_ID', 'MICROSOFT_APP_ID', 'MAIL_FROM', 'TENANT_TEST_MAILBOX'] as const;

/**
 * Reads the settings from the environment.
 *
 * @returns one sentence that says what to set where something is missing
 */
export function tenantSettings(env: NodeJS.ProcessEnv): TenantSettings | string {
  const missing: string[] = NEEDED.filter((name) => !env[name]);
  const credential = credentialOf(env);
  if (credential === null) missing.push('MICROSOFT_APP_PASSWORD (or MICROSOFT_APP_CERTIFICATE)');
  if (missing.length > 0 || credential === null) {
    return `No real tenant was tried: set ${missing.join(', ')} to run the calendar and mail tests there; TENANT_TEST_MAILBOX is a mailbox of the tenant that is invited and written to.`;
  }
  return {
    account: {
      tenantId: env.MICROSOFT_APP_TENANT_ID ?? '',
      appId: env.MICROSOFT_APP_ID ?? '',
      credential,
      authority: env.MICROSOFT_AUTHORITY || 'https://login.microsoftonline.com',
      graphUrl: env.GRAPH_URL || 'https://graph.microsoft.com',
    },
    dsrMailbox: env.MAIL_FROM ?? '',
    testMailbox: env.TENANT_TEST_MAILBOX ?? '',
  };
}

function credentialOf(env: NodeJS.ProcessEnv): MicrosoftCredential | null {
  const { MICROSOFT_APP_PASSWORD: secret, MICROSOFT_APP_CERTIFICATE: file } = env;
  if (secret) return { kind: 'secret', secret };
  return file ? { kind: 'certificate', pem: fs.readFileSync(file, 'utf8') } : null;
}
