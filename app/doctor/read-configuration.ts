import { X509Certificate } from 'node:crypto';
import fs from 'node:fs';
import type { MicrosoftAccount, MicrosoftCredential } from '../../services/microsoft/port.ts';
import { readCertificate } from '../../services/microsoft/sign-in.ts';
import { ConfigError } from '../../services/platform/described-settings.ts';
import { type ServiceConfig, serviceConfig } from '../../services/platform/service-config.ts';
import { dayOf, daysBetween, formatDay, systemClock } from '../../services/platform/time.ts';
import { loadPolicyBook, PolicyError } from '../../services/policies/load-policy.ts';
import { certificateWords, configurationWords, type Finding } from '../../wording/doctor.ts';

/** Somebody must have time to order a new one. */
const EXPIRES_SOON_DAYS = 45;

/** What the environment says: null where it is not right, and why. */
export type Configured = {
  config: ServiceConfig | null;
  /** Null where the credential cannot be read. */
  account: MicrosoftAccount | null;
  findings: Finding[];
};

/** Reads the configuration, the area's policy and the certificate. */
export function readConfiguration(environment: Record<string, string | undefined>): Configured {
  let config: ServiceConfig;
  try {
    config = serviceConfig(Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== '')));
  } catch (fault) {
    if (!(fault instanceof ConfigError)) throw fault;
    const lines = fault.message.split('\n').map(configurationWords.wrong);
    return { config: null, account: null, findings: [...lines, configurationWords.rest] };
  }
  const { credential, findings } = credentialOf(config);
  return {
    config,
    account: credential && {
      tenantId: config.MICROSOFT_APP_TENANT_ID,
      appId: config.MICROSOFT_APP_ID,
      credential,
      authority: config.MICROSOFT_AUTHORITY,
      graphUrl: config.GRAPH_URL,
    },
    findings: [configurationWords.right(config.CALENDAR_VIA, config.MAIL_VIA), policyFinding(config.AREA), ...findings],
  };
}

function policyFinding(area: string): Finding {
  try {
    loadPolicyBook(area);
    return configurationWords.policyRight(area);
  } catch (fault) {
    if (!(fault instanceof PolicyError)) throw fault;
    return configurationWords.policyWrong(fault.message);
  }
}

function credentialOf(config: ServiceConfig): { credential: MicrosoftCredential | null; findings: Finding[] } {
  const { MICROSOFT_APP_PASSWORD: secret, MICROSOFT_APP_CERTIFICATE: file } = config;
  if (secret !== undefined) return { credential: { kind: 'secret', secret }, findings: [] };
  if (file === undefined) return { credential: { kind: 'managed-identity' }, findings: [] };
  let pem: string;
  try {
    pem = fs.readFileSync(file, 'utf8');
  } catch (fault) {
    const code = fault instanceof Error && 'code' in fault ? String(fault.code) : 'unknown';
    return { credential: null, findings: [certificateWords.unreadable(file, code)] };
  }
  try {
    const { chain } = readCertificate(pem);
    return { credential: { kind: 'certificate', pem }, findings: [expiryFinding(new X509Certificate(chain).validTo)] };
  } catch (fault) {
    return { credential: null, findings: [certificateWords.unfit(fault instanceof Error ? fault.message : '')] };
  }
}

function expiryFinding(validTo: string): Finding {
  const [today, last] = [dayOf(systemClock.now()), dayOf(new Date(validTo))];
  const left = daysBetween(today, last);
  if (left < 0) return certificateWords.expired(formatDay(last));
  return left < EXPIRES_SOON_DAYS ? certificateWords.soon(formatDay(last)) : certificateWords.right(formatDay(last));
}
