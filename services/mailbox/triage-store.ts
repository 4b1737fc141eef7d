import { z } from 'zod';
import type { DatabaseOrTransaction } from '../platform/database.ts';
import { speaksOfDanger } from './danger.ts';
import type { MailedMessageRow } from './mailed-message-store.ts';
import { waitsForTeam } from './model.ts';
import type { MailboxPage, MailFilter, MailSubject } from './triage-model.ts';

function inFilter(filter: MailFilter) {
  return filter === 'waiting'
    ? { OR: [{ state: 'to-triage' }, { state: 'draft-kept', because: 'words-of-danger' }] }
    : { state: 'left-alone', senderAddress: { not: null }, because: { notIn: ['copy', 'before-start'] } };
}

/** How many messages a list of the mailbox has. */
export async function countMails(db: DatabaseOrTransaction, filter: MailFilter): Promise<number> {
  return db.mailedMessage.count({ where: inFilter(filter) });
}

const oneRow = {
  ...{ id: true, state: true, because: true, receivedAt: true, subject: true, text: true },
  ...{ senderName: true, senderAddress: true, senderChecked: true },
} as const;

/**
 * One page of a list of the mailbox: of what waits those first that speak of danger, then the others, each oldest first; what
 * was left alone newest first.
 */
export async function listMails(
  db: DatabaseOrTransaction,
  {
    filter,
    skip,
    take,
    dangerWords,
  }: { filter: MailFilter; skip: number; take: number; dangerWords: readonly string[] },
): Promise<MailboxPage['items']> {
  if (filter === 'left-alone') {
    const orderBy = [{ receivedAt: 'desc' }, { id: 'desc' }] as const;
    const rows = await db.mailedMessage.findMany({
      ...{ where: inFilter(filter), orderBy: [...orderBy], skip, take, select: oneRow },
    });
    return rows.map((row) => listed(row, false));
  }
  const first = await urgentIds(db, dangerWords);
  const orderBy = [{ receivedAt: 'asc' }, { id: 'asc' }] as const;
  const pageOf = (where: object, from: number, most: number) =>
    db.mailedMessage.findMany({ where, orderBy: [...orderBy], skip: from, take: most, select: oneRow });
  const urgent = skip < first.length ? await pageOf({ id: { in: first } }, skip, take) : [];
  const others = { ...inFilter(filter), id: { notIn: first } };
  const rest = await pageOf(others, Math.max(0, skip - first.length), take - urgent.length);
  return [...urgent, ...rest].map((row) => listed(row, isUrgent(row, dangerWords)));
}

type ListedRow = Pick<MailedMessageRow, 'id' | 'because' | 'receivedAt' | 'subject'> & Parameters<typeof senderOf>[0];

function listed({ id, because, receivedAt, subject, ...sender }: ListedRow, urgent: boolean) {
  return { id, because, receivedAt, subject, sender: senderOf(sender), urgent };
}

/** More than this stand first for no reader: the others of them are marked where they stand. */
const MOST_FIRST = 200;

/**
 * Those that wait and speak of danger, so many as are put first. The database passes over what has none of the words in it,
 * however they are set apart; the rest is read as a message is.
 */
async function urgentIds(db: DatabaseOrTransaction, dangerWords: readonly string[]): Promise<string[]> {
  const found = dangerWords.map(
    (words) =>
      `%${words
        .normalize('NFKC')
        .toLowerCase()
        .replace(/[^a-z0-9]/g, '')}%`,
  );
  const rows = await db.$queryRaw`
    SELECT id, state, because, subject, text FROM mailed_message
    WHERE (state = 'draft-kept' AND because = 'words-of-danger') OR (state = 'to-triage'
      AND regexp_replace(lower(normalize(coalesce(subject, '') || ' ' || coalesce(text, ''), NFKC)), '[^a-z0-9]', '', 'g')
        LIKE ANY(${found}::text[]))
    ORDER BY received_at, id LIMIT ${MOST_FIRST}`;
  return candidates.parse(rows).flatMap((row) => (isUrgent(row, dangerWords) ? [row.id] : []));
}

const candidates = z.array(
  z.object({
    ...{ id: z.uuid(), state: z.string() },
    ...{ because: z.string().nullable(), subject: z.string().nullable(), text: z.string().nullable() },
  }),
);

/** Whether a message waits for the team, and its words speak of danger. */
export function isUrgent(
  message: { state: string; because: string | null; subject: string | null; text: string | null },
  dangerWords: readonly string[],
): boolean {
  if (!waitsForTeam(message)) return false;
  const { subject, text } = message;
  return message.state === 'draft-kept' || speaksOfDanger({ subject: subject ?? '', text: text ?? '' }, dangerWords);
}

/** Who wrote a message; null where it names nobody. */
export function senderOf({
  senderName,
  senderAddress,
  senderChecked,
}: Pick<MailedMessageRow, 'senderName' | 'senderAddress' | 'senderChecked'>) {
  if (senderAddress === null) return null;
  return { name: senderName ?? '', address: senderAddress, checked: senderChecked };
}

const subjects = z.array(
  z.object({
    what: z.enum(['request', 'meeting', 'referral', 'question']),
    reference: z.string(),
    id: z.uuid(),
  }),
);

/**
 * What a message is about: the requests that were made of it, what the mail of ours was about that it answers, the question
 * it seems to answer, and what its subject names by reference. Each once.
 */
export async function subjectsOf(
  db: DatabaseOrTransaction,
  { id: mailedId, deliveryId, questionReceiverId }: Pick<MailedMessageRow, 'id' | 'deliveryId' | 'questionReceiverId'>,
  references: readonly string[],
): Promise<MailSubject[]> {
  const named = [...references];
  const rows = await db.$queryRaw`
    WITH d AS (SELECT request_id, meeting_id, detail FROM delivery WHERE id = ${deliveryId}::uuid),
    mails AS (SELECT ${mailedId} AS id UNION SELECT detail ->> 'mailedMessageId' FROM d)
    SELECT 'request' AS what, r.reference, r.id FROM mbe_request r
      WHERE r.reference IS NOT NULL AND (r.reference = ANY(${named}::text[]) OR r.id IN (SELECT request_id FROM d)
        OR r.mailed_message_id::text IN (SELECT id FROM mails)
        OR r.id::text IN (SELECT p ->> 'requestId' FROM mailed_message e JOIN mails ON mails.id = e.id::text,
          jsonb_array_elements(e.understood -> 'people') p)
        OR r.id IN (SELECT m.request_id FROM meeting m JOIN d ON d.meeting_id = m.id))
    UNION SELECT 'meeting', t.reference, t.id FROM meeting t
      WHERE t.request_id IS NULL AND t.reference IS NOT NULL
        AND (t.reference = ANY(${named}::text[]) OR t.id IN (SELECT meeting_id FROM d))
    UNION SELECT 'referral', f.reference, f.id FROM referral f
      WHERE f.state <> 'draft' AND f.reference IS NOT NULL
        AND (f.reference = ANY(${named}::text[]) OR f.id::text IN (SELECT detail ->> 'referralId' FROM d))
    UNION SELECT 'question', q.reference, q.id FROM service_question q
      WHERE q.reference = ANY(${named}::text[])
        OR q.id IN (SELECT question_id FROM service_question_receiver WHERE id = ${questionReceiverId}::uuid)
    ORDER BY 1, 2 LIMIT 5`;
  return subjects.parse(rows).map(({ what, reference, id }) => {
    if (what === 'request') return { what, reference, requestId: id };
    if (what === 'meeting') return { what, reference, meetingId: id };
    return what === 'referral' ? { what, reference, referralId: id } : { what, reference, questionId: id };
  });
}

/** How many requests and drafts were made of a message, or added to by it. */
export async function countMadeOf(db: DatabaseOrTransaction, mailedMessageId: string): Promise<number> {
  const [made] = await db.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM mbe_request r
    WHERE r.mailed_message_id = ${mailedMessageId}::uuid OR r.id::text IN (SELECT p ->> 'requestId'
      FROM mailed_message e, jsonb_array_elements(e.understood -> 'people') p WHERE e.id = ${mailedMessageId}::uuid)`;
  return made?.count ?? 0;
}

/** Who dealt with a message, by name. */
export async function handlerOf(
  db: DatabaseOrTransaction,
  id: string | null,
): Promise<{ id: string; name: string } | null> {
  return id === null ? null : db.professional.findUnique({ where: { id }, select: { id: true, name: true } });
}
