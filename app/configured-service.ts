import fs from 'node:fs';
import type { MicrosoftAccount, MicrosoftCredential } from '../services/microsoft/port.ts';
import { ConfigError } from '../services/platform/described-settings.ts';
import { openLog } from '../services/platform/log.ts';
import { deployMigrations, explainRefusal } from '../services/platform/migrations.ts';
import type { ServiceConfig } from '../services/platform/service-config.ts';
import { dayOf, systemClock } from '../services/platform/time.ts';
import { loadPolicyBook } from '../services/policies/load-policy.ts';
import { configuredAdapters } from './configured-adapters.ts';
import { MIGRATIONS, type RunningService, startService } from './service.ts';

const SWEEP_SECONDS = 60;

/** How the service signs in: the file of a certificate is read once, at start. */
export function credentialOf(config: ServiceConfig): MicrosoftCredential {
  const { MICROSOFT_APP_PASSWORD: secret, MICROSOFT_APP_CERTIFICATE: file } = config;
  if (secret !== undefined) return { kind: 'secret', secret };
  return file === undefined
    ? { kind: 'managed-identity' }
    : { kind: 'certificate', pem: fs.readFileSync(file, 'utf8') };
}

/** Starts a real service from its configuration: migrates the database, then serves. */
export async function startConfigured(config: ServiceConfig): Promise<RunningService> {
  const log = openLog(config.LOG_LEVEL);
  // Before anything is touched: a policy that does not fit keeps the service from starting.
  const policies = loadPolicyBook(config.AREA);
  const deployed = await deployMigrations(config.DATABASE_URL, MIGRATIONS);
  if (!deployed.ok) throw new ConfigError(explainRefusal(deployed));
  const from = { name: policies.on(dayOf(systemClock.now())).team, address: config.MAIL_FROM };
  const account: MicrosoftAccount = {
    appId: config.MICROSOFT_APP_ID,
    tenantId: config.MICROSOFT_APP_TENANT_ID,
    credential: credentialOf(config),
    authority: config.MICROSOFT_AUTHORITY,
    graphUrl: config.GRAPH_URL,
  };
  const service = await startService({
    databaseUrl: config.DATABASE_URL,
    host: config.HOST,
    port: config.PORT,
    tenantId: config.MICROSOFT_APP_TENANT_ID,
    tenants: config.ALLOWED_TENANTS,
    dsrChannelId: config.DSR_CHANNEL_ID,
    credentials: { ...account, openIdMetadata: config.BOT_OPENID_METADATA },
    policies,
    seniorManagers: config.SENIOR_MANAGERS,
    clock: systemClock,
    log,
    allowTestNhsNumbers: false,
    organiser: from,
    publicUrl: config.PUBLIC_URL,
    ...configuredAdapters(config, { account, from, clock: systemClock, log, fetch: globalThis.fetch }),
    sweepSeconds: SWEEP_SECONDS,
    carriesOutJobs: true,
  });
  log.info('ready', { port: config.PORT, migrations: deployed.applied.length });
  return service;
}
