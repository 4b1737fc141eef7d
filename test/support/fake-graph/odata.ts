import type { Answer, Call } from './call.ts';
import type { Body } from './check-body.ts';
import { badRequest, Refusal } from './refusal.ts';
import { shapes } from './shapes.ts';
import type { World } from './world.ts';

/** What $select leaves of an item; '@odata.…' and id always stay. */
export type Selection = (item: Body) => Body;

/** Reads $select against a type's properties. */
export function readSelect(call: Call, shapeName: string): Selection {
  const text = call.url.searchParams.get('$select');
  if (text === null) return (item) => item;
  const names = text.split(',').map((name) => name.trim());
  const known = shapes[shapeName]?.properties ?? {};
  for (const name of names) {
    if (known[name] === undefined) {
      throw badRequest(
        `Could not find a property named '${name}' on type 'microsoft.graph.${shapeName}'.`,
        'RequestBroker--ParseUri',
      );
    }
  }
  const wanted = new Set([...names, 'id']);
  return (item) => Object.fromEntries(Object.entries(item).filter(([name]) => wanted.has(name) || name.includes('@')));
}

/** How many items a page has: $top or Prefer: odata.maxpagesize. */
export function pageSize(call: Call, usual: number, most: number): number {
  const top = call.url.searchParams.get('$top') ?? call.prefer.get('odata.maxpagesize');
  if (top === undefined || top === null) return usual;
  const size = Number(top);
  if (!Number.isInteger(size) || size < 1) throw badRequest(`Invalid value '${top}' for $top.`, 'ErrorInvalidUrlQuery');
  return Math.min(size, most);
}

/** A link with a token that goes on where this answer ends. */
export function continueAt(
  world: World,
  call: Call,
  option: '$skiptoken' | '$deltatoken',
  go: (call: Call) => Answer | Promise<Answer>,
): string {
  const path = pathOf(call);
  const token = `${option.slice(1, 2)}${Buffer.from(`${world.seed}:${world.nextNumber()}`).toString('base64url')}`;
  world.continuations.set(token, { path, expired: false, go });
  return `${call.origin}${path}?${option.replace('$', '%24')}=${token}`;
}

/** The answer to a link with a token; null where the request has none. */
export function continuation(world: World, call: Call): Answer | Promise<Answer> | null {
  const query = call.url.searchParams;
  const token = query.get('$skiptoken') ?? query.get('$deltatoken');
  if (token === null) return null;
  const found = world.continuations.get(token);
  if (found === undefined || found.path !== pathOf(call)) {
    throw badRequest('Badly formed token.', 'ErrorInvalidSyncStateData');
  }
  if (query.size > 1) throw badRequest('Use the link as it was given: the token says everything.', 'BadRequest');
  if (found.expired) {
    throw new Refusal(410, 'SyncStateNotFound', 'The sync state generation is not found; resync is required.');
  }
  return found.go(call);
}

/** Pages of a list that was drawn up when its first page was asked for. */
export function paged(
  world: World,
  call: Call,
  items: readonly Body[],
  size: number,
  more: { context: string; count?: number },
): Answer {
  const page = items.slice(0, size);
  const rest = items.slice(size);
  const json: Body = { '@odata.context': `${call.origin}/v1.0/$metadata#${more.context}` };
  if (more.count !== undefined) json['@odata.count'] = more.count;
  if (rest.length > 0) {
    json['@odata.nextLink'] = continueAt(world, call, '$skiptoken', (next) =>
      paged(world, next, rest, size, { context: more.context }),
    );
  }
  json.value = page;
  return { status: 200, json };
}

function pathOf(call: Call): string {
  return `/v1.0/${call.segments.map(encodeURIComponent).join('/')}`;
}
