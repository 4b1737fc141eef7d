import type { PeopleToTell } from '../letters/receivers.ts';
import { peopleToTell } from '../letters/store.ts';
import { vouchedForPerson } from '../people/vouched-store.ts';
import type { DatabaseOrTransaction } from '../platform/database.ts';

/**
 * Whose addresses may speak for a person: those of rows that the team vouches for. What a referral says that nobody has
 * accepted counts only while nothing else is on record of the individual: anybody can name an address of their own in it.
 *
 * @param family every row of the same individual
 */
export async function peopleWhoMaySpeak(
  db: DatabaseOrTransaction,
  about: { personId: string; family: readonly string[]; onRegister: boolean },
): Promise<PeopleToTell> {
  const { personId, family, onRegister } = about;
  const others = family.filter((id) => id !== personId);
  const vouched =
    others.length === 0 ? 0 : await db.person.count({ where: { id: { in: others }, ...vouchedForPerson } });
  return peopleToTell(db, personId, { vouchedAlone: onRegister || vouched > 0 });
}
