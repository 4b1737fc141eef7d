import { z } from 'zod';
import { Prisma } from '../../generated/prisma/client.ts';
import { type MailedAddition, type UnderstoodPerson, understoodMailSchema } from '../mailbox/model.ts';
import type { DatabaseOrTransaction, Transaction } from '../platform/database.ts';
import { requestStates, type TypedRequest, typedRequestSchema } from './model.ts';

/** How many files came with the messages that a request `r` was made of, the first of them being `e`. */
export const filesMailed = Prisma.sql`(e.attachments + COALESCE((SELECT sum((a ->> 'files')::int)
  FROM jsonb_array_elements(e.understood -> 'additions') a WHERE a ->> 'requestId' = r.id::text), 0)::int)`;

const understood = understoodMailSchema.nullable().catch(null);
const answered = z.object({
  state: z.string(),
  senderAddress: z.string().nullable(),
  senderChecked: z.boolean(),
  understood,
});
const draft = z.object({
  id: z.string(),
  state: z.enum(requestStates),
  version: z.int(),
  requesterId: z.string(),
  typed: typedRequestSchema.nullable(),
  onBehalfOf: z.string().nullable(),
  person: z.object({ fullName: z.string() }).nullable(),
  mailedMessage: answered
    .extend({ id: z.string(), because: z.string().nullable(), text: z.string().nullable() })
    .nullable(),
});
/** A draft, or what it has become, with the first message that it was made of. */
export type AskedDraft = z.infer<typeof draft>;

const ofMessage = { state: true, senderAddress: true, senderChecked: true, understood: true } as const;

/**
 * The message that a mail of ours answered, and the drafts that the mail asked about; those that are gone are not among them.
 * Null where that mail answered no message, or what it says is not kept any more.
 */
export async function findAsked(db: DatabaseOrTransaction, deliveryId: string) {
  const delivery = await db.delivery.findUnique({ where: { id: deliveryId }, select: { kind: true, detail: true } });
  const detail = z.object({ mailedMessageId: z.uuid() }).safeParse(delivery?.detail);
  if (delivery?.kind !== 'mail-reply' || !detail.success) return null;
  const row = await db.mailedMessage.findUnique({ where: { id: detail.data.mailedMessageId }, select: ofMessage });
  if (row === null) return null;
  const message = answered.parse(row);
  const ids = message.understood?.people.flatMap(({ requestId }) => requestId ?? []) ?? [];
  const rows = await db.mbeRequest.findMany({
    where: { id: { in: ids } },
    select: {
      ...{ id: true, state: true, version: true, requesterId: true, typed: true, onBehalfOf: true },
      person: { select: { fullName: true } },
      mailedMessage: { select: { id: true, because: true, text: true, ...ofMessage } },
    },
  });
  return { message, drafts: z.array(draft).parse(rows) };
}

/**
 * Writes what a message adds to a draft, and what was understood of it to the message that the draft was first made of.
 *
 * @returns false where the draft is not any more as it was seen: undo the rest, and look again
 */
export async function addToMailedDraft(
  tx: Transaction,
  seen: AskedDraft & { mailedMessage: { id: string } },
  added: {
    typed: TypedRequest;
    saidInMail: string | null;
    onBehalfOf: string | null;
    person: UnderstoodPerson;
    addition: MailedAddition;
    at: Date;
  },
): Promise<boolean> {
  const { person, addition, at, ...columns } = added;
  const { count } = await tx.mbeRequest.updateMany({
    where: { id: seen.id, state: 'draft', version: seen.version },
    data: { ...columns, version: { increment: 1 }, updatedAt: at },
  });
  if (count !== 1) return false;
  // Another draft of the same message may be added to at this very moment.
  const { id } = seen.mailedMessage;
  await tx.$executeRaw`SELECT 1 FROM mailed_message WHERE id = ${id}::uuid FOR UPDATE`;
  const row = await tx.mailedMessage.findUniqueOrThrow({ where: { id }, select: { understood: true } });
  const present = understood.parse(row.understood) ?? { people: [], onBehalfOf: null };
  const place = present.people.findIndex(({ requestId }) => requestId === seen.id);
  const people = place < 0 ? [...present.people, person] : present.people.with(place, person);
  const additions = [...(present.additions ?? []), addition];
  const data = { understood: { ...present, people, additions } satisfies Prisma.InputJsonObject };
  await tx.mailedMessage.update({ where: { id }, data, select: { id: true } });
  return true;
}
