import { z } from 'zod';
import { Prisma } from '../../generated/prisma/client.ts';
import type { DsrRole } from '../access/actor.ts';
import { agreementInForce } from '../agencies/store.ts';
import { basisEnds } from '../consent/rules.ts';
import { meetingStates } from '../meetings/model.ts';
import type { DatabaseOrTransaction, Transaction } from '../platform/database.ts';
import type { Deps } from '../platform/deps.ts';
import { dayOf } from '../platform/time.ts';
import { filesMailed } from './mailed-draft-store.ts';
import { inviteAnswers, type NamedPerson, requestReceivedWays, requestStates } from './model.ts';

const named = z.object({ id: z.string(), name: z.string() });
const answer = z.enum(inviteAnswers);
const instant = z.coerce.date();

/** What a request says of the meeting that serves it. `asked`: those invited are asked about times, and it is their turn. */
export const latestMeetingSchema = z.object({
  id: z.string(),
  state: z.enum(meetingStates),
  ended: z.boolean(),
  asked: z.boolean(),
});

/**
 * The latest meeting of the request `r`. Once the chair has been told that enough people can come at one of the times asked
 * about, it is the chair's turn again.
 */
export function latestMeeting(now: Date): Prisma.Sql {
  return Prisma.sql`(SELECT jsonb_build_object('id', m.id, 'state', m.state,
      'ended', COALESCE(m.ends_at <= ${now}::timestamptz, FALSE),
      'asked', EXISTS (SELECT 1 FROM proposal a WHERE a.meeting_id = m.id AND a.state = 'open'
        AND a.deadline > ${now}::timestamptz
        AND NOT EXISTS (SELECT 1 FROM delivery d WHERE d.event_key = 'quorum-reached:' || a.id)))
    FROM meeting m WHERE m.request_id = r.id
    ORDER BY m.created_at DESC, (m.state = 'cancelled'), m.id LIMIT 1)`;
}

const factsSchema = z.object({
  id: z.string(),
  reference: z.string(),
  state: z.enum(requestStates),
  version: z.int(),
  urgentBecause: z.array(z.enum(['needed-by-soon', 'words-of-danger'])),
  personId: z.string(),
  personName: z.string(),
  nhsNumber: z.string().nullable(),
  dateOfBirth: z.string().nullable(),
  purpose: z.string(),
  whyNoMdt: z.string(),
  mdt: z.object({
    reasonThin: z.boolean(),
    tried: z.enum(['yes', 'no']).nullable(),
    when: z.string().nullable(),
    whoCame: z.string().nullable(),
    wouldHelp: z.string().nullable(),
  }),
  individualAnswer: answer,
  individualDetail: z.string(),
  carerAnswer: answer,
  carerDetail: z.string(),
  basis: z.enum(['consents', 'best-interest', 'not-yet']),
  basisDetail: z.string().nullable(),
  basisDay: z.string().nullable(),
  basisEndedBecause: z.enum(basisEnds).nullable(),
  neededBy: z.string().nullable(),
  lengthMinutes: z.int(),
  place: z.string().nullable(),
  receivedBy: z.enum(requestReceivedWays),
  purposeCategory: z.string().nullable(),
  submittedAt: instant,
  decideBy: instant.nullable(),
  decidedAt: instant.nullable(),
  decisionReason: z.string().nullable(),
  decisionNote: z.string().nullable(),
  endNote: z.string().nullable(),
  endedAt: instant.nullable(),
  updatedAt: instant,
  requester: named.extend({
    jobRole: z.string(),
    organisation: z.string(),
    phone: z.string(),
    email: z.string().nullable(),
  }),
  owner: named.nullable(),
  decidedBy: named.nullable(),
  organisations: z.array(named.extend({ agreementInForce: z.boolean() })),
  furtherPeople: z.array(z.object({ name: z.string(), email: z.string() })),
  information: z.array(
    z.object({
      id: z.string(),
      question: z.string(),
      by: named,
      at: instant,
      answer: z.string().nullable(),
      answeredAt: instant.nullable(),
    }),
  ),
  corrections: z.array(
    z.object({ field: z.string(), before: z.string().nullable(), after: z.string().nullable(), by: named }),
  ),
  meeting: latestMeetingSchema.nullable(),
  mail: z
    .object({
      onBehalfOf: z.string().nullable(),
      senderChecked: z.boolean(),
      attachments: z.int(),
      said: z.string().nullable(),
    })
    .nullable(),
});

/** Everything on record of a submitted request that its view and its decisions need. */
export type RequestFacts = z.infer<typeof factsSchema>;

/**
 * Reads a request with all that belongs to it, in one query. Drafts are not found: they are their writer's alone.
 */
export async function loadRequest(
  db: DatabaseOrTransaction,
  requestId: string,
  now: Date,
): Promise<RequestFacts | undefined> {
  const [row] = await db.$queryRaw<unknown[]>`
    SELECT r.id, r.reference, r.state, r.version, r.urgent_because AS "urgentBecause", r.person_id AS "personId",
      p.full_name AS "personName", p.nhs_number AS "nhsNumber", p.date_of_birth::text AS "dateOfBirth",
      r.purpose, r.why_no_mdt AS "whyNoMdt",
      jsonb_build_object('reasonThin', r.reason_thin, 'tried', r.mdt_tried, 'when', r.mdt_when, 'whoCame', r.mdt_who_came,
        'wouldHelp', r.mdt_would_help) AS mdt, r.individual_answer AS "individualAnswer",
      COALESCE(r.individual_detail, '') AS "individualDetail", r.carer_answer AS "carerAnswer",
      COALESCE(r.carer_detail, '') AS "carerDetail", r.basis, r.basis_detail AS "basisDetail",
      r.basis_day::text AS "basisDay", r.basis_ended_because AS "basisEndedBecause", r.needed_by::text AS "neededBy", r.length_minutes AS "lengthMinutes", r.place,
      r.received_by AS "receivedBy",
      r.purpose_category AS "purposeCategory", r.submitted_at AS "submittedAt", r.decide_by AS "decideBy",
      r.decided_at AS "decidedAt", r.decision_reason AS "decisionReason", r.decision_note AS "decisionNote",
      r.end_note AS "endNote", r.ended_at AS "endedAt", r.updated_at AS "updatedAt",
      jsonb_build_object('id', q.id, 'name', q.name, 'jobRole', COALESCE(q.job_role, ''),
        'organisation', COALESCE(q.organisation, ''), 'phone', COALESCE(q.phone, ''), 'email', q.email) AS requester,
      ${person(Prisma.sql`r.owner_id`)} AS owner, ${person(Prisma.sql`r.decided_by_id`)} AS "decidedBy",
      COALESCE((SELECT jsonb_agg(jsonb_build_object('id', o.id, 'name', o.name,
          'agreementInForce', ${agreementInForce(dayOf(now))}) ORDER BY i.position)
        FROM requested_invitee i JOIN organisation o ON o.id = i.organisation_id WHERE i.request_id = r.id), '[]')
        AS organisations,
      COALESCE((SELECT jsonb_agg(jsonb_build_object('name', i.name, 'email', i.email) ORDER BY i.position)
        FROM requested_invitee i WHERE i.request_id = r.id AND i.organisation_id IS NULL), '[]') AS "furtherPeople",
      COALESCE((SELECT jsonb_agg(jsonb_build_object('id', i.id, 'question', i.question,
          'by', ${person(Prisma.sql`i.asked_by_id`)}, 'at', i.asked_at, 'answer', i.answer, 'answeredAt', i.answered_at)
          ORDER BY i.asked_at, i.id)
        FROM information_request i WHERE i.request_id = r.id), '[]') AS information,
      COALESCE((SELECT jsonb_agg(jsonb_build_object('field', c.field, 'before', c.before, 'after', c.after,
          'by', ${person(Prisma.sql`c.by_id`)}) ORDER BY c.at, c.field)
        FROM request_correction c WHERE c.request_id = r.id), '[]') AS corrections,
      ${latestMeeting(now)} AS meeting,
      (SELECT jsonb_build_object('onBehalfOf', r.on_behalf_of, 'senderChecked', e.sender_checked,
        'attachments', ${filesMailed}, 'said', r.said_in_mail) FROM mailed_message e WHERE e.id = r.mailed_message_id) AS mail
    FROM mbe_request r JOIN professional q ON q.id = r.requester_id JOIN person p ON p.id = r.person_id
    WHERE r.id = ${requestId}::uuid AND r.state <> 'draft'`;
  return row === undefined ? undefined : factsSchema.parse(row);
}

function person(id: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`(SELECT jsonb_build_object('id', x.id, 'name', x.name) FROM professional x WHERE x.id = ${id})`;
}

/** What a change writes into the request's own row. */
export type RequestChange = Omit<Prisma.MbeRequestUncheckedUpdateManyInput, 'id' | 'version' | 'updatedAt' | 'typed'>;

/**
 * Changes a request that is still as it was read.
 *
 * @returns false when somebody changed it meanwhile: nothing is written then
 */
export async function updateRequest(
  tx: Transaction,
  read: { id: string; version: number },
  change: RequestChange,
  at: Date,
): Promise<boolean> {
  const { count } = await tx.mbeRequest.updateMany({
    where: { id: read.id, version: read.version, state: { not: 'draft' } },
    data: { ...change, version: { increment: 1 }, updatedAt: at },
  });
  return count === 1;
}

/** Puts the invitees that were decided on in the place of those asked for. */
export async function replaceRequestedInvitees(
  tx: Transaction,
  deps: Pick<Deps, 'newId'>,
  requestId: string,
  invited: { organisationIds: readonly string[]; furtherPeople: readonly { name: string; email: string }[] },
): Promise<void> {
  await tx.requestedInvitee.deleteMany({ where: { requestId } });
  await tx.requestedInvitee.createMany({
    data: requestedInvitees(deps, invited).map((row) => ({ ...row, requestId })),
  });
}

/** The rows of whom to invite: organisations first, then further people, in the order given. */
export function requestedInvitees(
  deps: Pick<Deps, 'newId'>,
  invited: { organisationIds: readonly string[]; furtherPeople: readonly { name: string; email: string }[] },
) {
  const organisations = invited.organisationIds.map((organisationId) => ({ organisationId, name: null, email: null }));
  const people = invited.furtherPeople.map(({ name, email }) => ({ organisationId: null, name, email }));
  return [...organisations, ...people].map((invitee, position) => ({ ...invitee, id: deps.newId(), position }));
}

/** The DSR team, for "hand over" and for whoever needs their names. One query. */
export async function dsrTeam(deps: Pick<Deps, 'db'>): Promise<(NamedPerson & { dsrRole: DsrRole })[]> {
  const rows = await deps.db.professional.findMany({
    where: { dsrRole: { not: null } },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
    select: { id: true, name: true, dsrRole: true },
  });
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    dsrRole: z.enum(['coordinator', 'clinical-lead']).parse(row.dsrRole),
  }));
}

/** Whose request it is; undefined when there is none, or only a draft. */
export async function requesterOf(db: DatabaseOrTransaction, requestId: string): Promise<string | undefined> {
  const row = await db.mbeRequest.findFirst({
    where: { id: requestId, state: { not: 'draft' } },
    select: { requesterId: true },
  });
  return row?.requesterId;
}
