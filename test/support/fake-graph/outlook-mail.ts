import { findMessage, folderWith, moveTo, removeMessage, store } from './mail-store.ts';
import type { Mailbox, StoredFolder, StoredMessage, World } from './world.ts';

/** A folder, and what is in it. */
export type FolderView = { id: string; displayName: string; wellKnown: string | null; messages: StoredMessage[] };

/** What people and other servers do with the mail of a mailbox, beside the service. */
export type OutlookMail = {
  inbox: { receive(mailbox: string, rawMime: string | Uint8Array, about?: { at?: Date }): StoredMessage };
  folders(mailbox: string): FolderView[];
  fileMessage(mailbox: string, messageId: string, folder: string): void;
  deleteMessage(mailbox: string, messageId: string): void;
  deleteFolder(mailbox: string, folder: string): void;
};

export function outlookMail(world: World, box: (address: string) => Mailbox): OutlookMail {
  const messageOf = (mailbox: Mailbox, id: string): StoredMessage => {
    const found = findMessage(mailbox, id);
    if (found === undefined) throw new Error('There is no such message in this mailbox');
    return found;
  };
  const folderNamed = (mailbox: Mailbox, name: string): StoredFolder =>
    [...mailbox.folders.values()].find(({ displayName }) => displayName === name) ?? folderWith(mailbox, name);
  const inside = (mailbox: Mailbox, { id }: StoredFolder): StoredMessage[] =>
    [...mailbox.messages.values()].filter(({ folderId }) => folderId === id);
  return {
    inbox: {
      receive: (address, rawMime, about = {}) => {
        const mailbox = box(address);
        return store(world, mailbox, 'inbox', Buffer.from(rawMime as string), about);
      },
    },
    folders: (address) => {
      const mailbox = box(address);
      return [...mailbox.folders.values()].map((folder) => ({
        ...{ id: folder.id, displayName: folder.displayName, wellKnown: folder.wellKnown },
        messages: inside(mailbox, folder),
      }));
    },
    fileMessage: (address, messageId, folder) => {
      const mailbox = box(address);
      moveTo(world, mailbox, messageOf(mailbox, messageId), folderNamed(mailbox, folder));
    },
    deleteMessage: (address, messageId) => {
      const mailbox = box(address);
      removeMessage(world, mailbox, messageOf(mailbox, messageId));
    },
    deleteFolder: (address, name) => {
      const mailbox = box(address);
      const folder = folderNamed(mailbox, name);
      for (const message of inside(mailbox, folder)) removeMessage(world, mailbox, message);
      mailbox.folders.delete(folder.id);
    },
  };
}
