import { z } from 'zod';
import type { DatabaseOrTransaction, Transaction } from '../platform/database.ts';
import { toDateColumn } from '../platform/date-column.ts';
import { dayOf } from '../platform/time.ts';

/** How many are found at once; what is left over comes in the next round. */
const AT_ONCE = 50;
/** The name of the reminder row that makes a lapse happen once. */
export const CONSENT_LAPSED = 'consent-lapsed';

const entryIds = z.array(z.object({ entryId: z.string() }));

/**
 * Open entries whose consent has run out, and of which that has not been put on record; those that ran out first come first.
 * For the sweep: it calls `lapseConsent` for each, and asks again until none is left.
 */
export async function consentLapsesDue(db: DatabaseOrTransaction, now: Date): Promise<{ entryId: string }[]> {
  const today = toDateColumn(dayOf(now));
  return entryIds.parse(
    await db.$queryRaw`
      SELECT e.id AS "entryId" FROM register_entry e
      WHERE e.to_day IS NULL AND e.consent_until < ${today}::date
        AND NOT EXISTS (SELECT 1 FROM reminder m WHERE m.kind = ${CONSENT_LAPSED} AND m.record_id = e.id
          AND m.due_at = (e.consent_until + 1)::timestamp AT TIME ZONE 'Europe/London')
      ORDER BY e.consent_until, e.id LIMIT ${AT_ONCE}`,
  );
}

/** Claims the lapse of an entry's consent; a unique index decides. @returns false when it was put on record before */
export async function claimLapse(tx: Transaction, entryId: string, dueAt: Date, raisedAt: Date): Promise<boolean> {
  const data = [{ kind: CONSENT_LAPSED, recordId: entryId, dueAt, raisedAt }];
  return (await tx.reminder.createMany({ data, skipDuplicates: true })).count === 1;
}
