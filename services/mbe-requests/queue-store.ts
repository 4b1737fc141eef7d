import { z } from 'zod';
import { Prisma } from '../../generated/prisma/client.ts';
import type { DatabaseOrTransaction } from '../platform/database.ts';
import { openStates, type QueueFilter, type RequestListItem, type RequestState, requestStates } from './model.ts';
import { latestMeeting, latestMeetingSchema } from './store.ts';

const named = z.object({ id: z.string(), name: z.string() });

const queueRows = z.array(
  z.object({
    id: z.string(),
    reference: z.string(),
    state: z.enum(requestStates),
    personName: z.string(),
    urgent: z.boolean(),
    neededBy: z.string().nullable(),
    submittedAt: z.coerce.date(),
    decideBy: z.coerce.date().nullable(),
    owner: named.nullable(),
    meeting: latestMeetingSchema.nullable(),
  }),
);

type QueueAsk = { filter: QueueFilter; actorId: string | null; now: Date };

function whichOf({ filter, actorId, now }: QueueAsk): Prisma.Sql {
  if (filter === 'urgent') return Prisma.sql`AND r.urgent`;
  if (filter === 'mine') return Prisma.sql`AND r.owner_id = ${actorId}::uuid`;
  if (filter === 'unowned') return Prisma.sql`AND r.owner_id IS NULL`;
  if (filter === 'overdue') return Prisma.sql`AND r.state = 'submitted' AND r.decide_by < ${now}::timestamptz`;
  return Prisma.empty;
}

/** How many open requests meet a filter, and how many of those are urgent. */
export async function countQueue(db: DatabaseOrTransaction, ask: QueueAsk): Promise<{ total: number; urgent: number }> {
  const [row] = await db.$queryRaw<{ total: number; urgent: number }[]>`
    SELECT count(*)::int AS total, (count(*) FILTER (WHERE r.urgent))::int AS urgent FROM mbe_request r WHERE r.state = ANY(${[...openStates]}::text[]) ${whichOf(ask)}`;
  return row ?? { total: 0, urgent: 0 };
}

/** One page of the open requests that meet a filter: needed-by first, those without last, then as they came in. */
export async function queuePage(db: DatabaseOrTransaction, ask: QueueAsk & { skip: number; take: number }) {
  const rows = await db.$queryRaw`
    SELECT r.id, r.reference, r.state, p.full_name AS "personName", r.urgent, r.needed_by::text AS "neededBy",
      r.submitted_at AS "submittedAt", r.decide_by AS "decideBy",
      CASE WHEN o.id IS NOT NULL THEN jsonb_build_object('id', o.id, 'name', o.name) END AS owner,
      ${latestMeeting(ask.now)} AS meeting
    FROM mbe_request r JOIN person p ON p.id = r.person_id LEFT JOIN professional o ON o.id = r.owner_id
    WHERE r.state = ANY(${[...openStates]}::text[]) ${whichOf(ask)}
    ORDER BY r.needed_by ASC NULLS LAST, r.submitted_at, r.reference
    LIMIT ${ask.take} OFFSET ${ask.skip}`;
  return queueRows.parse(rows);
}

const listItems: z.ZodType<RequestListItem[]> = z.array(
  z.object({
    id: z.string(),
    reference: z.string().nullable(),
    state: z.enum(requestStates),
    version: z.int(),
    personName: z.string().nullable(),
    updatedAt: z.coerce.date(),
    neededBy: z.string().nullable(),
    bookedFor: z.coerce.date().nullable(),
  }),
);

/** How many drafts and requests somebody has. */
export async function countMine(db: DatabaseOrTransaction, requesterId: string): Promise<number> {
  return db.mbeRequest.count({ where: { requesterId } });
}

/** One page of somebody's own drafts and requests: drafts first, then what changed last. */
export async function minePage(
  db: DatabaseOrTransaction,
  ask: { requesterId: string; skip: number; take: number },
): Promise<RequestListItem[]> {
  const rows = await db.$queryRaw`
    SELECT r.id, r.reference, r.state, r.version, r.updated_at AS "updatedAt", r.needed_by::text AS "neededBy",
      COALESCE(p.full_name, NULLIF(left(r.typed ->> 'personName', 120), '')) AS "personName",
      (SELECT max(m.starts_at) FROM meeting m WHERE m.request_id = r.id AND m.state = 'booked') AS "bookedFor"
    FROM mbe_request r LEFT JOIN person p ON p.id = r.person_id
    WHERE r.requester_id = ${ask.requesterId}::uuid
    ORDER BY (r.state = 'draft') DESC, r.updated_at DESC, r.id
    LIMIT ${ask.take} OFFSET ${ask.skip}`;
  return listItems.parse(rows);
}

/** What other requests' cards say of these: reference, state and whom they concern. Drafts are never among them. */
export async function namesOfRequests(
  db: DatabaseOrTransaction,
  ids: readonly string[],
): Promise<Map<string, { reference: string; state: RequestState; personName: string }>> {
  const rows = await db.mbeRequest.findMany({
    where: { id: { in: [...ids] }, state: { not: 'draft' } },
    select: { id: true, reference: true, state: true, person: { select: { fullName: true } } },
  });
  return new Map(
    rows.map((row) => [
      row.id,
      {
        reference: row.reference ?? '',
        state: z.enum(requestStates).parse(row.state),
        personName: row.person?.fullName ?? '',
      },
    ]),
  );
}

/** The id of the request with this reference. */
export async function idOfReference(db: DatabaseOrTransaction, reference: string): Promise<string | undefined> {
  const row = await db.mbeRequest.findUnique({ where: { reference }, select: { id: true } });
  return row?.id;
}
