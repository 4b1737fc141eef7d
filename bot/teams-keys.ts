import { importJWK } from 'jose';
import { z } from 'zod';
import type { Log } from '../services/platform/log.ts';
import type { Clock } from '../services/platform/time.ts';

/**
 * How long keys are used without asking whether there are others: Microsoft has bots ask at least once a day.
 * https://learn.microsoft.com/en-us/azure/bot-service/rest-api/bot-framework-rest-connector-authentication
 */
const FRESH_HOURS = 24;
/** While Microsoft cannot be asked, the keys that are known go on being used so long; then nobody is let in. */
const LAST_RESORT_HOURS = 72;
/** A key that is not known may be a new one. Strangers make up as many as they like, so it is not asked for each time. */
const ASKED_FOR_UNKNOWN_SECONDS = 300;
const TRIED_AGAIN_SECONDS = 10;
const TIMEOUT_MS = 5_000;
/** The two documents are a few kilobytes. */
const MOST_BYTES = 1_000_000;

const metadataSchema = z.looseObject({ issuer: z.url().max(500), jwks_uri: z.url().max(500) });
const keysSchema = z.looseObject({
  keys: z.array(
    z.looseObject({ kid: z.string().optional(), kty: z.string(), endorsements: z.array(z.string()).nullish() }),
  ),
});
/** 2,048 bits, in base64url: a shorter modulus is no protection. */
const SHORTEST_MODULUS = 342;
const rsaSchema = z.object({
  kty: z.literal('RSA'),
  kid: z.string().min(1),
  n: z.string().min(SHORTEST_MODULUS),
  e: z.string().min(1),
});

/** A key that Teams signs with, and the channels it may speak for. */
export type TeamsKey = { key: Awaited<ReturnType<typeof importJWK>>; endorsements: readonly string[] };

/** The keys of the configured OpenID metadata. */
export type TeamsKeys = {
  /** Who must have issued a token, and whom the bot's own tokens are for. */
  issuer(): Promise<string>;
  /** Undefined for a key that is not listed there. */
  find(kid: string): Promise<TeamsKey | undefined>;
};

/** The keys could not be had, and none that are known are recent enough: nobody can be let in. */
export class KeysUnavailable extends Error {
  override name = 'KeysUnavailable';
}

type Known = { issuer: string; keys: ReadonlyMap<string, TeamsKey>; at: number };

/**
 * Reads the keys when they are first asked for, and again when they are old or one is not among them; many who wait share
 * one reading.
 *
 * @param metadataUrl what BOT_OPENID_METADATA says
 * @throws KeysUnavailable from its functions
 */
export function openTeamsKeys(
  metadataUrl: string,
  { fetch, clock, log }: { fetch: typeof globalThis.fetch; clock: Clock; log: Log },
): TeamsKeys {
  let known: Known | null = null;
  let triedAt = Number.NEGATIVE_INFINITY;
  let underWay: Promise<Known> | null = null;
  const now = () => clock.now().getTime() / 1000;

  function read(): Promise<Known> {
    underWay ??= (async () => {
      triedAt = now();
      try {
        known = { ...(await readKeys(metadataUrl, fetch)), at: now() };
        return known;
      } finally {
        underWay = null;
      }
    })();
    return underWay;
  }

  async function current(): Promise<Known> {
    const age = known === null ? Number.POSITIVE_INFINITY : now() - known.at;
    if (known !== null && age < FRESH_HOURS * 3600) return known;
    const mayUse = known !== null && age < LAST_RESORT_HOURS * 3600 ? known : null;
    if (underWay === null && now() - triedAt < TRIED_AGAIN_SECONDS) {
      if (mayUse) return mayUse;
      throw new KeysUnavailable();
    }
    try {
      return await read();
    } catch (fault) {
      log.fault('teams-keys-not-read', fault, { known: mayUse !== null });
      if (mayUse) return mayUse;
      throw new KeysUnavailable();
    }
  }

  return {
    issuer: async () => (await current()).issuer,
    find: async (kid) => {
      const before = await current();
      const found = before.keys.get(kid);
      if (found || now() - Math.max(before.at, triedAt) < ASKED_FOR_UNKNOWN_SECONDS) return found;
      const after = await read().catch((fault) => {
        log.fault('teams-keys-not-read', fault, { known: true });
        return before;
      });
      return after.keys.get(kid);
    },
  };
}

async function readKeys(metadataUrl: string, fetch: typeof globalThis.fetch): Promise<Omit<Known, 'at'>> {
  const { issuer, jwks_uri: keysUrl } = metadataSchema.parse(await readJson(metadataUrl, fetch));
  if (new URL(keysUrl).protocol !== new URL(metadataUrl).protocol) throw new Error('the keys lie at a weaker address');
  const { keys } = keysSchema.parse(await readJson(keysUrl, fetch));
  const usable = new Map<string, TeamsKey>();
  for (const one of keys) {
    const rsa = rsaSchema.safeParse(one);
    if (!rsa.success) continue;
    // A key that cannot be read keeps nobody from using the others.
    const key = await importJWK(rsa.data, 'RS256').catch(() => undefined);
    if (key) usable.set(rsa.data.kid, { key, endorsements: one.endorsements ?? [] });
  }
  if (usable.size === 0) throw new Error('there is no key that can be used');
  return { issuer, keys: usable };
}

async function readJson(url: string, fetch: typeof globalThis.fetch): Promise<unknown> {
  const answer = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(TIMEOUT_MS) });
  if (!answer.ok) throw new Error(`answered ${answer.status}`);
  const text = await answer.text();
  if (text.length > MOST_BYTES) throw new Error('the answer is too long');
  return JSON.parse(text);
}
