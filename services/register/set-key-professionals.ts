import { nameKey } from '../people/name-key.ts';
import type { Deps } from '../platform/deps.ts';
import { isEmailAddress } from '../platform/email-address.ts';
import { cleanLine } from '../platform/free-text.ts';
import { ok, type Result, refuse } from '../platform/result.ts';
import { changeEntry, type EntryChange, type EntryRefusal, type Incomplete } from './change-entry.ts';
import { type EntryProblem, MAX_DECIDED_BY, MOST_KEY_PROFESSIONALS } from './model.ts';
import { familyOf, keyProfessionalsOf, raiseVersion, replaceKeyProfessionals } from './person-store.ts';

/** The longest email address there is (RFC 5321). */
const MAX_EMAIL = 254;

/** One key professional, as typed. One without anything typed is passed over. */
export type TypedProfessional = { name: string; jobRole: string; organisation: string; email: string; phone: string };

/**
 * Sets who knows the person: the first is asked about what falls due. Those so far stay on record as former ones. An empty
 * list is one: then nobody is asked, and the card says so.
 */
export function setKeyProfessionals(
  deps: Deps,
  input: EntryChange & { professionals: readonly TypedProfessional[] },
): Promise<Result<{ entryId: string }, EntryRefusal | Incomplete>> {
  const { professionals, problems } = checkProfessionals(input.professionals);
  return changeEntry<Incomplete>(deps, 'set-key-professionals', input, async (seen) => {
    if (problems.length > 0) return refuse({ reason: 'incomplete', problems });
    const family = await familyOf(deps.db, seen.personId);
    // Who is the lead professional was said at the referral, and is not asked again here.
    const leads = (await keyProfessionalsOf(deps.db, family))
      .filter(({ lead }) => lead)
      .map(({ name }) => nameKey(name));
    const rows = professionals.map((one) => ({
      ...one,
      id: deps.newId(),
      nameKey: nameKey(one.name),
      lead: leads.includes(nameKey(one.name)),
    }));
    return ok({
      events: [],
      within: async (tx) => {
        await replaceKeyProfessionals(tx, { family, personId: seen.personId }, rows);
        await raiseVersion(tx, seen.id, deps.clock.now());
      },
      detail: { count: rows.length },
    });
  });
}

function checkProfessionals(typed: readonly TypedProfessional[]) {
  const problems: EntryProblem[] = [];
  const professionals = typed.flatMap((one, at) => {
    const [name, jobRole, organisation, email, phone] = [
      one.name,
      one.jobRole,
      one.organisation,
      one.email,
      one.phone,
    ].map(cleanLine) as [string, string, string, string, string];
    if ([name, jobRole, organisation, email, phone].every((text) => text === '')) return [];
    const which = String(at + 1);
    const tooLong = [name, jobRole, organisation, phone].some((text) => text.length > MAX_DECIDED_BY);
    if (name === '') problems.push({ field: 'professionals', problem: 'not-a-professional', which });
    if (tooLong || email.length > MAX_EMAIL) problems.push({ field: 'professionals', problem: 'too-long', which });
    else if (email !== '' && !isEmailAddress(email))
      problems.push({ field: 'professionals', problem: 'not-an-email', which });
    const given = (text: string) => (text === '' ? null : text);
    return [
      {
        name,
        jobRole: given(jobRole),
        organisation: given(organisation),
        email: given(email),
        phone: given(phone),
      },
    ];
  });
  if (professionals.length > MOST_KEY_PROFESSIONALS) problems.push({ field: 'professionals', problem: 'too-many' });
  return { professionals, problems };
}
