import { z } from 'zod';
import { Prisma } from '../../generated/prisma/client.ts';
import { contactWays } from '../consent/model.ts';
import { addDeliveries, refreshCards } from '../notifications/store.ts';
import { letterFormats, representativeRelations } from '../people/model.ts';
import { vouchedFor } from '../people/vouched-store.ts';
import type { DatabaseOrTransaction, Transaction } from '../platform/database.ts';
import { toDateColumn } from '../platform/date-column.ts';
import type { Deps } from '../platform/deps.ts';
import type { CalendarDay } from '../platform/time.ts';
import { type LetterKind, letterFacts, type NewLetter, waitingLetterStates } from './model.ts';
import type { PeopleToTell } from './receivers.ts';

type Writing = Pick<Deps, 'jobs' | 'newId' | 'clock'>;

/**
 * Drafts letters in the transaction of what they tell; each comes to the DSR channel as a card, to be read and released.
 * One that was drafted before is left as it is. Facts that do not fit their kind are a fault.
 */
export async function addLetters(tx: Transaction, deps: Writing, letters: readonly NewLetter[]): Promise<void> {
  if (letters.length === 0) return;
  const createdAt = deps.clock.now();
  const added = await tx.letter.createManyAndReturn({
    data: letters.map(({ facts, ...letter }) => ({
      ...letter,
      facts: letterFacts[letter.kind].parse(facts),
      id: deps.newId(),
      state: 'drafted',
      createdAt,
    })),
    skipDuplicates: true,
    select: { id: true },
  });
  await addDeliveries(
    tx,
    deps,
    added.map(({ id }) => ({
      kind: 'letter-to-release',
      eventKey: `letter-to-release:${id}`,
      channel: 'teams',
      detail: { letterId: id },
    })),
  );
}

/**
 * Letters that no longer say what is so, and have not been told: nobody releases or sends them any more. A mail that is
 * about to leave asks for this state first.
 *
 * @param which of one referral, one entry or these persons; `kinds` alone where given
 * @param because a code, shown in words on the letter's card
 */
export async function closeLetters(
  tx: Transaction,
  deps: Pick<Deps, 'jobs'>,
  which: { referralId?: string; entryId?: string; personIds?: readonly string[]; kinds?: readonly LetterKind[] },
  because: 'consent-withdrawn' | 'consent-renewed' | 'entry-ended' | 'no-longer-so',
): Promise<void> {
  const about: Prisma.LetterWhereInput[] = [
    ...(which.referralId ? [{ referralId: which.referralId }] : []),
    ...(which.entryId ? [{ entryId: which.entryId }] : []),
    ...(which.personIds ? [{ personId: { in: [...which.personIds] } }] : []),
  ];
  if (about.length === 0) return;
  const closed = await tx.letter.updateManyAndReturn({
    where: {
      AND: about,
      state: { in: [...waitingLetterStates] },
      ...(which.kinds ? { kind: { in: [...which.kinds] } } : {}),
    },
    data: { state: 'not-needed', toldHow: because, version: { increment: 1 } },
    select: { id: true },
  });
  await refreshCards(
    tx,
    deps,
    closed.map(({ id }) => id),
  );
}

/** Letters about a meeting that no longer say what is so. */
export async function closeMeetingLetters(
  tx: Transaction,
  deps: Pick<Deps, 'jobs'>,
  letterIds: readonly string[],
): Promise<void> {
  if (letterIds.length === 0) return;
  const closed = await tx.letter.updateManyAndReturn({
    where: { id: { in: [...letterIds] }, state: { in: [...waitingLetterStates] } },
    data: { state: 'not-needed', toldHow: 'no-longer-so', version: { increment: 1 } },
    select: { id: true },
  });
  await refreshCards(
    tx,
    deps,
    closed.map(({ id }) => id),
  );
}

const told = z
  .object({
    via: z.enum(contactWays),
    address: z.string().nullable(),
    format: z.enum(letterFormats).catch('plain'),
  })
  .nullable();
const people = z.object({
  name: z.string(),
  dateOfBirth: z.string().nullable(),
  told,
  representatives: z.array(z.object({ name: z.string(), relation: z.enum(representativeRelations), told })),
});

/**
 * The person and those who speak for them, over every row of the same individual that the team vouches for: this row stands
 * before the others, then what was recorded last. What a referral that was not accepted says counts where nothing else is
 * known, and for its own letters alone.
 *
 * @param about.vouchedAlone leaves it out there too: for a letter that says that somebody is on the register
 */
export async function peopleToTell(
  db: DatabaseOrTransaction,
  personId: string,
  about: { vouchedAlone?: boolean } = {},
): Promise<PeopleToTell> {
  const [row] = await db.$queryRaw<unknown[]>`
    WITH mine AS (SELECT id, COALESCE(same_as_id, id) AS root FROM person WHERE id = ${personId}::uuid),
    everyone AS (
      SELECT p.*, p.id = mine.id AS own, ${vouchedFor(Prisma.sql`p.id`)} AS vouched
      FROM person p, mine WHERE p.id = mine.root OR p.same_as_id = mine.root),
    family AS (SELECT * FROM everyone WHERE vouched OR (own AND NOT ${about.vouchedAlone ?? false}::boolean))
    SELECT (SELECT full_name FROM everyone WHERE own) AS name,
      (SELECT date_of_birth::text FROM family WHERE date_of_birth IS NOT NULL
        ORDER BY vouched DESC, own DESC, created_at DESC LIMIT 1) AS "dateOfBirth",
      (SELECT jsonb_build_object('via', contact_via, 'address', NULLIF(contact_detail, ''),
          'format', COALESCE(contact_format, 'plain'))
        FROM family WHERE contact_via IS NOT NULL ORDER BY vouched DESC, own DESC, created_at DESC LIMIT 1) AS told,
      COALESCE((SELECT jsonb_agg(jsonb_build_object('name', r.name, 'relation', r.relation,
          'told', CASE WHEN r.contact_via IS NOT NULL THEN jsonb_build_object('via', r.contact_via,
            'address', NULLIF(r.contact_detail, ''), 'format', COALESCE(r.contact_format, 'plain')) END)
          ORDER BY f.vouched DESC, f.own DESC, f.created_at DESC, r.position, r.id)
        FROM representative r JOIN family f ON f.id = r.person_id WHERE r.active), '[]') AS representatives`;
  return people.parse(row);
}

/** What a change writes into a letter's row. */
export type LetterChange = Partial<{
  state: 'released' | 'told' | 'not-needed';
  ownWords: string | null;
  via: string;
  address: string | null;
  format: string;
  releasedText: string;
  releasedById: string;
  releasedAt: Date;
  toldOn: Date;
  toldHow: string;
  toldById: string | null;
}>;

/** Changes a letter that is still as it was read. @returns false when somebody changed it meanwhile */
export async function updateLetter(
  tx: Transaction,
  read: { id: string; version: number },
  change: LetterChange,
): Promise<boolean> {
  const where = { id: read.id, version: read.version };
  return (await tx.letter.updateMany({ where, data: { ...change, version: { increment: 1 } } })).count === 1;
}

/** A released letter's mail has left: it is told. One that is no longer released is left as it is. */
export async function letterWasSent(
  tx: Transaction,
  deps: Pick<Deps, 'jobs'>,
  sent: { letterId: string; on: CalendarDay; how: string },
): Promise<void> {
  const { letterId, on, how } = sent;
  await tx.letter.updateMany({
    where: { id: letterId, state: 'released' },
    data: { state: 'told', toldOn: toDateColumn(on), toldHow: how, version: { increment: 1 } },
  });
  await refreshCards(tx, deps, [letterId]);
}
