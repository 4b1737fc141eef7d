import { Prisma } from '../../generated/prisma/client.ts';

/**
 * Whether a row of a person says whom the team writes to about the individual. What a referral says does so once the team
 * has accepted it. In one that waits, was refused or was closed anybody can name an address of their own for somebody who
 * is on the register: it counts for that referral's own letters alone.
 *
 * @param personId the row's id, as it stands in the query
 */
export function vouchedFor(personId: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`NOT EXISTS (SELECT 1 FROM referral v WHERE v.person_id = ${personId} AND v.state <> 'accepted')`;
}

/** The same as a condition on the person of a row. */
export const vouchedForPerson = {
  referrals: { none: { state: { not: 'accepted' } } },
} satisfies Prisma.PersonWhereInput;
