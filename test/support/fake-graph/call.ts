import { againstOurRules, badRequest, Refusal } from './refusal.ts';

/** A request as its route sees it. */
export type Call = {
  method: string;
  url: URL;
  /** Where the caller found the fake: links in answers begin with it. */
  origin: string;
  /** Below the version: decoded segments. */
  segments: string[];
  headers: Headers;
  raw: Uint8Array;
  /** The wishes of its Prefer header: names in small letters, `true` where there is no value. */
  prefer: Map<string, string | true>;
  params: Record<string, string>;
};

/** What a route answers: JSON, or bytes as they are. */
export type Answer = { status: number; headers?: Record<string, string>; json?: unknown; bytes?: Uint8Array | string };

/** The wishes that Graph knows for what is asked here; it passes over others in silence, and so over misspelt ones. */
const WISHES: Record<string, RegExp> = {
  idtype: /^ImmutableId$/,
  'outlook.timezone': /./,
  'outlook.body-content-type': /^(text|html)$/,
  'odata.maxpagesize': /^[1-9]\d*$/,
  return: /^(minimal|representation)$/,
};

/** Refuses what Graph would pass over without a word. */
export function checkPrefer(call: Call): void {
  for (const [name, value] of call.prefer) {
    if (value !== true && WISHES[name]?.test(value)) continue;
    throw againstOurRules(`Nothing is known of the wish '${name}=${value}'.`);
  }
}

const MOST_BYTES = 4 * 1024 * 1024;

/** The wishes in a Prefer header. */
export function readPrefer(headers: Headers): Call['prefer'] {
  const prefer: Call['prefer'] = new Map();
  for (const part of (headers.get('prefer') ?? '').split(',')) {
    const [name = '', value] = part.split('=', 2).map((text) => text.trim());
    if (name !== '') prefer.set(name.toLowerCase(), value === undefined ? true : value.replaceAll('"', ''));
  }
  return prefer;
}

/** The JSON a request brings. */
export function jsonOf(call: Call): unknown {
  if (call.raw.byteLength > MOST_BYTES) {
    throw new Refusal(413, 'RequestEntityTooLarge', 'The maximum request length supported is 4MB.');
  }
  const type = call.headers.get('content-type') ?? '';
  if (!/^application\/json\b/i.test(type)) {
    if (call.raw.byteLength === 0) return {};
    throw new Refusal(415, 'UnsupportedMediaType', 'Write requests must contain the Content-Type header declaration.');
  }
  const text = Buffer.from(call.raw).toString('utf8');
  try {
    return JSON.parse(text === '' ? '{}' : text);
  } catch {
    throw badRequest(
      'Unable to read JSON request payload. Please ensure Content-Type header is set and payload is of valid JSON format.',
    );
  }
}

/** Refuses every query option that a route does not know. */
export function checkQuery(call: Call, allowed: readonly string[]): void {
  for (const name of call.url.searchParams.keys()) {
    if (allowed.includes(name)) continue;
    throw badRequest(`The query parameter '${name}' is not supported here.`, 'ErrorInvalidUrlQuery');
  }
}

/** Whether ids that outlive a move were asked for. */
export function wantsImmutableIds(call: Call): boolean {
  return call.prefer.get('idtype') === 'ImmutableId';
}
