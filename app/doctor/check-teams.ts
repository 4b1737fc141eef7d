import { z } from 'zod';
import { networkCode } from '../../services/microsoft/network-code.ts';
import type { ServiceConfig } from '../../services/platform/service-config.ts';
import { systemClock } from '../../services/platform/time.ts';
import type { Finding } from '../../wording/doctor.ts';
import { teamsWords } from '../../wording/doctor-microsoft.ts';

const TIMEOUT_MS = 10_000;
/** Tokens are refused by whoever is further apart than this (Microsoft's own tolerance). */
const MOST_MINUTES_OFF = 5;

const metadataSchema = z.object({ issuer: z.url({ protocol: /^https$/ }), jwks_uri: z.url({ protocol: /^https$/ }) });
const keysSchema = z.object({ keys: z.array(z.looseObject({ kid: z.string() })).min(1) });

/** Whether the keys are there that Teams signs its calls with, who it is, and whether this machine's clock is right. */
export async function checkTeamsMetadata({
  BOT_OPENID_METADATA: address,
}: ServiceConfig): Promise<{ findings: Finding[]; issuer: string | null }> {
  try {
    const response = await fetch(address, { signal: AbortSignal.timeout(TIMEOUT_MS) });
    const clock = clockFinding(response.headers.get('date'));
    const metadata = metadataSchema.safeParse(await response.json().catch(() => null));
    if (response.ok && metadata.success) {
      const { issuer, jwks_uri } = metadata.data;
      return { findings: [...clock, await checkKeys(jwks_uri)], issuer };
    }
    const what = response.ok ? 'no issuer or keys named' : `status ${response.status}`;
    return { findings: [...clock, teamsWords.metadataWrong(what)], issuer: null };
  } catch (fault) {
    return { findings: [teamsWords.metadataUnreachable(networkCode(fault))], issuer: null };
  }
}

async function checkKeys(address: string): Promise<Finding> {
  const response = await fetch(address, { signal: AbortSignal.timeout(TIMEOUT_MS) });
  const keys = keysSchema.safeParse(await response.json().catch(() => null));
  return keys.success ? teamsWords.metadataRight(keys.data.keys.length) : teamsWords.metadataWrong('it names no keys');
}

function clockFinding(date: string | null): Finding[] {
  const theirs = Date.parse(date ?? '');
  if (Number.isNaN(theirs)) return [];
  const minutes = Math.round(Math.abs(systemClock.now().getTime() - theirs) / 60_000);
  return minutes > MOST_MINUTES_OFF ? [teamsWords.clock(minutes)] : [];
}
