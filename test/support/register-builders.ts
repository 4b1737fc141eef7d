import type { ConsentEventKind, ConsentRoute } from '../../services/consent/model.ts';
import { nameKey } from '../../services/people/name-key.ts';
import { toDateColumn } from '../../services/platform/date-column.ts';
import type { Deps } from '../../services/platform/deps.ts';
import type { CalendarDay } from '../../services/platform/time.ts';
import { openEntry, recordEvents } from '../../services/register/entry-store.ts';
import type { NewRegisterEvent, Rating } from '../../services/register/model.ts';

/** A row of a person, linked with another one where that is said. */
export async function aPerson(
  deps: Deps,
  as: { fullName?: string; dateOfBirth?: CalendarDay | null; nhsNumber?: string; sameAsId?: string } = {},
): Promise<string> {
  const id = deps.newId();
  const { fullName = 'Jordan Example', dateOfBirth = '1996-05-04', nhsNumber = null, sameAsId = null } = as;
  await deps.db.person.create({
    data: {
      id,
      fullName,
      nameKey: nameKey(fullName),
      dateOfBirth: dateOfBirth === null ? null : toDateColumn(dateOfBirth),
      nhsNumber,
      sameAsId,
      createdAt: deps.clock.now(),
    },
  });
  return id;
}

/** Something said about consent, as it lies in the record. */
export async function aConsentEvent(
  deps: Deps,
  personId: string,
  event: { kind: ConsentEventKind; day: CalendarDay; route?: ConsentRoute | null },
): Promise<string> {
  const id = deps.newId();
  const { kind, day, route = kind === 'given' || kind === 'renewed' ? 'person' : null } = event;
  await deps.db.consentEvent.create({
    data: {
      id,
      personId,
      kind,
      day: toDateColumn(day),
      route,
      at: deps.clock.now(),
      policyVersion: deps.policy.version,
    },
  });
  return id;
}

/** Somebody on the register: with consent given on the first day, and whatever has happened since. */
export async function anEntry(
  deps: Deps,
  as: {
    personId?: string;
    dateOfBirth?: CalendarDay | null;
    fromDay?: CalendarDay;
    rating?: Rating;
    locality?: string;
    consent?: boolean;
    events?: readonly NewRegisterEvent[];
  } = {},
): Promise<{ entryId: string; personId: string }> {
  const { fromDay = '2026-09-01', rating = 'amber', locality = 'staffordshire', dateOfBirth, events = [] } = as;
  const personId = as.personId ?? (await aPerson(deps, dateOfBirth === undefined ? {} : { dateOfBirth }));
  if (as.consent !== false) await aConsentEvent(deps, personId, { kind: 'given', day: fromDay });
  const entryId = await deps.db.$transaction(async (tx) => {
    const id = await openEntry(tx, deps, { personId, referralId: null, fromDay, rating, locality, byId: null });
    if (events.length > 0) await recordEvents(tx, deps, id, events, { byId: null });
    return id;
  });
  return { entryId, personId };
}

/** A referral that was sent, as it lies in the record. */
export async function aReferralRow(deps: Deps, as: { receivedOn: CalendarDay; personId?: string }): Promise<string> {
  const id = deps.newId();
  const now = deps.clock.now();
  await deps.db.referral.create({
    data: {
      ...{ id, reference: `REF-${id}`, state: 'submitted', route: 'professional', enteredById: deps.newId() },
      ...{
        personId: as.personId ?? (await aPerson(deps)),
        receivedOn: toDateColumn(as.receivedOn),
        receivedBy: 'teams',
      },
      ...{ eligibility: {}, currentIssues: 'Example issues.', policyVersion: deps.policy.version },
      ...{ submittedAt: now, createdAt: now, updatedAt: now },
    },
  });
  return id;
}
