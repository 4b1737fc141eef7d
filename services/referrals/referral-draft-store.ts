import { z } from 'zod';
import { Prisma } from '../../generated/prisma/client.ts';
import type { DatabaseOrTransaction, Transaction } from '../platform/database.ts';
import { type ReferralListItem, type TypedReferral, typedReferralSchema } from './draft-model.ts';
import { referralStates } from './model.ts';

const workbench = z.object({
  me: z.object({
    id: z.string(),
    name: z.string(),
    email: z.string().nullable(),
    jobRole: z.string().nullable(),
    organisation: z.string().nullable(),
    phone: z.string().nullable(),
    outside: z.boolean(),
  }),
  suggestedOrganisation: z.string().nullable(),
  /** The row of this id, whoever's it is and whatever it has become. */
  row: z
    .object({
      enteredById: z.string(),
      state: z.enum(referralStates),
      version: z.int(),
      typed: typedReferralSchema.nullable(),
      updatedAt: z.coerce.date(),
    })
    .nullable(),
});

/** A draft with everything that opening, keeping and sending it needs. */
export type ReferralWorkbench = z.infer<typeof workbench>;

/**
 * Reads a draft, what is remembered of the person at work on it, and the organisation their email address suggests. One
 * query. Throws when the professional is not there: every turn writes them down first.
 */
export async function openReferralDraftRow(
  db: DatabaseOrTransaction,
  ask: { draftId: string; professionalId: string },
): Promise<ReferralWorkbench> {
  const [row] = await db.$queryRaw<unknown[]>`
    SELECT
      jsonb_build_object('id', p.id, 'name', p.name, 'email', p.email, 'jobRole', p.job_role,
        'organisation', p.organisation, 'phone', p.phone, 'outside', p.aad_object_id IS NULL) AS me,
      (SELECT o.name FROM organisation o WHERE o.active AND lower(o.mail_domain) = lower(split_part(p.email, '@', 2))
        ORDER BY o.position, o.name LIMIT 1) AS "suggestedOrganisation",
      CASE WHEN r.id IS NOT NULL THEN jsonb_build_object('enteredById', r.entered_by_id, 'state', r.state,
        'version', r.version, 'typed', r.typed, 'updatedAt', r.updated_at) END AS row
    FROM professional p LEFT JOIN referral r ON r.id = ${ask.draftId}::uuid
    WHERE p.id = ${ask.professionalId}::uuid`;
  return workbench.parse(row);
}

const kept = z.array(
  z.object({ typed: typedReferralSchema, version: z.int(), updatedAt: z.coerce.date(), added: z.boolean() }),
);

/**
 * Keeps what was typed: a new row, or merged field by field over what the draft held, by the database itself, so that two
 * saves at once both stay. One statement.
 *
 * @returns undefined when the row is no draft of this professional (any more)
 */
export async function mergeReferralDraft(
  tx: Transaction,
  draft: { id: string; enteredById: string; typed: TypedReferral; at: Date },
) {
  const rows = await tx.$queryRaw`
    INSERT INTO referral (id, state, version, entered_by_id, typed, created_at, updated_at)
    VALUES (${draft.id}::uuid, 'draft', 0, ${draft.enteredById}::uuid, ${JSON.stringify(draft.typed)}::jsonb,
      ${draft.at}, ${draft.at})
    ON CONFLICT (id) DO UPDATE
      SET typed = referral.typed || excluded.typed, version = referral.version + 1, updated_at = excluded.updated_at
      WHERE referral.state = 'draft' AND referral.entered_by_id = excluded.entered_by_id
    RETURNING typed, version, updated_at AS "updatedAt", xmax = 0 AS added`;
  return kept.parse(rows)[0];
}

/** Deletes a draft of this professional; of what was typed nothing is kept. @returns false when there was none */
export async function deleteReferralDraft(tx: Transaction, id: string, enteredById: string): Promise<boolean> {
  const { count } = await tx.referral.deleteMany({ where: { id, enteredById, state: 'draft' } });
  return count === 1;
}

const listed = z.array(
  z.object({
    id: z.string(),
    reference: z.string().nullable(),
    state: z.enum(referralStates),
    version: z.int(),
    personName: z.string().nullable(),
    forAnother: z.boolean(),
    referrerTold: z.boolean(),
    updatedAt: z.coerce.date(),
  }),
);

/** How many drafts and referrals somebody has entered. */
export function countMyReferrals(db: DatabaseOrTransaction, enteredById: string): Promise<number> {
  return db.referral.count({ where: { enteredById } });
}

/**
 * When a referral last changed for its referrer. What the team does beside it, such as comparing it with people on record,
 * is no change for them: that something happened would say that somebody was found.
 */
const changedForReferrer = Prisma.sql`CASE WHEN r.state = 'draft' THEN r.updated_at ELSE GREATEST(
  r.submitted_at, r.decided_at, r.ended_at,
  (SELECT max(GREATEST(i.asked_at, i.answered_at)) FROM referral_question i WHERE i.referral_id = r.id),
  (SELECT max(l.released_at) FROM letter l WHERE l.referral_id = r.id AND l.receiver = 'referrer')) END`;

/** One page of them: drafts first, then what changed last. */
export async function myReferralsPage(
  db: DatabaseOrTransaction,
  page: { enteredById: string; skip: number; take: number },
): Promise<ReferralListItem[]> {
  const rows = await db.$queryRaw`
    SELECT r.id, r.reference, r.state, r.version, COALESCE(p.full_name, NULLIF(r.typed ->> 'personName', '')) AS "personName",
      COALESCE(r.received_by NOT IN ('teams', 'web'), r.typed ->> 'forAnother' = 'yes', FALSE) AS "forAnother",
      EXISTS (SELECT 1 FROM letter l WHERE l.referral_id = r.id AND l.receiver = 'referrer'
        AND l.state IN ('released', 'told')) AS "referrerTold", ${changedForReferrer} AS "updatedAt"
    FROM referral r LEFT JOIN person p ON p.id = r.person_id
    WHERE r.entered_by_id = ${page.enteredById}::uuid
    ORDER BY r.state = 'draft' DESC, "updatedAt" DESC, r.reference DESC, r.id LIMIT ${page.take} OFFSET ${page.skip}`;
  return listed.parse(rows);
}
