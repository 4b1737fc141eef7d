import { z } from 'zod';
import { Prisma } from '../../generated/prisma/client.ts';
import { contactWays } from '../consent/model.ts';
import { letterFormats } from '../people/model.ts';
import type { DatabaseOrTransaction } from '../platform/database.ts';
import {
  type LetterListItem,
  type LetterSubject,
  letterFacts,
  letterKinds,
  letterReceivers,
  letterStates,
  waitingLetterStates,
} from './model.ts';

const words = z.string().nullable();
const instant = z.coerce.date();

const recordSchema = z.object({
  id: z.string(),
  kind: z.enum(letterKinds),
  facts: z.unknown(),
  state: z.enum(letterStates),
  version: z.int(),
  reference: z.string(),
  referralId: words,
  meetingId: words,
  inviteeId: words,
  requestId: words,
  personId: words,
  personName: z.string(),
  receiver: z.enum(letterReceivers),
  receiverName: z.string(),
  via: z.enum(contactWays),
  address: words,
  format: z.enum(letterFormats).catch('plain'),
  ownWords: words,
  releasedText: words,
  releasedBy: words,
  releasedAt: instant.nullable(),
  toldOn: words,
  toldHow: words,
  toldBy: words,
  createdAt: instant,
  note: words,
  whatElseHelps: words,
  addressSecure: z.boolean(),
  /** Who referred reads the outcome in their own chat with the bot; null where nobody there did. */
  referrerInTeams: words,
  /** The referrer reads how their referral stands on the web pages. */
  referrerOnPages: z.boolean(),
  mail: z.enum(['due', 'sending', 'sent', 'may-have-been-sent', 'failed', 'not-needed']).nullable(),
});

/** A letter's row, with what its words and its delivery need of the records it is about. */
export type LetterRow = Omit<z.infer<typeof recordSchema>, 'kind' | 'facts'> & { subject: LetterSubject };

const nameOf = (id: Prisma.Sql) => Prisma.sql`(SELECT x.name FROM professional x WHERE x.id = ${id})`;

/** Of the referral, or of the meeting; of a letter about the register, the person's own. */
const REFERENCE = Prisma.sql`COALESCE(r.reference, (SELECT COALESCE(m.reference, q.reference) FROM meeting m
  LEFT JOIN mbe_request q ON q.id = m.request_id WHERE m.id = l.meeting_id), (SELECT f.dsr_reference FROM person f
  WHERE f.dsr_reference IS NOT NULL AND COALESCE(p.same_as_id, p.id) IN (f.id, f.same_as_id) LIMIT 1), '')`;

/** The event key of a letter's mail: one letter, one mail. */
export function letterMailKey(letterId: string): string {
  return `letter:${letterId}`;
}

/** Reads a letter. Facts that do not fit its kind are a fault. */
export async function findLetter(db: DatabaseOrTransaction, letterId: string): Promise<LetterRow | undefined> {
  const [row] = await db.$queryRaw<unknown[]>`
    SELECT l.id, l.kind, l.facts, l.state, l.version, ${REFERENCE} AS reference, l.referral_id AS "referralId",
      l.meeting_id AS "meetingId", l.invitee_id AS "inviteeId",
      (SELECT m.request_id FROM meeting m WHERE m.id = l.meeting_id) AS "requestId",
      p.id AS "personId", COALESCE(p.full_name, '') AS "personName", l.receiver, l.receiver_name AS "receiverName", l.via, l.address, l.format,
      l.own_words AS "ownWords", l.released_text AS "releasedText", ${nameOf(Prisma.sql`l.released_by_id`)} AS "releasedBy",
      l.released_at AS "releasedAt", l.told_on::text AS "toldOn", l.told_how AS "toldHow",
      ${nameOf(Prisma.sql`l.told_by_id`)} AS "toldBy", l.created_at AS "createdAt",
      r.decision_note AS note, r.what_else_helps AS "whatElseHelps",
      EXISTS (SELECT 1 FROM secure_address s WHERE s.address = lower(l.address)) AS "addressSecure",
      CASE WHEN r.received_by = 'teams' THEN r.entered_by_id END AS "referrerInTeams",
      COALESCE(r.received_by = 'web', FALSE) AS "referrerOnPages", d.state AS mail
    FROM letter l LEFT JOIN referral r ON r.id = l.referral_id LEFT JOIN person p ON p.id = l.person_id
      LEFT JOIN delivery d ON d.event_key = 'letter:' || l.id
    WHERE l.id = ${letterId}::uuid`;
  if (row === undefined) return undefined;
  const { kind, facts, ...record } = recordSchema.parse(row);
  return { ...record, subject: { kind, facts: letterFacts[kind].parse(facts) } as LetterSubject };
}

const listItems: z.ZodType<LetterListItem[]> = z.array(
  z.object({
    id: z.string(),
    kind: z.enum(letterKinds),
    state: z.enum(letterStates),
    reference: z.string(),
    receiver: z.enum(letterReceivers),
    receiverName: z.string(),
    via: z.enum(contactWays),
    createdAt: instant,
  }),
);

const waiting = [...waitingLetterStates];
/** A mail under way needs nobody. */
const WAITS = Prisma.sql`l.state = ANY(${waiting}::text[]) AND NOT (l.state = 'released' AND EXISTS (
  SELECT 1 FROM delivery d WHERE d.event_key = 'letter:' || l.id AND d.state IN ('due', 'sending')))`;

/** How many letters wait for the team, and how many of them to be read and released. */
export async function countWaitingLetters(db: DatabaseOrTransaction): Promise<{ total: number; toRelease: number }> {
  const [row] = await db.$queryRaw<{ total: number; toRelease: number }[]>`
    SELECT count(*)::int AS total, (count(*) FILTER (WHERE l.state = 'drafted'))::int AS "toRelease"
    FROM letter l WHERE ${WAITS}`;
  return row ?? { total: 0, toRelease: 0 };
}

/** One page of the letters that wait for the team, oldest first. */
export async function waitingLetters(
  db: DatabaseOrTransaction,
  ask: { skip: number; take: number },
): Promise<LetterListItem[]> {
  const rows = await db.$queryRaw`
    SELECT l.id, l.kind, l.state, ${REFERENCE} AS reference, l.receiver, l.receiver_name AS "receiverName", l.via,
      l.created_at AS "createdAt"
    FROM letter l LEFT JOIN referral r ON r.id = l.referral_id LEFT JOIN person p ON p.id = l.person_id
    WHERE ${WAITS} ORDER BY l.created_at, l.id LIMIT ${ask.take} OFFSET ${ask.skip}`;
  return listItems.parse(rows);
}

/** The letters of one referral, as its card lists them. */
export async function lettersOfReferral(
  db: DatabaseOrTransaction,
  referralId: string,
): Promise<Pick<LetterListItem, 'id' | 'receiver' | 'receiverName' | 'state' | 'via'>[]> {
  const rows = await db.letter.findMany({
    where: { referralId },
    orderBy: [{ createdAt: 'asc' }, { receiver: 'asc' }],
    select: { id: true, receiver: true, receiverName: true, state: true, via: true },
  });
  return z
    .array(
      z.object({
        id: z.string(),
        receiver: z.enum(letterReceivers),
        receiverName: z.string(),
        state: z.enum(letterStates),
        via: z.enum(contactWays),
      }),
    )
    .parse(rows);
}
