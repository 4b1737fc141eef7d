import { z } from 'zod';
import type { DatabaseOrTransaction, Transaction } from '../platform/database.ts';
import { fromDateColumn, toDateColumn } from '../platform/date-column.ts';
import type { Deps } from '../platform/deps.ts';
import type { CalendarDay } from '../platform/time.ts';
import {
  type ConsentEvent,
  type ConsentEventKind,
  consentEventKinds,
  consentForms,
  consentRoutes,
  consentScopes,
  informationFormats,
} from './model.ts';
import type { ConsentRecord } from './view-model.ts';

const kindCode = z.enum(consentEventKinds);
const routeCode = z.enum(consentRoutes).nullable();
const formCode = z.enum(consentForms).nullable();
const formatCode = z.enum(informationFormats).nullable();
const scopeCodes = z.array(z.enum(consentScopes));

/** A person as consent needs them: over every row of the same individual. */
export type ConsentPerson = {
  id: string;
  name: string;
  /** DSR-0123 where they are, or were, on the register. */
  dsrReference: string | null;
  dateOfBirth: CalendarDay | null;
  /** Every row of the same individual, this one among them. */
  family: string[];
};

const personRow = z.object({
  id: z.string(),
  name: z.string(),
  dsrReference: z.string().nullable(),
  dateOfBirth: z.string().nullable(),
  family: z.array(z.string()),
});

/**
 * One person with all rows that a coordinator has linked. The date of birth is this row's, else the register person's, else
 * the latest that a linked row has: who is younger is asked for more. Null where there is no such person.
 */
export async function findConsentPerson(db: DatabaseOrTransaction, personId: string): Promise<ConsentPerson | null> {
  const [row] = await db.$queryRaw<unknown[]>`
    WITH mine AS (SELECT id, COALESCE(same_as_id, id) AS root FROM person WHERE id = ${personId}::uuid),
    family AS (SELECT p.* FROM person p, mine WHERE p.id = mine.root OR p.same_as_id = mine.root)
    SELECT p.id, p.full_name AS name, (SELECT max(dsr_reference) FROM family) AS "dsrReference",
      COALESCE(p.date_of_birth, (SELECT max(date_of_birth) FROM family WHERE dsr_reference IS NOT NULL),
        (SELECT max(date_of_birth) FROM family))::text AS "dateOfBirth",
      (SELECT jsonb_agg(id ORDER BY id) FROM family) AS family
    FROM person p JOIN mine ON mine.id = p.id`;
  return row === undefined ? null : personRow.parse(row);
}

/**
 * Holds every row of an individual until the transaction ends. Whoever records consent, ends it or acts on it (accepts a
 * referral, requests a meeting) holds them first and reads consent after: so that of two at once the second sees the first.
 *
 * @returns the ids of the family's rows
 */
export async function holdPerson(tx: Transaction, personId: string): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    WITH root AS (SELECT COALESCE(same_as_id, id) AS id FROM person WHERE id = ${personId}::uuid)
    SELECT p.id FROM person p JOIN root ON p.id = root.id OR p.same_as_id = root.id ORDER BY p.id FOR NO KEY UPDATE OF p`;
  return rows.map((row) => row.id);
}

/** Everything on record about a family's consent, as the rules read it. */
export async function consentEvents(db: DatabaseOrTransaction, family: readonly string[]): Promise<ConsentEvent[]> {
  const rows = await db.consentEvent.findMany({
    where: { personId: { in: [...family] } },
    orderBy: { seq: 'asc' },
    select: { id: true, seq: true, day: true, kind: true, route: true, scope: true },
  });
  return rows.map(({ id, seq, day, kind, route, scope }) => ({
    id,
    seq: Number(seq),
    day: fromDateColumn(day),
    kind: kindCode.parse(kind),
    route: routeCode.parse(route),
    registerOnly: scope.includes('register') && !scope.includes('sharing'),
  }));
}

/** The same with everything that was recorded, by the day it was said: newest first. */
export async function consentHistory(db: DatabaseOrTransaction, family: readonly string[]): Promise<ConsentRecord[]> {
  const rows = await db.consentEvent.findMany({
    where: { personId: { in: [...family] } },
    orderBy: [{ day: 'desc' }, { seq: 'desc' }],
  });
  const people = await db.professional.findMany({
    where: { id: { in: [...new Set(rows.flatMap((row) => row.byId ?? []))] } },
    select: { id: true, name: true },
  });
  return rows.map((row) => ({
    id: row.id,
    kind: kindCode.parse(row.kind),
    day: fromDateColumn(row.day),
    route: routeCode.parse(row.route),
    consenterName: row.consenterName,
    form: formCode.parse(row.form),
    scope: scopeCodes.parse(row.scope),
    evidence: row.evidence,
    informationFormat: formatCode.parse(row.informationFormat),
    capacityAssessedOn: row.capacityAssessedOn && fromDateColumn(row.capacityAssessedOn),
    decidedBy: row.decidedBy,
    consulted: row.consulted,
    personView: row.personView,
    note: row.note,
    // Somebody on the web pages has no other name than the one they signed with.
    by: people.find(({ id }) => id === row.byId)?.name || null,
    at: row.at,
  }));
}

/** An event to be recorded. Nothing on record is ever changed: a mistake is put right by a later event. */
export type NewConsentEvent = {
  personId: string;
  referralId: string | null;
  kind: ConsentEventKind;
  day: CalendarDay;
} & Partial<
  Pick<
    ConsentRecord,
    | 'route'
    | 'consenterName'
    | 'form'
    | 'scope'
    | 'evidence'
    | 'informationFormat'
    | 'capacityAssessedOn'
    | 'decidedBy'
    | 'consulted'
    | 'personView'
    | 'note'
  >
>;

/** Records an event in the caller's transaction. @returns its id */
export async function addConsentEvent(
  tx: Transaction,
  deps: Pick<Deps, 'newId' | 'clock' | 'policy'>,
  event: NewConsentEvent,
  byId: string | null,
): Promise<string> {
  const id = deps.newId();
  const { day, capacityAssessedOn, ...columns } = event;
  await tx.consentEvent.create({
    data: {
      ...columns,
      id,
      day: toDateColumn(day),
      capacityAssessedOn: capacityAssessedOn ? toDateColumn(capacityAssessedOn) : null,
      byId,
      at: deps.clock.now(),
      policyVersion: deps.policy.version,
    },
    select: { id: true },
  });
  return id;
}
