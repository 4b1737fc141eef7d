import { type Answer, type Call, checkQuery, jsonOf, wantsImmutableIds } from './call.ts';
import { type Body, checkBody } from './check-body.ts';
import { etagOf } from './event-json.ts';
import { checkMatch } from './event-routes.ts';
import { findMessage, folderWith, moveTo, noteMessage, removeMessage } from './mail-store.ts';
import { messageJson } from './message-json.ts';
import { continueAt, paged, pageSize, readSelect } from './odata.ts';
import { readFilter } from './odata-filter.ts';
import { againstOurRules, badRequest, itemNotFound } from './refusal.ts';
import type { Mailbox, StoredMessage, World } from './world.ts';

const PAGE = { usual: 10, most: 1000 };
const FILTERS = [
  ...['internetMessageId', 'receivedDateTime', 'sentDateTime', 'isRead', 'isDraft', 'subject', 'hasAttachments'],
  ...['from/emailAddress/address', 'importance', 'parentFolderId', 'conversationId'],
];

/**
 * Graph takes calls without it, and then gives ids that change when a message is moved: what is stored of them would be lost
 * with the first filing. So the service always asks for those that stay.
 */
export function checkIdType(call: Call): void {
  if (!wantsImmutableIds(call)) throw againstOurRules('Messages are asked for with Prefer: IdType="ImmutableId".');
}

function selectedBy(call: Call): ReadonlySet<string> | null {
  readSelect(call, 'message');
  const text = call.url.searchParams.get('$select');
  return text === null ? null : new Set(text.split(',').map((name) => name.trim()));
}

function messageOf(mailbox: Mailbox, call: Call): StoredMessage {
  const id = call.params.message ?? '';
  const found = findMessage(mailbox, id);
  if (found !== undefined) return found;
  if (!/^AA(MkAD|kALg)[A-Za-z0-9_=-]+$/.test(id)) throw badRequest('Id is malformed.', 'ErrorInvalidIdMalformed');
  throw itemNotFound();
}

/** GET …/messages and …/mailFolders/{folder}/messages */
export async function listMessages(world: World, mailbox: Mailbox, call: Call): Promise<Answer> {
  checkIdType(call);
  checkQuery(call, ['$select', '$filter', '$top', '$orderby', '$count']);
  const selected = selectedBy(call);
  const filter = call.url.searchParams.get('$filter');
  const passes = filter === null ? () => true : readFilter(filter, FILTERS);
  const folder = call.params.folder === undefined ? null : folderWith(mailbox, call.params.folder);
  const all = [...mailbox.messages.values()].filter(({ folderId }) => folder === null || folderId === folder.id);
  const found: StoredMessage[] = [];
  for (const message of all)
    if (passes(await messageJson(message, call, new Set(FILTERS.map(firstPart))))) found.push(message);
  const order = call.url.searchParams.get('$orderby') ?? 'receivedDateTime desc';
  if (!/^receivedDateTime( (asc|desc))?$/.test(order))
    throw badRequest(`Cannot order by '${order}'.`, 'ErrorInvalidUrlQuery');
  const sign = order.endsWith('desc') ? -1 : 1;
  found.sort((one, other) => sign * (one.receivedAt.getTime() - other.receivedAt.getTime()));
  const items = await Promise.all(found.map((message) => messageJson(message, call, selected)));
  return paged(world, call, items, pageSize(call, PAGE.usual, PAGE.most), { context: 'messages' });
}

const firstPart = (name: string): string => name.split('/')[0] ?? name;

/** GET …/messages/{id} */
export async function readMessage(_world: World, mailbox: Mailbox, call: Call): Promise<Answer> {
  checkIdType(call);
  checkQuery(call, ['$select']);
  const selected = selectedBy(call);
  const message = messageOf(mailbox, call);
  const json = await messageJson(message, call, selected);
  return {
    status: 200,
    headers: { etag: etagOf(message) },
    json: { '@odata.context': `${call.origin}/v1.0/$metadata#messages/$entity`, ...json },
  };
}

/** GET …/messages/{id}/$value: the message as it came. */
export function readMime(_world: World, mailbox: Mailbox, call: Call): Answer {
  checkIdType(call);
  checkQuery(call, []);
  const { raw } = messageOf(mailbox, call);
  return {
    status: 200,
    headers: { 'content-type': 'text/plain', 'content-length': String(raw.byteLength) },
    bytes: raw,
  };
}

/** PATCH …/messages/{id}: of what has come in, only how it is marked. */
export async function markMessage(world: World, mailbox: Mailbox, call: Call): Promise<Answer> {
  checkIdType(call);
  checkQuery(call, []);
  const message = messageOf(mailbox, call);
  checkMatch(call, message);
  const body = checkBody('message', jsonOf(call));
  for (const name of Object.keys(body)) {
    if (!['isRead', 'categories', 'flag', 'importance', 'inferenceClassification'].includes(name)) {
      throw badRequest(`The property '${name}' can be changed in a draft only.`, 'ErrorInvalidPropertySet');
    }
  }
  if (typeof body.isRead === 'boolean') message.isRead = body.isRead;
  if (Array.isArray(body.categories)) message.categories = body.categories;
  message.version += 1;
  noteMessage(world, mailbox, message, 'updated');
  return { status: 200, json: await messageJson(message, call, null) };
}

/** POST …/messages/{id}/move */
export async function moveMessage(world: World, mailbox: Mailbox, call: Call): Promise<Answer> {
  checkIdType(call);
  checkQuery(call, []);
  const body = checkBody('move', jsonOf(call));
  const message = messageOf(mailbox, call);
  moveTo(world, mailbox, message, folderWith(mailbox, String(body.destinationId)));
  return { status: 201, json: await messageJson(message, call, null) };
}

/** DELETE …/messages/{id} */
export function deleteMessage(world: World, mailbox: Mailbox, call: Call): Answer {
  checkIdType(call);
  checkQuery(call, []);
  const message = messageOf(mailbox, call);
  checkMatch(call, message);
  const bin = folderWith(mailbox, 'deleteditems');
  if (message.folderId === bin.id) removeMessage(world, mailbox, message);
  else moveTo(world, mailbox, message, bin);
  return { status: 204 };
}

type Round = {
  folderId: string;
  top: string | null;
  since: number;
  kinds: ReadonlySet<string>;
  from: string | null;
  selected: ReadonlySet<string> | null;
};

/** GET …/mailFolders/{folder}/messages/delta: everything in the folder at first, then what has changed in it. */
export async function messagesDelta(world: World, mailbox: Mailbox, call: Call): Promise<Answer> {
  checkIdType(call);
  checkQuery(call, ['$select', '$top', '$filter', '$orderby', 'changeType']);
  const query = call.url.searchParams;
  const filter = query.get('$filter');
  if (filter !== null && !/^receivedDateTime g[et] \d{4}-\d{2}-\d{2}T[\d:.]+Z$/.test(filter)) {
    throw badRequest('Delta supports $filter=receivedDateTime ge or gt alone.', 'ErrorInvalidUrlQueryFilter');
  }
  if (query.has('$orderby') && query.get('$orderby') !== 'receivedDateTime desc') {
    throw badRequest('Delta supports $orderby=receivedDateTime desc alone.', 'ErrorInvalidUrlQuery');
  }
  const kind = query.get('changeType');
  if (kind !== null && !['created', 'updated', 'deleted'].includes(kind)) {
    throw badRequest(`The changeType '${kind}' is not supported.`, 'ErrorInvalidParameter');
  }
  pageSize(call, PAGE.usual, PAGE.most);
  const folder = folderWith(mailbox, call.params.folder ?? '');
  const about: Round = {
    ...{ folderId: folder.id, top: query.get('$top'), since: mailbox.changes.length },
    ...{ kinds: new Set(kind === null ? ['created', 'updated', 'deleted'] : [kind]), from: filter },
    selected: selectedBy(call),
  };
  const there = [...mailbox.messages.values()].filter(({ folderId }) => folderId === folder.id);
  return round(
    world,
    mailbox,
    call,
    about.kinds.has('created') ? there.map(({ immutableId }) => immutableId) : [],
    about,
  );
}

async function round(
  world: World,
  mailbox: Mailbox,
  call: Call,
  ids: readonly string[],
  about: Round,
): Promise<Answer> {
  checkIdType(call);
  const size = about.top === null ? pageSize(call, PAGE.usual, PAGE.most) : Number(about.top);
  const page = await Promise.all(ids.slice(0, size).map((id) => deltaItem(mailbox, call, id, about)));
  const rest = ids.slice(size);
  const json: Body = { '@odata.context': `${call.origin}/v1.0/$metadata#Collection(message)`, value: page.flat() };
  // A page that is just full is followed by another, which may be empty.
  if (ids.length >= size) {
    json['@odata.nextLink'] = continueAt(world, call, '$skiptoken', (next) => round(world, mailbox, next, rest, about));
  } else {
    json['@odata.deltaLink'] = continueAt(world, call, '$deltatoken', (next) => {
      const changes = mailbox.changes
        .slice(about.since)
        .filter(
          (change) => change.about === 'message' && change.folderId === about.folderId && about.kinds.has(change.kind),
        );
      const changed = [...new Set(changes.map(({ immutableId }) => immutableId))];
      return round(world, mailbox, next, changed, { ...about, since: mailbox.changes.length });
    });
  }
  return { status: 200, json };
}

async function deltaItem(mailbox: Mailbox, call: Call, id: string, about: Round): Promise<Body[]> {
  const message = mailbox.messages.get(id);
  if (message === undefined || message.folderId !== about.folderId) {
    return about.kinds.has('deleted')
      ? [{ '@odata.type': '#microsoft.graph.message', id, '@removed': { reason: 'deleted' } }]
      : [];
  }
  if (about.from !== null && !readFilter(about.from, FILTERS)({ receivedDateTime: message.receivedAt.toISOString() }))
    return [];
  return [{ '@odata.type': '#microsoft.graph.message', ...(await messageJson(message, call, about.selected)) }];
}
