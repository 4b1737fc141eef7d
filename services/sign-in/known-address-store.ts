import type { DatabaseOrTransaction } from '../platform/database.ts';

/**
 * Whether anything has been, or will be, written to an address: somebody invited or asked, a contact of the directory, a
 * person or who speaks for them, or somebody who has used the pages. One query.
 *
 * @param address in small letters
 */
export async function isKnownAddress(db: DatabaseOrTransaction, address: string): Promise<boolean> {
  const [row] = await db.$queryRaw<{ known: boolean }[]>`
    SELECT EXISTS (SELECT 1 FROM professional WHERE confirmed_address = ${address})
      OR EXISTS (SELECT 1 FROM invitee WHERE lower(email) = ${address})
      OR EXISTS (SELECT 1 FROM service_question_receiver WHERE lower(email) = ${address})
      OR EXISTS (SELECT 1 FROM agency_contact c JOIN organisation o ON o.id = c.organisation_id
        WHERE c.active AND o.active AND lower(c.email) = ${address})
      OR EXISTS (SELECT 1 FROM organisation WHERE active AND lower(duty_email) = ${address})
      OR EXISTS (SELECT 1 FROM person WHERE contact_via = 'email' AND lower(contact_detail) = ${address})
      OR EXISTS (SELECT 1 FROM representative WHERE active AND contact_via = 'email' AND lower(contact_detail) = ${address})
      AS known`;
  return row?.known === true;
}
