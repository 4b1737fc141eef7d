import type { ResultsOf } from './model.ts';

type Header = { name: string; value: string };

/** One result of a header Authentication-Results (RFC 8601 §2.2): a method, what came of it, and what it looked at. */
type MethodResult = { method: string; result: string; properties: ReadonlyMap<string, string> };

type Results = { authservId: string | null; results: MethodResult[] };

/** Longer ones are not read: a server's own stay below a kilobyte. */
const LONGEST = 10_000;
const MOST_COMMENTS = 50;

/** What parts results and their properties from each other. */
const PARTS = /[\s;=]/;

/**
 * Comments may hold anything, also what looks like a result, and so may what is quoted: a sender chooses the local part of
 * their address. Nothing within quotation marks ends a result. A bracket that is never closed ends what can be read.
 */
function withoutComments(value: string): string {
  let text = '';
  let depth = 0;
  let count = 0;
  let quoted = false;
  for (let at = 0; at < value.length; at += 1) {
    const sign = value[at] ?? '';
    if (depth === 0 && sign === '"') quoted = !quoted;
    if (sign === '\\' && (quoted || depth > 0)) at += 1;
    else if (!quoted && sign === '(') {
      depth += 1;
      count += 1;
      if (count > MOST_COMMENTS) return '';
    } else if (!quoted && sign === ')' && depth > 0) depth -= 1;
    else if (depth === 0) text += quoted && PARTS.test(sign) ? '_' : sign;
  }
  return depth > 0 || quoted ? '' : text;
}

function unquoted(text: string): string {
  return text.replace(/^"(.*)"$/, '$1').toLowerCase();
}

function readResult(part: string): MethodResult | undefined {
  const [first = '', ...rest] = part.trim().split(/\s+/);
  const [, method, result] = /^([a-z][a-z0-9-]{0,30})(?:\/\d{1,3})?=([a-z]{1,30})$/i.exec(first) ?? [];
  if (method === undefined || result === undefined) return undefined;
  const properties = rest.flatMap((property): [string, string][] => {
    const [, name, value] = /^([a-z0-9.-]{1,60})=(.{1,300})$/i.exec(property) ?? [];
    return name === undefined || value === undefined ? [] : [[name.toLowerCase(), unquoted(value)]];
  });
  return { method: method.toLowerCase(), result: result.toLowerCase(), properties: new Map(properties) };
}

/** Reads a header Authentication-Results; Exchange Online's has no name of a server before its results. */
function readResults(value: string): Results | undefined {
  if (value.length > LONGEST) return undefined;
  const parts = withoutComments(value).split(';');
  const [first = ''] = parts;
  const named = !first.includes('=');
  const authservId = named ? unquoted(first.trim().split(/\s+/)[0] ?? '') : null;
  if (authservId === '') return undefined;
  return { authservId, results: (named ? parts.slice(1) : parts).flatMap((part) => readResult(part) ?? []) };
}

/**
 * The results that the mailbox's own server wrote. Whatever a message brings stands below them: of Exchange Online's the
 * topmost header counts, and only without a name, for under one it came from outside; of a server that names itself those
 * that stand together at the top of those with its name.
 */
function ownResults(headers: readonly Header[], resultsOf: ResultsOf): MethodResult[] {
  const found = headers.flatMap(({ name, value }, at) =>
    name === 'authentication-results' ? [{ at, read: readResults(value) }] : [],
  );
  if (resultsOf.kind === 'nobody') return [];
  if (resultsOf.kind === 'exchange') {
    const [top] = found;
    return top?.read?.authservId === null ? top.read.results : [];
  }
  const wanted = resultsOf.authservId.toLowerCase();
  const ours = found.filter(({ read }) => read?.authservId === wanted);
  const start = ours[0]?.at ?? 0;
  // What a later server wrote stands above a Received line of its own; what came in, below one.
  const end = headers.findIndex(({ name }, at) => at > start && name === 'received');
  return ours.filter(({ at }) => end < 0 || at < end).flatMap(({ read }) => read?.results ?? []);
}

/** Whether a domain answers for another: the same, or one above it. */
function answersFor(domain: string | undefined, from: string): boolean {
  if (domain === undefined) return false;
  const signed = domain.slice(domain.lastIndexOf('@') + 1).replace(/\.$/, '');
  return signed.includes('.') && (from === signed || from.endsWith(`.${signed}`));
}

/** What one method came to: its results must agree, or it has none. */
function outcomeOf(results: readonly MethodResult[], method: string): string | undefined {
  const outcomes = new Set(results.filter((one) => one.method === method).map(({ result }) => result));
  return outcomes.size === 1 ? [...outcomes][0] : undefined;
}

/**
 * Exchange says of mail that one of its own people sent that it was not from outside. It takes this header away from
 * everything that comes in ("header firewall"), and has no SPF, DKIM or DMARC to check of what never left.
 */
export function isInternal(headers: readonly Header[], resultsOf: ResultsOf): boolean {
  if (resultsOf.kind !== 'exchange') return false;
  const says = headers.filter(({ name }) => name === 'x-ms-exchange-organization-authas');
  return says.length === 1 && says[0]?.value.toLowerCase() === 'internal';
}

/**
 * Whether the mailbox's own authentication results say that a message comes from its author's domain: DMARC passed for it,
 * on the ground of an SPF or a DKIM result that passed too. Of a domain without a DMARC policy both must have passed, for
 * that domain itself. A DMARC that fails, or is said in two ways, does not pass.
 *
 * @param headers top first
 * @param address the one author's, in small letters
 */
export function isSenderChecked(headers: readonly Header[], address: string, resultsOf: ResultsOf): boolean {
  const from = address.slice(address.lastIndexOf('@') + 1);
  const results = ownResults(headers, resultsOf);
  if (isInternal(headers, resultsOf)) return outcomeOf(results, 'dmarc') !== 'fail';
  if (outcomeOf(results, 'compauth') === 'fail') return false;
  const passed = (method: string) => results.filter((one) => one.method === method && one.result === 'pass');
  const spf = outcomeOf(results, 'spf') === 'pass' ? passed('spf') : [];
  // A message may have several signatures; one that fails takes nothing from another that holds.
  const dkim = passed('dkim');
  const dmarc = outcomeOf(results, 'dmarc');
  if (dmarc === 'pass') {
    const forThis = passed('dmarc').every(({ properties }) => properties.get('header.from') === from);
    return forThis && (spf.length > 0 || dkim.length > 0);
  }
  if (dmarc !== undefined && dmarc !== 'none' && dmarc !== 'bestguesspass') return false;
  if (results.some(({ method }) => method === 'dmarc') && dmarc === undefined) return false;
  const spfHolds = spf.some(({ properties }) => answersFor(properties.get('smtp.mailfrom'), from));
  const dkimHolds = dkim.some(({ properties }) => answersFor(properties.get('header.d'), from));
  return spfHolds && dkimHolds;
}
