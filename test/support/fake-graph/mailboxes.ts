import { type BusySpan, type Mailbox, newGuid, newId, type StoredFolder, type World } from './world.ts';

/** The folders every mailbox has. */
const WELL_KNOWN: Record<string, string> = {
  inbox: 'Inbox',
  drafts: 'Drafts',
  sentitems: 'Sent Items',
  deleteditems: 'Deleted Items',
  junkemail: 'Junk Email',
  outbox: 'Outbox',
  archive: 'Archive',
};

/** A mailbox of the tenant, and the user it belongs to. */
export function newMailbox(
  world: World,
  address: string,
  about: { busy?: BusySpan[]; outsideScope?: boolean; name?: string } = {},
): Mailbox {
  const key = address.toLowerCase();
  const user = [...world.users.values()].find(({ mail }) => mail?.toLowerCase() === key);
  const userId = user?.id ?? newGuid(world, 'user');
  if (user === undefined) {
    world.users.set(userId, {
      ...{ id: userId, displayName: about.name ?? address, mail: address, userPrincipalName: address },
      ...{ accountEnabled: true, proxyAddresses: [`SMTP:${address}`] },
    });
  }
  const mailbox: Mailbox = {
    ...{ address: key, userId, outsideScope: about.outsideScope ?? false, busy: about.busy ?? [] },
    ...{ events: new Map(), transactions: new Map(), folders: foldersOf(world), messages: new Map() },
    ...{ changes: [], sent: [], sendTimes: [], invitations: [], calls: { since: 0, count: 0 }, concurrent: 0 },
  };
  world.mailboxes.set(key, mailbox);
  return mailbox;
}

function foldersOf(world: World): Map<string, StoredFolder> {
  const rootId = newId(world, 'folder');
  const folders: StoredFolder[] = [
    { id: rootId, wellKnown: 'msgfolderroot', parentId: null, displayName: 'Top of Information Store' },
    ...Object.entries(WELL_KNOWN).map(([wellKnown, displayName]) => ({
      ...{ id: newId(world, 'folder'), wellKnown, displayName, parentId: rootId },
    })),
  ];
  return new Map(folders.map((folder) => [folder.id, folder]));
}
