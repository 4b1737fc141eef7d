import { changed } from './mailbox-changes.ts';
import { addressesIn, decodedWords, headersOf } from './mime.ts';
import { itemNotFound } from './refusal.ts';
import { type Mailbox, newId, newImmutableId, type StoredFolder, type StoredMessage, type World } from './world.ts';

/** The folder with an id, or with one of the names every mailbox has. */
export function folderWith(mailbox: Mailbox, idOrName: string): StoredFolder {
  const byId = mailbox.folders.get(idOrName);
  if (byId !== undefined) return byId;
  const name = idOrName.toLowerCase();
  const found = [...mailbox.folders.values()].find(({ wellKnown }) => wellKnown === name);
  if (found === undefined) throw itemNotFound();
  return found;
}

/** Puts a message into a folder. */
export function store(
  world: World,
  mailbox: Mailbox,
  folderName: string,
  raw: Buffer,
  about: { at?: Date; isRead?: boolean; isDraft?: boolean; written?: Record<string, unknown> } = {},
): StoredMessage {
  const headers = headersOf(raw);
  const folder = folderWith(mailbox, folderName);
  const [from = { name: '', address: '' }] = addressesIn(headers.get('from'));
  const message: StoredMessage = {
    id: newId(world, 'message'),
    immutableId: newImmutableId(world, 'message'),
    version: 1,
    folderId: folder.id,
    receivedAt: about.at ?? world.clock.now(),
    raw,
    subject: decodedWords(headers.get('subject') ?? ''),
    from,
    messageId: headers.get('message-id') ?? '',
    isRead: about.isRead ?? false,
    isDraft: about.isDraft ?? false,
    categories: [],
    hasAttachments: /^content-disposition:\s*attachment/im.test(raw.toString('latin1')),
    written: about.written ?? null,
  };
  mailbox.messages.set(message.immutableId, message);
  noteMessage(world, mailbox, message, 'created');
  return message;
}

/** Notes what happened to a message in the folder it is in. */
export function noteMessage(
  world: World,
  mailbox: Mailbox,
  { id, immutableId, folderId }: StoredMessage,
  kind: 'created' | 'updated' | 'deleted',
): void {
  changed(world, mailbox, { about: 'message', id, immutableId, folderId, kind });
}

/** The message with an id of either kind. An id that a move has worn out is gone. */
export function findMessage(mailbox: Mailbox, id: string): StoredMessage | undefined {
  return mailbox.messages.get(id) ?? [...mailbox.messages.values()].find((message) => message.id === id);
}

/** Moves a message; its plain id changes, the immutable one stays. */
export function moveTo(world: World, mailbox: Mailbox, message: StoredMessage, folder: StoredFolder): void {
  if (message.folderId === folder.id) return;
  noteMessage(world, mailbox, message, 'deleted');
  message.folderId = folder.id;
  message.id = newId(world, 'message');
  message.version += 1;
  noteMessage(world, mailbox, message, 'created');
}

/** Takes a message away for good. */
export function removeMessage(world: World, mailbox: Mailbox, message: StoredMessage): void {
  mailbox.messages.delete(message.immutableId);
  noteMessage(world, mailbox, message, 'deleted');
}
