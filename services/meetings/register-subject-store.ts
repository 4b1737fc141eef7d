import { z } from 'zod';
import { consentEventKinds, consentRoutes } from '../consent/model.ts';
import type { DatabaseOrTransaction } from '../platform/database.ts';
import { ratings } from '../register/model.ts';

const day = z.iso.date();
const subjectRow = z.object({
  entryId: z.uuid(),
  personId: z.uuid(),
  personName: z.string(),
  dsrReference: z.string().nullable(),
  rating: z.enum(ratings),
  version: z.int(),
  fromDay: day,
  toDay: day.nullable(),
  consent: z.array(
    z.object({
      id: z.uuid(),
      seq: z.int(),
      day,
      kind: z.enum(consentEventKinds),
      route: z.enum(consentRoutes).nullable(),
      registerOnly: z.boolean(),
    }),
  ),
});

/** Whom a meeting of the register is about, with every consent event of the person and of rows linked with theirs. */
export type RegisterSubject = z.infer<typeof subjectRow>;

/** Reads it in one query, so that consent is as it stands at this moment. Null where there is no such entry. */
export async function findRegisterSubject(db: DatabaseOrTransaction, entryId: string): Promise<RegisterSubject | null> {
  const [row] = await db.$queryRaw<unknown[]>`
    SELECT e.id AS "entryId", p.id AS "personId", p.full_name AS "personName", p.dsr_reference AS "dsrReference",
      e.rating, e.version, e.from_day::text AS "fromDay", e.to_day::text AS "toDay",
      COALESCE((SELECT jsonb_agg(jsonb_build_object('id', c.id, 'seq', c.seq, 'day', c.day::text, 'kind', c.kind,
          'route', c.route, 'registerOnly', COALESCE(c.scope = ARRAY['register'], FALSE)) ORDER BY c.day, c.seq)
        FROM person f JOIN consent_event c ON c.person_id = f.id
        WHERE f.id = COALESCE(p.same_as_id, p.id) OR f.same_as_id = COALESCE(p.same_as_id, p.id)), '[]') AS consent
    FROM register_entry e JOIN person p ON p.id = e.person_id WHERE e.id = ${entryId}::uuid`;
  return row === undefined ? null : subjectRow.parse(row);
}
