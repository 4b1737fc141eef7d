import { z } from 'zod';
import { agreementInForce } from '../agencies/store.ts';
import { understoodMailSchema } from '../mailbox/model.ts';
import type { DatabaseOrTransaction, Transaction } from '../platform/database.ts';
import type { CalendarDay } from '../platform/time.ts';
import { filesMailed } from './mailed-draft-store.ts';
import { requestStates, type TypedRequest, typedRequestSchema } from './model.ts';

const workbench = z.object({
  requester: z.object({
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
      requesterId: z.string(),
      state: z.enum(requestStates),
      version: z.int(),
      typed: typedRequestSchema.nullable(),
      updatedAt: z.coerce.date(),
      mail: z
        .object({
          onBehalfOf: z.string().nullable(),
          senderChecked: z.boolean(),
          attachments: z.int(),
          said: z.string().nullable(),
          danger: z.boolean(),
          understood: understoodMailSchema.nullable().catch(null),
        })
        .nullable(),
    })
    .nullable(),
  /** The active organisations among those ticked, now or in the stored draft. */
  organisations: z.array(z.object({ id: z.string(), name: z.string(), agreementInForce: z.boolean() })),
});

/** A draft with everything that opening, keeping and submitting it needs. */
export type DraftWorkbench = z.infer<typeof workbench>;

/**
 * Reads a draft, what is remembered of the person at work on it, the organisation their email address suggests, and the
 * ticked organisations. One query. Throws when the professional is not there: every turn writes them down first.
 */
export async function openDraft(
  db: DatabaseOrTransaction,
  ask: { draftId: string; professionalId: string; organisationIds: readonly string[]; today: CalendarDay },
): Promise<DraftWorkbench> {
  const [row] = await db.$queryRaw<unknown[]>`
    SELECT
      jsonb_build_object('id', p.id, 'name', p.name, 'email', p.email, 'jobRole', p.job_role,
        'organisation', p.organisation, 'phone', p.phone, 'outside', p.aad_object_id IS NULL) AS requester,
      (SELECT o.name FROM organisation o WHERE o.active AND lower(o.mail_domain) = lower(split_part(p.email, '@', 2))
        ORDER BY o.position, o.name LIMIT 1) AS "suggestedOrganisation",
      CASE WHEN r.id IS NOT NULL THEN jsonb_build_object('requesterId', r.requester_id, 'state', r.state,
        'version', r.version, 'typed', r.typed, 'updatedAt', r.updated_at, 'mail',
        (SELECT jsonb_build_object('onBehalfOf', r.on_behalf_of, 'senderChecked', e.sender_checked,
          'attachments', ${filesMailed}, 'said', r.said_in_mail,
          'danger', e.because IS NOT DISTINCT FROM 'words-of-danger'
            OR COALESCE(jsonb_path_exists(e.understood, '$.additions[*] ? (@.danger == true)'), false),
          'understood', e.understood)
          FROM mailed_message e WHERE e.id = r.mailed_message_id)) END AS row,
      COALESCE((SELECT jsonb_agg(jsonb_build_object('id', o.id, 'name', o.name,
          'agreementInForce', ${agreementInForce(ask.today)}))
        FROM organisation o WHERE o.active
          AND (o.id::text = ANY(${[...ask.organisationIds]}::text[]) OR jsonb_exists(r.typed -> 'organisationIds', o.id::text))),
        '[]') AS organisations
    FROM professional p LEFT JOIN mbe_request r ON r.id = ${ask.draftId}::uuid
    WHERE p.id = ${ask.professionalId}::uuid`;
  return workbench.parse(row);
}

const kept = z.array(
  z.object({ typed: typedRequestSchema, version: z.int(), updatedAt: z.coerce.date(), added: z.boolean() }),
);

/** No request goes without these: whoever leaves them blank has not answered yet. */
const NEVER_BLANK: ReadonlySet<string> = new Set<keyof TypedRequest>(['personName', 'purpose', 'whyNoMdt']);

/**
 * Keeps what was typed: a new row, or merged field by field over what the draft held, by the database itself, so that two
 * saves at once both stay. One statement. A page that was opened before an email filled the draft posts blanks over what the
 * email gave: of a draft that was made of one, they replace nothing that every request must say.
 *
 * @returns undefined when the row is no draft of this requester (any more)
 */
export async function mergeDraft(
  tx: Transaction,
  draft: { id: string; requesterId: string; typed: TypedRequest; copiedFromId: string | null; at: Date },
) {
  const answered = Object.entries(draft.typed).filter(([field, value]) => value !== '' || !NEVER_BLANK.has(field));
  const rows = await tx.$queryRaw`
    INSERT INTO mbe_request (id, state, version, requester_id, copied_from_id, typed, created_at, updated_at)
    VALUES (${draft.id}::uuid, 'draft', 0, ${draft.requesterId}::uuid, ${draft.copiedFromId}::uuid,
      ${JSON.stringify(draft.typed)}::jsonb, ${draft.at}, ${draft.at})
    ON CONFLICT (id) DO UPDATE
      SET typed = mbe_request.typed || CASE WHEN mbe_request.mailed_message_id IS NULL THEN excluded.typed
          ELSE ${JSON.stringify(Object.fromEntries(answered))}::jsonb END, version = mbe_request.version + 1, updated_at = excluded.updated_at
      WHERE mbe_request.state = 'draft' AND mbe_request.requester_id = excluded.requester_id
    RETURNING typed, version, updated_at AS "updatedAt", xmax = 0 AS added`;
  return kept.parse(rows)[0];
}

/** Writes a draft that was made of an email. */
export async function insertMailedDraft(
  tx: Transaction,
  draft: {
    id: string;
    requesterId: string;
    typed: TypedRequest;
    mailedMessageId: string;
    onBehalfOf: string | null;
    saidInMail: string | null;
    at: Date;
  },
): Promise<void> {
  const { at, ...columns } = draft;
  const data = { ...columns, state: 'draft', version: 0, receivedBy: 'mail', createdAt: at, updatedAt: at };
  await tx.mbeRequest.create({ data, select: { id: true } });
}

/** Deletes a draft of this requester; of what was typed nothing is kept. @returns false when there was none */
export async function deleteDraft(tx: Transaction, id: string, requesterId: string): Promise<boolean> {
  const { count } = await tx.mbeRequest.deleteMany({ where: { id, requesterId, state: 'draft' } });
  return count === 1;
}
