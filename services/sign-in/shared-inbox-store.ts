import type { DatabaseOrTransaction } from '../platform/database.ts';

/** Whether several people read an address: an organisation's duty inbox, or a contact's that is marked so. One query. */
export async function isSharedInbox(db: DatabaseOrTransaction, address: string): Promise<boolean> {
  const [row] = await db.$queryRaw<{ shared: boolean }[]>`
    SELECT EXISTS (SELECT 1 FROM organisation o WHERE o.active AND lower(o.duty_email) = ${address.toLowerCase()})
      OR EXISTS (SELECT 1 FROM agency_contact c
        WHERE c.active AND c.shared_inbox AND lower(c.email) = ${address.toLowerCase()}) AS shared`;
  return row?.shared === true;
}
