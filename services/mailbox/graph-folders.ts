import { z } from 'zod';
import { type Graph, GraphFault } from '../microsoft/port.ts';
import type { MailboxFolder } from './port.ts';

const aFolder = z.object({ id: z.string().min(1), displayName: z.string() });
const folderPage = z.object({ value: z.array(aFolder) });

/** The two folders of the service in the shared mailbox, by their names. */
export type GraphFolders = {
  /** Its id; it is made where it is missing. */
  idOf(folder: MailboxFolder): Promise<string>;
  /** Whether the service may take a message out of this folder: the inbox, and the two of its own. */
  mayMoveFrom(folderId: string): Promise<boolean>;
  /** They are looked up again: somebody has deleted or renamed one. */
  forget(): void;
};

/** The ids of folders stay the same, so each is asked for once. */
export function openGraphFolders(
  graph: Graph,
  { mailbox, names }: { mailbox: string; names: Record<MailboxFolder, string> },
): GraphFolders {
  const root = `/users/${encodeURIComponent(mailbox)}/mailFolders`;
  const known = new Map<string, Promise<string>>();
  const ask = (method: 'GET' | 'POST', path: string, body?: object) =>
    graph.ask({ method, path, mailbox, repeatable: true, ...(body === undefined ? {} : { body }) });

  const named = async (name: string): Promise<string | null> => {
    const filter = encodeURIComponent(`displayName eq '${name.replaceAll("'", "''")}'`);
    const { body, status } = await ask('GET', `${root}?$filter=${filter}&$select=id,displayName`);
    return parsed(folderPage, body, status).value[0]?.id ?? null;
  };
  const made = async (name: string): Promise<string> => {
    try {
      const { body, status } = await ask('POST', root, { displayName: name });
      return parsed(aFolder, body, status).id;
    } catch (fault) {
      // Somebody else, or this very call before it was repeated, has made it.
      const there = fault instanceof GraphFault && fault.kind === 'conflict' ? await named(name) : null;
      if (there === null) throw fault;
      return there;
    }
  };
  const once = (key: string, find: () => Promise<string>): Promise<string> => {
    const id = known.get(key) ?? find();
    known.set(key, id);
    id.catch(() => known.delete(key));
    return id;
  };
  const inbox = () =>
    once('inbox', async () => {
      const { body, status } = await ask('GET', `${root}/inbox?$select=id,displayName`);
      return parsed(aFolder, body, status).id;
    });
  const idOf = (folder: MailboxFolder) => once(folder, async () => (await named(names[folder])) ?? made(names[folder]));

  return {
    idOf,
    mayMoveFrom: async (folderId) => {
      if ((await inbox()) === folderId) return true;
      for (const folder of ['handled', 'to-look-at'] as const) if ((await idOf(folder)) === folderId) return true;
      return false;
    },
    forget: () => known.clear(),
  };
}

function parsed<T>(schema: z.ZodType<T>, body: unknown, status: number): T {
  const answer = schema.safeParse(body);
  if (!answer.success) throw new GraphFault('unclear', { status, code: 'unreadable-answer' });
  return answer.data;
}
