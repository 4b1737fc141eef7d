import { z } from 'zod';
import { Prisma } from '../../generated/prisma/client.ts';
import {
  consentEventKinds,
  consentForms,
  consentRoutes,
  consentScopes,
  contactWays,
  informationFormats,
} from '../consent/model.ts';
import { representativeRelations } from '../people/model.ts';
import type { DatabaseOrTransaction, Transaction } from '../platform/database.ts';
import { ratings } from '../register/model.ts';
import { eligibilityAnswers, receivedWays, referralRoutes, referralStates } from './model.ts';

const named = z.object({ id: z.string(), name: z.string() });
const instant = z.coerce.date();
const words = z.string().nullable();
const rating = z.enum(ratings).nullable();
const told = z.object({ via: z.enum(contactWays), detail: z.string(), format: z.string() }).nullable();
const contact = z.object({ name: z.string(), relation: z.string(), via: z.enum(contactWays), detail: z.string() });

const keyProfessional = z.object({
  name: z.string(),
  jobRole: words,
  organisation: words,
  email: words,
  phone: words,
  lead: z.boolean(),
});

const consentEvent = z.object({
  id: z.string(),
  kind: z.enum(consentEventKinds),
  day: z.string(),
  route: z.enum(consentRoutes).nullable(),
  consenterName: words,
  form: z.enum(consentForms).nullable(),
  scope: z.array(z.enum(consentScopes)),
  evidence: words,
  informationFormat: z.enum(informationFormats).nullable(),
  capacityAssessedOn: words,
  decidedBy: words,
  consulted: words,
  personView: words,
  note: words,
});

const supportToolResult = z.object({
  tool: z.enum(['adult', 'child']),
  answers: z.record(z.string(), z.string()),
  score: z.number(),
  suggests: rating,
  drivenBy: z.array(z.string()),
});

const question = z.object({
  id: z.string(),
  question: z.string(),
  by: named,
  askedAt: instant,
  pausesClock: z.boolean(),
  answer: words,
  answeredAt: instant.nullable(),
});

const recordSchema = z.object({
  id: z.string(),
  reference: z.string(),
  state: z.enum(referralStates),
  version: z.int(),
  urgentBecause: z.array(z.literal('words-of-danger')),
  route: z.enum(referralRoutes),
  receivedOn: z.string(),
  receivedBy: z.enum(receivedWays),
  contact: contact.nullable(),
  referrer: named.extend({
    jobRole: z.string(),
    organisation: z.string(),
    phone: z.string(),
    email: words,
  }),
  owner: named.nullable(),
  person: named.omit({ name: true }).extend({
    fullName: z.string(),
    dateOfBirth: words,
    nhsNumber: words,
    residence: words,
    told,
  }),
  representatives: z.array(
    z.object({ id: z.string(), name: z.string(), relation: z.enum(representativeRelations), told }),
  ),
  keyProfessionals: z.array(keyProfessional),
  /** What the referral said when it was sent, where the record of the person may have moved on since. */
  asSent: z.object({ keyProfessionals: z.array(keyProfessional), consentIds: z.array(z.string()) }),
  locality: words,
  eligibility: z.record(z.string(), z.enum(eligibilityAnswers)),
  consent: z.array(consentEvent),
  consentNote: words,
  currentIssues: z.string(),
  escalationRisk: words,
  whatWasTried: words,
  whatCouldHelp: words,
  actionPlan: words,
  suggestedRating: rating,
  supportTool: supportToolResult.nullable(),
  policyVersion: z.string(),
  submittedAt: instant,
  questions: z.array(question),
  reviewers: z.array(z.object({ sector: z.string(), name: z.string() })),
  decidedAt: instant.nullable(),
  decidedBy: named.nullable(),
  decisionReason: words,
  decisionNote: words,
  whatElseHelps: words,
  rating,
  referrerTold: z.boolean(),
  endNote: words,
  endedAt: instant.nullable(),
  updatedAt: instant,
});

/** Everything on record of a referral that was sent. */
export type ReferralRecord = z.infer<typeof recordSchema>;

function professional(id: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`(SELECT jsonb_build_object('id', x.id, 'name', x.name) FROM professional x WHERE x.id = ${id})`;
}

const keyProfessionals = (which: Prisma.Sql) => Prisma.sql`
  COALESCE((SELECT jsonb_agg(jsonb_build_object('name', k.name, 'jobRole', k.job_role,
      'organisation', k.organisation, 'email', k.email, 'phone', k.phone, 'lead', k.lead) ORDER BY k.position, k.id)
    FROM key_professional k WHERE ${which}), '[]')`;

const toldHow = (row: Prisma.Sql) => Prisma.sql`CASE WHEN ${row}.contact_via IS NOT NULL THEN jsonb_build_object(
  'via', ${row}.contact_via, 'detail', COALESCE(${row}.contact_detail, ''),
  'format', COALESCE(${row}.contact_format, 'plain')) END`;

/**
 * Reads a referral with all that belongs to it, in one query. Drafts are not found: they are their writer's alone.
 * Representatives, key professionals and consent are those of the referral's own row of the person.
 */
export async function loadReferral(db: DatabaseOrTransaction, referralId: string): Promise<ReferralRecord | undefined> {
  const [row] = await db.$queryRaw<unknown[]>`
    SELECT r.id, r.reference, r.state, r.version, r.urgent_because AS "urgentBecause", r.route,
      r.received_on::text AS "receivedOn", r.received_by AS "receivedBy",
      CASE WHEN r.contact_name IS NOT NULL THEN jsonb_build_object('name', r.contact_name,
        'relation', COALESCE(r.contact_relation, ''), 'via', COALESCE(r.contact_via, 'phone'),
        'detail', COALESCE(r.contact_detail, '')) END AS contact,
      jsonb_build_object('id', q.id, 'name', q.name, 'jobRole', COALESCE(q.job_role, ''),
        'organisation', COALESCE(q.organisation, ''), 'phone', COALESCE(q.phone, ''), 'email', q.email) AS referrer,
      ${professional(Prisma.sql`r.owner_id`)} AS owner, ${professional(Prisma.sql`r.decided_by_id`)} AS "decidedBy",
      jsonb_build_object('id', p.id, 'fullName', p.full_name, 'dateOfBirth', p.date_of_birth,
        'nhsNumber', p.nhs_number, 'residence', p.residence, 'told', ${toldHow(Prisma.sql`p`)}) AS person,
      COALESCE((SELECT jsonb_agg(jsonb_build_object('id', s.id, 'name', s.name, 'relation', s.relation,
          'told', ${toldHow(Prisma.sql`s`)}) ORDER BY s.position, s.id)
        FROM representative s WHERE s.person_id = p.id AND s.active), '[]') AS representatives,
      ${keyProfessionals(Prisma.sql`k.person_id = p.id AND k.active`)} AS "keyProfessionals",
      jsonb_build_object('keyProfessionals', ${keyProfessionals(Prisma.sql`k.referral_id = r.id`)},
        'consentIds', COALESCE((SELECT jsonb_agg(c.id) FROM consent_event c
          WHERE c.person_id = p.id AND c.referral_id = r.id AND c.at <= r.submitted_at), '[]')) AS "asSent",
      COALESCE((SELECT jsonb_agg(jsonb_build_object('id', c.id, 'kind', c.kind, 'day', c.day, 'route', c.route,
          'consenterName', c.consenter_name, 'form', c.form, 'scope', COALESCE(c.scope, '{}'), 'evidence', c.evidence,
          'informationFormat', c.information_format, 'capacityAssessedOn', c.capacity_assessed_on,
          'decidedBy', c.decided_by, 'consulted', c.consulted, 'personView', c.person_view, 'note', c.note)
          ORDER BY c.day, c.seq)
        FROM consent_event c WHERE c.person_id = p.id), '[]') AS consent,
      r.consent_note AS "consentNote", r.locality, r.eligibility, r.current_issues AS "currentIssues", r.escalation_risk AS "escalationRisk",
      r.what_was_tried AS "whatWasTried", r.what_could_help AS "whatCouldHelp", r.action_plan AS "actionPlan",
      r.suggested_rating AS "suggestedRating", r.support_tool AS "supportTool", r.policy_version AS "policyVersion",
      r.submitted_at AS "submittedAt",
      COALESCE((SELECT jsonb_agg(jsonb_build_object('id', i.id, 'question', i.question,
          'by', ${professional(Prisma.sql`i.asked_by_id`)}, 'askedAt', i.asked_at, 'pausesClock', i.pauses_clock,
          'answer', i.answer, 'answeredAt', i.answered_at) ORDER BY i.asked_at, i.id)
        FROM referral_question i WHERE i.referral_id = r.id), '[]') AS questions,
      COALESCE(r.reviewers, '[]') AS reviewers, r.decided_at AS "decidedAt", r.decision_reason AS "decisionReason",
      r.decision_note AS "decisionNote", r.what_else_helps AS "whatElseHelps", r.rating,
      EXISTS (SELECT 1 FROM letter l WHERE l.referral_id = r.id AND l.receiver = 'referrer'
        AND l.state IN ('released', 'told')) AS "referrerTold",
      r.end_note AS "endNote", r.ended_at AS "endedAt", r.updated_at AS "updatedAt"
    FROM referral r JOIN professional q ON q.id = r.entered_by_id JOIN person p ON p.id = r.person_id
    WHERE r.id = ${referralId}::uuid AND r.state <> 'draft'`;
  return row === undefined ? undefined : recordSchema.parse(row);
}

/** What a change writes into the referral's own row. */
export type ReferralChange = Omit<Prisma.ReferralUncheckedUpdateManyInput, 'id' | 'version' | 'updatedAt' | 'typed'>;

/**
 * Changes a referral that is still as it was read.
 *
 * @returns false when somebody changed it meanwhile: nothing is written then
 */
export async function updateReferral(
  tx: Transaction,
  read: { id: string; version: number },
  change: ReferralChange,
  at: Date,
): Promise<boolean> {
  const { count } = await tx.referral.updateMany({
    where: { id: read.id, version: read.version, state: { not: 'draft' } },
    data: { ...change, version: { increment: 1 }, updatedAt: at },
  });
  return count === 1;
}

/** Writes an answer beside its question, in the transaction that brings the referral back to the team. */
export async function answerReferralQuestionRow(
  tx: Transaction,
  questionId: string,
  answer: string,
  at: Date,
): Promise<void> {
  await tx.referralQuestion.updateMany({ where: { id: questionId, answer: null }, data: { answer, answeredAt: at } });
}

/** Who entered a referral; undefined when there is none, or only a draft. */
export async function referrerOf(db: DatabaseOrTransaction, referralId: string): Promise<string | undefined> {
  const row = await db.referral.findFirst({
    where: { id: referralId, state: { not: 'draft' } },
    select: { enteredById: true },
  });
  return row?.enteredById;
}

/** The id of the referral with this reference. */
export async function idOfReferralReference(db: DatabaseOrTransaction, reference: string): Promise<string | undefined> {
  return (await db.referral.findUnique({ where: { reference }, select: { id: true } }))?.id;
}
