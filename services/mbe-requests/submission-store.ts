import { Prisma } from '../../generated/prisma/client.ts';
import { type AuditEntry, auditInsert } from '../audit/audit-store.ts';
import type { NewDelivery } from '../notifications/model.ts';
import { deliveryInsert } from '../notifications/store.ts';
import { nameKey } from '../people/name-key.ts';
import type { Transaction } from '../platform/database.ts';
import type { CompleteRequest, RequestReceivedBy } from './model.ts';
import type { UrgencyReason } from './urgency.ts';

/** Everything that becomes rows when a request is submitted. */
export type Submission = {
  id: string;
  personId: string;
  requesterId: string;
  reference: string;
  complete: CompleteRequest;
  invitees: readonly {
    id: string;
    organisationId: string | null;
    name: string | null;
    email: string | null;
    position: number;
  }[];
  urgentBecause: UrgencyReason[];
  policyVersion: string;
  receivedBy: RequestReceivedBy;
  at: Date;
  decideBy: Date;
  audit: AuditEntry;
  delivery: NewDelivery & { id: string };
  /**
   * The email that it is made of. Of a draft that is there already it changes nothing: that was written with what the email
   * added.
   */
  mail?: { mailedMessageId: string; onBehalfOf: string | null; said: string | null };
};

/**
 * Writes a submission: the request (in the place of its draft, if there is one), the person, whom to invite, and what is
 * remembered of the requester, its audit event and its delivery. One statement, because six round trips cost more than what
 * they write; the foreign keys are checked at its end.
 *
 * @returns the request's version; undefined, and nothing is written, when the draft is not this requester's or has been
 * submitted already
 */
export async function writeSubmission(tx: Transaction, submission: Submission): Promise<number | undefined> {
  const { complete, at } = submission;
  const written = await tx.$queryRaw<{ version: number }[]>`
    WITH request AS (
      INSERT INTO mbe_request AS r (id, state, requester_id, created_at, reference, person_id, purpose, why_no_mdt,
        individual_answer, individual_detail, carer_answer, carer_detail, basis, basis_detail, basis_day, needed_by,
        length_minutes, place, urgent, urgent_because, policy_version, submitted_at, decide_by, received_by, updated_at,
        reason_thin, mdt_tried, mdt_when, mdt_who_came, mdt_would_help, mailed_message_id, on_behalf_of, said_in_mail)
      VALUES (${submission.id}::uuid, 'submitted', ${submission.requesterId}::uuid, ${at}, ${submission.reference},
        ${submission.personId}::uuid, ${complete.purpose}, ${complete.whyNoMdt},
        ${complete.individualAnswer}, ${complete.individualDetail}, ${complete.carerAnswer}, ${complete.carerDetail},
        ${complete.basis}, ${complete.basisDetail}, ${complete.basisDay}::date, ${complete.neededBy}::date,
        ${complete.lengthMinutes}, ${complete.place}, ${submission.urgentBecause.length > 0},
        ${[...submission.urgentBecause]}::text[], ${submission.policyVersion}, ${at}, ${submission.decideBy}, ${submission.receivedBy}, ${at},
        ${complete.mdt.reasonThin}, ${complete.mdt.tried}, ${complete.mdt.when}, ${complete.mdt.whoCame},
        ${complete.mdt.wouldHelp}, ${submission.mail?.mailedMessageId ?? null}::uuid, ${submission.mail?.onBehalfOf ?? null},
        ${submission.mail?.said ?? null})
      ON CONFLICT (id) DO UPDATE SET state = excluded.state, version = r.version + 1, typed = NULL,
        reference = excluded.reference, person_id = excluded.person_id, purpose = excluded.purpose,
        why_no_mdt = excluded.why_no_mdt, individual_answer = excluded.individual_answer,
        individual_detail = excluded.individual_detail, carer_answer = excluded.carer_answer,
        carer_detail = excluded.carer_detail, basis = excluded.basis, basis_detail = excluded.basis_detail,
        basis_day = excluded.basis_day, needed_by = excluded.needed_by, length_minutes = excluded.length_minutes,
        place = excluded.place, urgent = excluded.urgent, urgent_because = excluded.urgent_because,
        policy_version = excluded.policy_version, submitted_at = excluded.submitted_at, decide_by = excluded.decide_by,
        received_by = excluded.received_by, updated_at = excluded.updated_at, reason_thin = excluded.reason_thin, mdt_tried = excluded.mdt_tried,
        mdt_when = excluded.mdt_when, mdt_who_came = excluded.mdt_who_came, mdt_would_help = excluded.mdt_would_help
      WHERE r.state = 'draft' AND r.requester_id = excluded.requester_id
      RETURNING id, version),
    person AS (
      INSERT INTO person (id, full_name, name_key, date_of_birth, nhs_number, created_at)
      SELECT ${submission.personId}::uuid, ${complete.personName}, ${nameKey(complete.personName)},
        ${complete.dateOfBirth}::date, ${complete.nhsNumber}, ${at}::timestamptz FROM request),
    invitees AS (
      INSERT INTO requested_invitee (id, request_id, organisation_id, name, email, position)
      SELECT i.id, request.id, i."organisationId", i.name, i.email, i.position
      FROM request, jsonb_to_recordset(${JSON.stringify(submission.invitees)}::jsonb)
        AS i(id uuid, "organisationId" uuid, name text, email text, position int)),
    profile AS (
      -- What an email does not say is empty, and leaves what is remembered as it is.
      UPDATE professional SET job_role = COALESCE(NULLIF(${complete.jobRole}, ''), job_role),
        organisation = COALESCE(NULLIF(${complete.organisation}, ''), organisation),
        phone = COALESCE(NULLIF(${complete.phone}, ''), phone), name = COALESCE(${complete.requesterName}, name),
        updated_at = ${at}::timestamptz
      FROM request WHERE professional.id = ${submission.requesterId}::uuid
        AND (job_role, organisation, phone, name) IS DISTINCT FROM (COALESCE(NULLIF(${complete.jobRole}::text, ''), job_role),
          COALESCE(NULLIF(${complete.organisation}::text, ''), organisation),
          COALESCE(NULLIF(${complete.phone}::text, ''), phone), COALESCE(${complete.requesterName}, name))),
    audit AS (${auditInsert(at, 'done', submission.audit, Prisma.sql`FROM request`)}),
    delivery AS (${deliveryInsert([submission.delivery], at, Prisma.sql`, request`)})
    SELECT version FROM request`;
  return written[0]?.version;
}
