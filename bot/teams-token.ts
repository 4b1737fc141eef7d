import { decodeProtectedHeader, errors, jwtVerify } from 'jose';
import { z } from 'zod';
import type { Clock } from '../services/platform/time.ts';
import { type TeamsActivity, tenantsOf } from './activity.ts';
import { KeysUnavailable, type TeamsKeys } from './teams-keys.ts';

/** Why an activity is not let in: for operators alone. */
export type RefusedBecause =
  | 'no-token'
  | 'malformed-token'
  | 'algorithm'
  | 'unknown-key'
  | 'signature'
  | 'expired'
  | 'not-yet-valid'
  | 'issuer'
  | 'audience'
  | 'claims'
  | 'keys-unavailable'
  | 'channel'
  | 'service-url'
  | 'tenant';

/**
 * An activity that is not let in. It is answered with the status and nothing else: 401 where the token is wrong in itself,
 * 403 where a good token does not fit what it came with, 503 where it could not be looked at.
 */
export class Refused extends Error {
  override name = 'Refused';
  readonly because: RefusedBecause;
  readonly status: 401 | 403 | 503;

  constructor(because: RefusedBecause, status: 401 | 403 | 503 = 401) {
    super(because);
    this.because = because;
    this.status = status;
  }
}

/** Clocks may differ by so much: Microsoft calls five minutes the standard of the industry. */
const SKEW_SECONDS = 300;
/** Teams' tokens have about 1,500 characters; of all headers together Node takes 16 KB. */
const LONGEST_TOKEN = 8_000;

const claimsSchema = z.looseObject({ serviceurl: z.string().optional(), tid: z.string().optional() });

/** A token that is good in itself: what it says of the activity it belongs to. */
export type TeamsToken = {
  serviceUrl: string | undefined;
  tenantId: string | undefined;
  endorsements: readonly string[];
};

/** Verifies what comes in the Authorization header. */
export type TeamsTokens = { verify(authorization: string | undefined): Promise<TeamsToken> };

/**
 * Verifies Teams' tokens: RS256 with a key of the configured metadata, issued by its issuer for this bot, now. The SDK's own
 * check is not used: it takes a token without an end, and tokens of other bots and of its emulator; it learns of a new key an
 * hour late; it answers 500 to some bad tokens, and writes keys to the console.
 *
 * @throws Refused from its function
 */
export function openTeamsTokens({ appId, keys, clock }: { appId: string; keys: TeamsKeys; clock: Clock }): TeamsTokens {
  return {
    verify: async (authorization) => {
      if (!authorization) throw new Refused('no-token');
      const token = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/.exec(authorization)?.[1];
      if (token === undefined || token.length > LONGEST_TOKEN) throw new Refused('malformed-token');
      const { key, endorsements } = await keyOf(token, keys);
      try {
        const { payload } = await jwtVerify(token, key, {
          algorithms: ['RS256'],
          issuer: await keys.issuer(),
          audience: appId,
          requiredClaims: ['exp'],
          clockTolerance: SKEW_SECONDS,
          currentDate: clock.now(),
        });
        const claims = claimsSchema.safeParse(payload);
        if (!claims.success) throw new Refused('claims');
        return { serviceUrl: claims.data.serviceurl, tenantId: claims.data.tid, endorsements };
      } catch (fault) {
        throw refusalOf(fault);
      }
    },
  };
}

async function keyOf(token: string, keys: TeamsKeys) {
  let header: ReturnType<typeof decodeProtectedHeader>;
  try {
    header = decodeProtectedHeader(token);
  } catch {
    throw new Refused('malformed-token');
  }
  // Asked before any key is looked for: a header's own key, or none, counts for nothing.
  if (header.alg !== 'RS256') throw new Refused('algorithm');
  if (typeof header.kid !== 'string' || header.kid === '') throw new Refused('unknown-key');
  try {
    const found = await keys.find(header.kid);
    if (found) return found;
  } catch (fault) {
    throw refusalOf(fault);
  }
  throw new Refused('unknown-key');
}

const BY_CLAIM: Record<string, RefusedBecause> = {
  iss: 'issuer',
  aud: 'audience',
  nbf: 'not-yet-valid',
  exp: 'expired',
};

function refusalOf(fault: unknown): Refused {
  if (fault instanceof Refused) return fault;
  if (fault instanceof KeysUnavailable) return new Refused('keys-unavailable', 503);
  if (fault instanceof errors.JWTExpired) return new Refused('expired');
  if (fault instanceof errors.JWTClaimValidationFailed) return new Refused(BY_CLAIM[fault.claim] ?? 'claims');
  if (fault instanceof errors.JWSSignatureVerificationFailed) return new Refused('signature');
  return new Refused('malformed-token');
}

/**
 * Whether a good token belongs to this activity: Teams signs for one channel and one service URL. One that was caught on
 * its way and is sent again with another address would have the bot's answers go there.
 *
 * @throws Refused
 */
export function assertFits(token: TeamsToken, activity: { channelId?: unknown; serviceUrl?: unknown }): void {
  if (activity.channelId !== 'msteams' || !token.endorsements.includes('msteams')) throw new Refused('channel', 403);
  if (token.serviceUrl === undefined || token.serviceUrl !== activity.serviceUrl) throw new Refused('service-url', 403);
}

/**
 * Whether an activity is of a tenant that may use the bot, by everything that names one.
 *
 * @param allowed in small letters
 * @throws Refused
 */
export function assertTenant(token: TeamsToken | null, activity: TeamsActivity, allowed: readonly string[]): void {
  const named = [...tenantsOf(activity), ...(token?.tenantId === undefined ? [] : [token.tenantId])];
  const known = named.every((tenant) => allowed.includes(tenant.toLowerCase()));
  if (!known || tenantsOf(activity).length === 0) throw new Refused('tenant', 403);
}
