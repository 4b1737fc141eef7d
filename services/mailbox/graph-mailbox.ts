import { z } from 'zod';
import { isItemGone } from '../microsoft/item-gone.ts';
import { type Graph, GraphFault } from '../microsoft/port.ts';
import type { Clock } from '../platform/time.ts';
import { openGraphFolders } from './graph-folders.ts';
import type { ListedMessage, MailboxFolder, MailboxReader } from './port.ts';

const PAGE = 50;
/** Ids that outlive a move within the mailbox. */
const IMMUTABLE_IDS = 'IdType="ImmutableId"';
/** What is said of a position that is worn out, beside 410: Exchange keeps its own codes for it. */
const WORN_OUT = /^(sync|resync|ErrorInvalidSyncState|ErrorSyncState|InvalidDeltaToken)/i;

/** Exchange's codes for an item that it cannot write as a mail: by 400, or by 500, and the same whenever it is asked. */
const NO_MAIL = /^Error(?:ContentConversionFailed|MimeContent\w*|CorruptData|ItemCorrupt)$/i;

/** Where reading has come to: the link Graph gave, and the mailbox it is of. */
const storedPosition = z.object({ mailbox: z.string(), link: z.string() });

const deltaPage = z.object({
  value: z.array(
    z.object({
      id: z.string().min(1),
      internetMessageId: z.string().nullish(),
      receivedDateTime: z.iso.datetime({ offset: true }).nullish(),
      '@removed': z.unknown().optional(),
    }),
  ),
  '@odata.nextLink': z.string().optional(),
  '@odata.deltaLink': z.string().optional(),
});

/** `folders`: what the two folders are called; they are made where they are missing. */
export type GraphMailboxOptions = { mailbox: string; folders: Record<MailboxFolder, string>; clock: Clock };

/**
 * The shared mailbox in Exchange Online, read through Microsoft Graph: a delta query of its inbox, with ids that stay the
 * same when a message is moved.
 *
 * @throws GraphFault
 */
export function openGraphMailbox(graph: Graph, { mailbox, folders, clock }: GraphMailboxOptions): MailboxReader {
  const root = `/users/${encodeURIComponent(mailbox)}`;
  const boxes = openGraphFolders(graph, { mailbox, names: folders });
  const messageAt = (mailboxId: string) => `${root}/messages/${encodeURIComponent(mailboxId)}`;

  const page = async (link: string | null) => {
    const { body, status } = await graph.ask({
      method: 'GET',
      path: link ?? `${root}/mailFolders/inbox/messages/delta?$select=internetMessageId,receivedDateTime`,
      headers: { Prefer: `${IMMUTABLE_IDS}, odata.maxpagesize=${PAGE}` },
      mailbox,
      repeatable: true,
    });
    return readPage(body, status);
  };

  return {
    listNew: async (position) => {
      const link = linkIn(position, mailbox);
      const found = await page(link).catch((fault: unknown) => {
        // Everything is listed once more: what is known already is known again by its id.
        if (link !== null && isWornOut(fault)) return page(null);
        throw fault;
      });
      return {
        messages: found.value.filter((one) => one['@removed'] === undefined).map((one) => listed(one, clock)),
        position: JSON.stringify({ mailbox, link: found.next }),
        more: found.more,
      };
    },

    read: async (mailboxId, mostBytes) => {
      const bytes = await graph
        .ask({
          method: 'GET',
          path: `${messageAt(mailboxId)}/$value`,
          headers: { Prefer: IMMUTABLE_IDS },
          mailbox,
          repeatable: true,
          answer: 'bytes',
        })
        .then(({ body }) => body as Buffer)
        .catch((fault: unknown) => {
          if (isItemGone(fault)) return null;
          if (fault instanceof GraphFault && NO_MAIL.test(fault.code)) return 'unreadable' as const;
          if (fault instanceof GraphFault && fault.code === 'too-large') return 'too-large' as const;
          throw fault;
        });
      return Buffer.isBuffer(bytes) && bytes.length > mostBytes ? 'too-large' : bytes;
    },

    move: async (mailboxId, folder) => {
      const parent = await folderOf(graph, messageAt(mailboxId), mailbox);
      // What somebody has filed elsewhere stays where they have put it.
      if (parent === null || !(await boxes.mayMoveFrom(parent))) return;
      const move = async () => {
        const destinationId = await boxes.idOf(folder);
        if (destinationId === parent) return;
        await graph.ask({
          method: 'POST',
          path: `${messageAt(mailboxId)}/move`,
          headers: { Prefer: IMMUTABLE_IDS },
          body: { destinationId },
          mailbox,
          repeatable: true,
        });
      };
      await move().catch(async (fault: unknown) => {
        if (!isItemGone(fault)) throw fault;
        if ((await folderOf(graph, messageAt(mailboxId), mailbox)) === null) return;
        // The message is there, so that it is the folder that has been deleted meanwhile.
        boxes.forget();
        await move();
      });
    },
  };
}

/** The link in a position; null for one that is of another mailbox, or that cannot be read: reading begins again. */
function linkIn(position: string | null, mailbox: string): string | null {
  if (position === null) return null;
  try {
    const stored = storedPosition.parse(JSON.parse(position));
    return stored.mailbox === mailbox ? stored.link : null;
  } catch {
    return null;
  }
}

function isWornOut(fault: unknown): boolean {
  if (!(fault instanceof GraphFault)) return false;
  return fault.status === 410 || WORN_OUT.test(fault.code) || fault.code === 'not-a-graph-link';
}

function readPage(body: unknown, status: number) {
  const answer = deltaPage.safeParse(body);
  const next = answer.data?.['@odata.nextLink'] ?? answer.data?.['@odata.deltaLink'];
  if (!answer.success || next === undefined) throw new GraphFault('unclear', { status, code: 'unreadable-answer' });
  return { value: answer.data.value, next, more: answer.data['@odata.nextLink'] !== undefined };
}

function listed(one: z.infer<typeof deltaPage>['value'][number], clock: Clock): ListedMessage {
  const messageId = one.internetMessageId?.trim() ?? '';
  return {
    mailboxId: one.id,
    messageId: messageId === '' ? `<${one.id}@mailbox.invalid>` : messageId,
    receivedAt: typeof one.receivedDateTime === 'string' ? new Date(one.receivedDateTime) : clock.now(),
  };
}

/** The id of the folder a message is in; null when it is gone. */
async function folderOf(graph: Graph, path: string, mailbox: string): Promise<string | null> {
  try {
    const { body, status } = await graph.ask({
      method: 'GET',
      path: `${path}?$select=parentFolderId`,
      headers: { Prefer: IMMUTABLE_IDS },
      mailbox,
      repeatable: true,
    });
    const answer = z.object({ parentFolderId: z.string().min(1) }).safeParse(body);
    if (!answer.success) throw new GraphFault('unclear', { status, code: 'unreadable-answer' });
    return answer.data.parentFolderId;
  } catch (fault) {
    if (isItemGone(fault)) return null;
    throw fault;
  }
}
