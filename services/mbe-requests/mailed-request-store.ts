import { z } from 'zod';
import { understoodMailSchema } from '../mailbox/model.ts';
import type { DatabaseOrTransaction } from '../platform/database.ts';
import type { MailedRequester } from './mailed-fields.ts';
import { requestStates } from './model.ts';
import { urgencyReasons } from './urgency.ts';

/** Who of the tenant is known by an address, in small letters: the one who wrote last. */
export async function findTenantProfessional(
  db: DatabaseOrTransaction,
  address: string,
): Promise<{ aadObjectId: string; name: string } | null> {
  const [row] = await db.$queryRaw<{ aadObjectId: string; name: string }[]>`
    SELECT aad_object_id AS "aadObjectId", name FROM professional
    WHERE aad_object_id IS NOT NULL AND lower(email) = ${address} ORDER BY updated_at DESC, id LIMIT 1`;
  return row ?? null;
}

/** What is remembered of whoever sent a request by email. */
export async function findMailedRequester(db: DatabaseOrTransaction, id: string): Promise<MailedRequester> {
  const row = await db.professional.findUniqueOrThrow({
    where: { id },
    select: { id: true, name: true, jobRole: true, organisation: true, phone: true, aadObjectId: true },
  });
  const { aadObjectId, ...requester } = row;
  return { ...requester, outside: aadObjectId === null };
}

const mailedAnswer = z.object({
  senderName: z.string().nullable(),
  senderAddress: z.string().nullable(),
  senderChecked: z.boolean(),
  because: z.string().nullable(),
  understood: understoodMailSchema.nullable().catch(null),
  requests: z.array(
    z.object({
      id: z.string(),
      state: z.enum(requestStates),
      reference: z.string().nullable(),
      mailedMessageId: z.string().nullable(),
      urgentBecause: z.array(z.enum(urgencyReasons)),
      requester: z.object({ aadObjectId: z.string().nullable() }),
    }),
  ),
});

/**
 * What the answer to a message says: what was made of it, or added to by it, in its present state. Null where the message is
 * not there.
 */
export async function findMailedAnswer(db: DatabaseOrTransaction, mailedMessageId: string) {
  const row = await db.mailedMessage.findUnique({
    where: { id: mailedMessageId },
    select: { senderName: true, senderAddress: true, senderChecked: true, because: true, understood: true },
  });
  if (row === null) return null;
  const understood = mailedAnswer.shape.understood.parse(row.understood);
  const ids = understood?.people.flatMap(({ requestId }) => requestId ?? []) ?? [];
  const requests = await db.mbeRequest.findMany({
    where: { OR: [{ mailedMessageId }, { id: { in: ids } }] },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    select: {
      ...{ id: true, state: true, reference: true, urgentBecause: true, mailedMessageId: true },
      requester: { select: { aadObjectId: true } },
    },
  });
  return mailedAnswer.parse({ ...row, requests });
}
