import { z } from 'zod';
import { Prisma } from '../../generated/prisma/client.ts';
import { agreementInForce } from '../agencies/store.ts';
import type { DatabaseOrTransaction, Transaction } from '../platform/database.ts';
import { toDateColumn } from '../platform/date-column.ts';
import type { Deps } from '../platform/deps.ts';
import type { CalendarDay } from '../platform/time.ts';
import { type AnsweredBy, answeredBySchema } from '../sign-in/model.ts';
import {
  type AnsweredVia,
  answeredVias,
  questionStates,
  type ServiceAnswer,
  type ServiceQuestionView,
} from './model.ts';
import { type Askable, isOverdue, type NewReceiver } from './rules.ts';

const words = z.string().nullable();
const askable: z.ZodType<Askable[]> = z.array(
  z.object({
    id: z.uuid(),
    name: z.string(),
    agreementInForce: z.boolean(),
    contact: z.object({ name: z.string(), email: z.string() }).nullable(),
    dutyEmail: words,
  }),
);

/** Those of the given active organisations that the directory has, with whom a question would go to. One query. */
export async function askableOrganisations(
  db: DatabaseOrTransaction,
  today: CalendarDay,
  ids: readonly string[],
): Promise<Askable[]> {
  const rows = await db.$queryRaw`
    SELECT o.id, o.name, ${agreementInForce(today)} AS "agreementInForce", o.duty_email AS "dutyEmail",
      (SELECT jsonb_build_object('name', c.name, 'email', c.email) FROM agency_contact c
        WHERE c.organisation_id = o.id AND c.active ORDER BY c.position, c.id LIMIT 1) AS contact
    FROM organisation o WHERE o.active AND o.id::text = ANY(${[...ids]}::text[]) ORDER BY o.position, o.name`;
  return askable.parse(rows);
}

/** Writes a question with everybody who is asked. @returns the receivers' ids */
export async function insertQuestion(
  tx: Transaction,
  deps: Pick<Deps, 'newId'>,
  question: {
    id: string;
    entryId: string;
    reference: string;
    text: string;
    dueDay: CalendarDay;
    askedById: string;
    askedAt: Date;
    receivers: readonly NewReceiver[];
  },
): Promise<string[]> {
  const { receivers, dueDay, ...columns } = question;
  await tx.serviceQuestion.create({ data: { ...columns, dueDay: toDateColumn(dueDay) }, select: { id: true } });
  const rows = receivers.map((one) => ({ ...one, id: deps.newId(), questionId: question.id, state: 'asked' }));
  await tx.serviceQuestionReceiver.createMany({ data: rows });
  return rows.map(({ id }) => id);
}

const views = z.array(
  z.object({
    id: z.uuid(),
    entryId: z.uuid(),
    reference: z.string(),
    text: z.string(),
    dueDay: z.string(),
    askedBy: z.string(),
    askedAt: z.coerce.date(),
    services: z.array(
      z.object({
        receiverId: z.uuid(),
        organisation: z.string(),
        name: z.string(),
        email: z.string(),
        state: z.enum(questionStates),
        offered: words,
        since: words,
        inTheWay: words,
        by: answeredBySchema.nullable(),
        via: z.enum(answeredVias).nullable(),
        at: z.coerce.date().nullable(),
      }),
    ),
  }),
);

async function read(db: DatabaseOrTransaction, which: Prisma.Sql, today: CalendarDay): Promise<ServiceQuestionView[]> {
  const rows = await db.$queryRaw`
    SELECT q.id, q.entry_id AS "entryId", q.reference, q.text, q.due_day::text AS "dueDay", q.asked_at AS "askedAt",
      COALESCE(a.name, '') AS "askedBy", jsonb_agg(jsonb_build_object('receiverId', r.id, 'organisation', o.name,
        'name', r.name, 'email', r.email, 'state', r.state, 'offered', r.offered, 'since', r.since,
        'inTheWay', r.in_the_way, 'by', r.answered_by, 'via', r.answered_via, 'at', r.answered_at) ORDER BY o.position, o.name) AS services
    FROM service_question q JOIN service_question_receiver r ON r.question_id = q.id
      JOIN organisation o ON o.id = r.organisation_id LEFT JOIN professional a ON a.id = q.asked_by_id
    WHERE ${which}
    GROUP BY q.id, a.name
    ORDER BY bool_or(r.state = 'asked') DESC, CASE WHEN bool_or(r.state = 'asked') THEN q.due_day END, q.asked_at DESC, q.id
    LIMIT ${MOST_LISTED}`;
  return views.parse(rows).map(({ services, ...question }) => ({
    ...question,
    services: services.map(({ offered, since, inTheWay, by, via, at, ...service }) => ({
      ...service,
      overdue: isOverdue({ ...question, ...service }, today),
      answer: offered === null || at === null ? null : { offered, since, inTheWay, by, via: via ?? 'page', at },
    })),
  }));
}

/** More than this of one person on a card helps nobody: what still waits comes first. */
const MOST_LISTED = 30;

/** One question with everybody who was asked; undefined where there is none of this id. */
export async function findQuestion(
  db: DatabaseOrTransaction,
  questionId: string,
  today: CalendarDay,
): Promise<ServiceQuestionView | undefined> {
  return (await read(db, Prisma.sql`q.id = ${questionId}::uuid`, today))[0];
}

/**
 * What services were asked about somebody: what still waits first, by its day; then the others, the latest first.
 *
 * @param family every row of the same individual
 */
export function questionsOfPerson(
  db: DatabaseOrTransaction,
  family: readonly string[],
  today: CalendarDay,
): Promise<ServiceQuestionView[]> {
  const which = Prisma.sql`q.entry_id IN (SELECT id FROM register_entry WHERE person_id = ANY(${[...family]}::uuid[]))`;
  return read(db, which, today);
}

/** The same for somebody of whom one entry is known, over all rows of the individual. */
export function questionsOfEntry(
  db: DatabaseOrTransaction,
  entryId: string,
  today: CalendarDay,
): Promise<ServiceQuestionView[]> {
  const which = Prisma.sql`q.entry_id IN (
    SELECT x.id FROM register_entry e JOIN person p ON p.id = e.person_id
      JOIN person f ON f.id = COALESCE(p.same_as_id, p.id) OR f.same_as_id = COALESCE(p.same_as_id, p.id)
      JOIN register_entry x ON x.person_id = f.id
    WHERE e.id = ${entryId}::uuid)`;
  return read(db, which, today);
}

const receivers = z.array(
  z.object({
    receiverId: z.uuid(),
    questionId: z.uuid(),
    entryId: z.uuid(),
    askedById: z.uuid(),
    reference: z.string(),
    text: z.string(),
    dueDay: z.string(),
    organisationId: z.uuid(),
    organisation: z.string(),
    organisationActive: z.boolean(),
    agreementInForce: z.boolean(),
    managerName: words,
    managerEmail: words,
    name: z.string(),
    email: z.string(),
    state: z.enum(questionStates),
    version: z.int(),
    offered: words,
    since: words,
    inTheWay: words,
    answeredAt: z.date().nullable(),
  }),
);
/** One service that was asked, with its question and its organisation as they are now. */
export type ReceiverRow = z.infer<typeof receivers>[number];

/** Reads one service's question. @param today the day in England, for which agreements count */
export async function findReceiver(
  db: DatabaseOrTransaction,
  receiverId: string,
  today: CalendarDay,
): Promise<ReceiverRow | null> {
  const rows = await db.$queryRaw`
    SELECT r.id AS "receiverId", q.id AS "questionId", q.entry_id AS "entryId", q.asked_by_id AS "askedById", q.reference,
      q.text, q.due_day::text AS "dueDay", o.id AS "organisationId", o.name AS organisation,
      o.active AS "organisationActive", ${agreementInForce(today)} AS "agreementInForce",
      o.manager_name AS "managerName", o.manager_email AS "managerEmail", r.name, r.email, r.state, r.version,
      r.offered, r.since, r.in_the_way AS "inTheWay", r.answered_at AS "answeredAt"
    FROM service_question_receiver r JOIN service_question q ON q.id = r.question_id
      JOIN organisation o ON o.id = r.organisation_id WHERE r.id = ${receiverId}::uuid`;
  return receivers.parse(rows)[0] ?? null;
}

/** Writes an answer over the one that was seen. @returns false where somebody else answered or withdrew meanwhile */
export async function writeServiceAnswer(
  tx: Transaction,
  seen: { receiverId: string; version: number },
  answer: ServiceAnswer & {
    answeredBy: AnsweredBy | null;
    answeredVia: AnsweredVia;
    answeredById: string;
    answeredAt: Date;
  },
): Promise<boolean> {
  const { answeredBy, ...columns } = answer;
  const { count } = await tx.serviceQuestionReceiver.updateMany({
    where: { id: seen.receiverId, version: seen.version, state: { in: ['asked', 'answered'] } },
    data: {
      ...columns,
      answeredBy: answeredBy ?? Prisma.DbNull,
      state: 'answered',
      version: { increment: 1 },
    },
  });
  return count === 1;
}
