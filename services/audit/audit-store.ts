import { Prisma } from '../../generated/prisma/client.ts';
import type { UseCase } from '../access/access-table.ts';
import type { Actor } from '../access/actor.ts';

/** One audit event: ids and codes only. Words of a reason stay in the noun's own row. */
export type AuditEntry = {
  useCase: UseCase;
  actor: Actor;
  noun:
    | 'mbe-request'
    | 'meeting'
    | 'proposal'
    | 'outcome'
    | 'agency'
    | 'todo'
    | 'professional'
    | 'referral'
    | 'person'
    | 'register-entry'
    | 'consent'
    | 'letter'
    | 'register-enquiry'
    | 'service-question'
    | 'mailed-message'
    | 'delivery'
    | 'policy';
  nounId: string | null;
  from?: string;
  to?: string;
  reason?: string;
  /** Ids, codes, numbers, instants. Never a name, an address or free text. */
  detail?: Record<string, string | number | boolean | null | string[]>;
};

/**
 * The statement that writes an event. In plain SQL: every change writes one, and the query builder would cost as much
 * again as the database.
 *
 * @param from a `FROM …` of the statement it becomes a part of: the event is written only where that has a row
 */
export function auditInsert(
  at: Date,
  result: 'done' | 'refused',
  entry: AuditEntry,
  from: Prisma.Sql = Prisma.empty,
): Prisma.Sql {
  const { actor, detail } = entry;
  const actorId = actor.kind === 'professional' ? actor.id : null;
  return Prisma.sql`
    INSERT INTO audit_event (at, actor_kind, actor_id, use_case, noun, noun_id, result, from_state, to_state, reason, detail)
    SELECT ${at}::timestamptz, ${actor.kind}::text, ${actorId}::uuid, ${entry.useCase}::text, ${entry.noun}::text,
      ${entry.nounId}::uuid, ${result}::text, ${entry.from ?? null}::text, ${entry.to ?? null}::text,
      ${entry.reason ?? null}::text, ${detail ? JSON.stringify(detail) : null}::jsonb ${from}`;
}
