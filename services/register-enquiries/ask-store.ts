import { nameKey } from '../people/name-key.ts';
import type { Transaction } from '../platform/database.ts';
import { toDateColumn } from '../platform/date-column.ts';
import type { CalendarDay } from '../platform/time.ts';

/** A question about the register, to be written. */
export type NewEnquiry = {
  id: string;
  askedById: string;
  personName: string;
  dateOfBirth: CalendarDay | null;
  nhsNumber: string | null;
  why: string;
  askedAt: Date;
};

/** Writes a question that waits for a coordinator's answer. */
export async function insertEnquiry(tx: Transaction, enquiry: NewEnquiry): Promise<void> {
  const { dateOfBirth, ...columns } = enquiry;
  await tx.registerEnquiry.create({
    data: {
      ...columns,
      nameKey: nameKey(enquiry.personName),
      dateOfBirth: dateOfBirth === null ? null : toDateColumn(dateOfBirth),
    },
    select: { id: true },
  });
}
