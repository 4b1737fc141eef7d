import type { TypedRecord, TypedWho } from '../../services/consent/check-consent.ts';
import { recordConsent } from '../../services/consent/record-consent.ts';
import { type TypedWithdrawal, withdrawConsent } from '../../services/consent/withdraw-consent.ts';
import type { InviteeKind } from '../../services/meetings/model.ts';
import type { Deps } from '../../services/platform/deps.ts';
import { anOrganisation, type TestActor } from './builders.ts';

/** An adult's own agreement, as the first step of the form asks for it. */
export function typedWho(over: TypedWho = {}): TypedWho {
  return { answer: 'agrees', route: 'person', capacity: 'not-assessed', ...over };
}

/** What is recorded of it: everything that any route asks for. */
export function typedRecord(over: TypedRecord = {}): TypedRecord {
  return {
    day: '2027-01-12',
    consenterName: 'Jordan Example',
    form: 'in-person',
    informationFormat: 'easy-read',
    sharing: 'yes',
    evidence: 'Signed form in the shared folder',
    personView: 'Would like to stay at home',
    capacityAssessedOn: '2027-01-11',
    decidedBy: 'Dr Example, consultant psychiatrist',
    consulted: 'Grace Example (sister), Kim Example (nurse)',
    ...over,
  };
}

/** Records an agreement of today, unless told otherwise. */
export function record(
  deps: Deps,
  actor: TestActor,
  personId: string,
  over: { who?: TypedWho; record?: TypedRecord; press?: string; referralId?: string } = {},
) {
  return recordConsent(deps, {
    actor,
    personId,
    referralId: over.referralId ?? null,
    press: over.press ?? deps.newId(),
    who: typedWho(over.who),
    record: typedRecord(over.record),
  });
}

/** The person takes their consent back today, unless told otherwise. */
export function withdraw(
  deps: Deps,
  actor: TestActor,
  personId: string,
  over: { typed?: TypedWithdrawal; press?: string } = {},
) {
  return withdrawConsent(deps, {
    actor,
    personId,
    referralId: null,
    press: over.press ?? deps.newId(),
    typed: { saidBy: 'person', consenterName: 'Jordan Example', form: 'phone', day: '2027-01-12', ...over.typed },
  });
}

let meetings = 0;

/** A meeting of the register, written as rows: an agency and the person are invited. */
export async function aRegisterMeeting(
  deps: Deps,
  entryId: string,
  as: { state?: 'being-arranged' | 'booked'; startsAt?: Date; kind?: string } = {},
): Promise<{ id: string; inviteeIds: string[] }> {
  meetings += 1;
  const { state = 'booked', kind = 'cetr', startsAt = new Date('2027-01-20T10:00:00Z') } = as;
  const id = deps.newId();
  const now = deps.clock.now();
  const agency = await anOrganisation(deps);
  const booked = state === 'booked';
  await deps.db.meeting.create({
    data: {
      ...{ id, entryId, kind, state, lengthMinutes: 60, transactionId: deps.newId(), createdAt: now, updatedAt: now },
      reference: `MTG-2027-${String(meetings).padStart(4, '0')}`,
      ...(booked ? { startsAt, endsAt: new Date(startsAt.getTime() + 3_600_000), bookedAt: now } : {}),
    },
  });
  const who: { kind: InviteeKind; name: string; email: string; organisationId: string | null }[] = [
    { kind: 'agency', name: 'Priya Example', email: `priya.${id.slice(0, 8)}@example.org`, organisationId: agency.id },
    { kind: 'individual', name: 'Jordan Example', email: `jordan.${id.slice(0, 8)}@example.org`, organisationId: null },
  ];
  const rows = who.map((one, position) => ({ ...one, id: deps.newId(), meetingId: id, position }));
  await deps.db.invitee.createMany({ data: rows });
  return { id, inviteeIds: rows.map((row) => row.id) };
}

/** A referral that waits to be decided, written as a row. */
export async function aWaitingReferral(deps: Deps, personId: string, enteredById: string): Promise<string> {
  const id = deps.newId();
  const now = deps.clock.now();
  const { count } = await deps.db.referral.aggregate({ _count: true }).then(({ _count }) => ({ count: _count }));
  await deps.db.referral.create({
    data: {
      ...{ id, personId, enteredById, state: 'submitted', route: 'professional', receivedBy: 'teams' },
      reference: `REF-2027-${String(count + 1).padStart(4, '0')}`,
      receivedOn: new Date('2027-01-11'),
      ...{ eligibility: {}, currentIssues: 'Their placement may end.', policyVersion: deps.policy.version },
      ...{ submittedAt: now, createdAt: now, updatedAt: now },
    },
  });
  return id;
}
