import { type Answer, type Call, checkQuery, jsonOf } from './call.ts';
import { type Body, checkBody } from './check-body.ts';
import { folderWith } from './mail-store.ts';
import { paged, pageSize, readSelect } from './odata.ts';
import { readFilter } from './odata-filter.ts';
import { badRequest, Refusal } from './refusal.ts';
import { type Mailbox, newId, type StoredFolder, type World } from './world.ts';

const PAGE = { usual: 10, most: 1000 };

function folderJson(mailbox: Mailbox, folder: StoredFolder): Body {
  const inside = [...mailbox.messages.values()].filter(({ folderId }) => folderId === folder.id);
  return {
    id: folder.id,
    displayName: folder.displayName,
    parentFolderId: folder.parentId,
    childFolderCount: [...mailbox.folders.values()].filter(({ parentId }) => parentId === folder.id).length,
    unreadItemCount: inside.filter(({ isRead }) => !isRead).length,
    totalItemCount: inside.length,
    isHidden: false,
  };
}

/** The folder whose children are meant: the top where none is named. */
const parentOf = (mailbox: Mailbox, call: Call): StoredFolder =>
  folderWith(mailbox, call.params.folder ?? 'msgfolderroot');

/** GET …/mailFolders and …/mailFolders/{folder}/childFolders */
export function listFolders(world: World, mailbox: Mailbox, call: Call): Answer {
  checkQuery(call, ['$select', '$filter', '$top', '$count', 'includeHiddenFolders']);
  const select = readSelect(call, 'mailFolder');
  const filter = call.url.searchParams.get('$filter');
  const passes = filter === null ? () => true : readFilter(filter, ['displayName']);
  const parent = parentOf(mailbox, call);
  const found = [...mailbox.folders.values()]
    .filter(({ parentId }) => parentId === parent.id)
    .map((folder) => folderJson(mailbox, folder))
    .filter(passes);
  return paged(world, call, found.map(select), pageSize(call, PAGE.usual, PAGE.most), { context: 'mailFolders' });
}

/** POST …/mailFolders and …/mailFolders/{folder}/childFolders */
export function createFolder(world: World, mailbox: Mailbox, call: Call): Answer {
  checkQuery(call, []);
  const body = checkBody('mailFolder', jsonOf(call));
  const displayName = String(body.displayName).trim();
  if (displayName === '') throw badRequest('A folder needs a name.', 'ErrorInvalidFolderName');
  const parent = parentOf(mailbox, call);
  const same = [...mailbox.folders.values()].some(
    (folder) => folder.parentId === parent.id && folder.displayName.toLowerCase() === displayName.toLowerCase(),
  );
  if (same) throw new Refusal(409, 'ErrorFolderExists', 'A folder with the specified name already exists.');
  const folder: StoredFolder = { id: newId(world, 'folder'), wellKnown: null, parentId: parent.id, displayName };
  mailbox.folders.set(folder.id, folder);
  return { status: 201, json: folderJson(mailbox, folder) };
}

/** GET …/mailFolders/{folder} */
export function readFolder(_world: World, mailbox: Mailbox, call: Call): Answer {
  checkQuery(call, ['$select']);
  const select = readSelect(call, 'mailFolder');
  return { status: 200, json: select(folderJson(mailbox, folderWith(mailbox, call.params.folder ?? ''))) };
}
