import { localCalendar } from '../../services/calendar/local-calendar.ts';
import type { Calendar, CalendarEvent } from '../../services/calendar/port.ts';
import type { InviteeKind } from '../../services/meetings/model.ts';
import { toDateColumn } from '../../services/platform/date-column.ts';
import type { Deps } from '../../services/platform/deps.ts';
import { aCoordinator, anOrganisation, aProfessional } from './builders.ts';

/** Everything a mail about this meeting must not hold. */
export const thePerson = {
  fullName: 'Jamie Okonkwo-Example',
  nhsNumber: '9990000018',
  dateOfBirth: '2009-05-03',
  purpose: 'Unrepeatable purpose about the placement',
};

type Who = { kind: InviteeKind; name: string; email: string | null; organisationId: string | null };

export type BookedMeeting = Awaited<ReturnType<typeof aBookedMeeting>>;

/**
 * An approved request and its booked meeting, written as rows, with one invitee of every sort: `agency` (an agreement in
 * force, a secure address), `open` (the same without a secure address), `school` (no agreement), `individual`, `carer`
 * without an email address, and `other` (no organisation).
 */
export async function aBookedMeeting(
  deps: Deps,
  as: { basis?: 'consents' | 'not-yet'; place?: string | null; number?: number } = {},
) {
  const number = as.number ?? 42;
  const requester = await aProfessional(deps, { name: 'Rosa Requester', email: `rosa.${number}@example.org` });
  const owner = await aCoordinator(deps);
  const agency = await anOrganisation(deps, { name: `Example Council ${number}` });
  const school = await anOrganisation(deps, { name: `Example School ${number}`, kind: 'school', agreement: null });
  const requestId = deps.newId();
  const reference = `MBE-2027-${String(number).padStart(4, '0')}`;
  await writeRequest(deps, { id: requestId, reference, requesterId: requester.id, ownerId: owner.id, basis: as.basis });

  const who: Record<string, Who> = {
    agency: {
      kind: 'agency',
      name: 'Priya Example',
      email: 'priya.example@council.example.org',
      organisationId: agency.id,
    },
    open: {
      kind: 'agency',
      name: 'Owen Example',
      email: 'owen.example@council.example.org',
      organisationId: agency.id,
    },
    school: { kind: 'agency', name: 'Ms Example', email: 'ellis@school.example.org', organisationId: school.id },
    individual: { kind: 'individual', name: thePerson.fullName, email: 'jamie@example.org', organisationId: null },
    carer: { kind: 'carer', name: 'Grace Carer', email: null, organisationId: null },
    other: { kind: 'other', name: 'Dr Mina Example', email: 'mina@surgery.example.org', organisationId: null },
  };
  const id = deps.newId();
  const transactionId = deps.newId();
  const startsAt = new Date('2027-01-14T10:00:00Z');
  const endsAt = new Date('2027-01-14T11:00:00Z');
  const now = deps.clock.now();
  await deps.db.meeting.create({
    data: {
      ...{ id, requestId, transactionId, startsAt, endsAt, kind: 'mbe', state: 'booked', lengthMinutes: 60 },
      ...{ purposeCategory: 'placement', place: as.place ?? null, chairId: owner.id, bookedById: owner.id },
      ...{ bookedAt: now, createdAt: now, updatedAt: now },
    },
  });
  const invitees: Record<string, string> = {};
  for (const [position, [key, invitee]] of Object.entries(who).entries()) {
    const inviteeId = deps.newId();
    invitees[key] = inviteeId;
    await deps.db.invitee.create({ data: { ...invitee, id: inviteeId, meetingId: id, position } });
  }
  for (const address of ['priya.example@council.example.org', 'jamie@example.org']) {
    const row = { address, markedById: owner.id, markedAt: now };
    await deps.db.secureAddress.upsert({ where: { address }, create: row, update: {} });
  }
  return {
    ...{ id, transactionId, requestId, reference, startsAt, endsAt, requester, owner, agency },
    invitee: (key: string) => invitees[key] ?? '',
    addresses: Object.values(who).flatMap((one) => one.email ?? []),
  };
}

async function writeRequest(
  deps: Deps,
  as: { id: string; reference: string; requesterId: string; ownerId: string; basis?: string | undefined },
) {
  const personId = deps.newId();
  const now = deps.clock.now();
  const { fullName, nhsNumber, dateOfBirth, purpose } = thePerson;
  await deps.db.person.create({
    data: {
      ...{ id: personId, fullName, nhsNumber, nameKey: 'jamieokonkwoexample', createdAt: now },
      dateOfBirth: toDateColumn(dateOfBirth),
    },
  });
  const { basis = 'consents', ...ids } = as;
  await deps.db.mbeRequest.create({
    data: {
      ...{ ...ids, personId, basis, purpose, state: 'approved', whyNoMdt: 'Because', lengthMinutes: 60 },
      ...{ individualAnswer: 'invite', individualDetail: 'x', carerAnswer: 'invite', carerDetail: 'y' },
      ...{ submittedAt: now, createdAt: now, updatedAt: now },
    },
  });
}

/** The demo's calendar, in which the council's mailboxes are known. */
export function aLocalCalendar(deps: Deps): Calendar {
  return localCalendar(deps, {
    readableDomain: 'council.example.org',
    seed: 'test',
    joinUrlBase: 'https://meet.example.org/join',
  });
}

/** What the calendar is told of the meeting in its present state, for all who have an address. */
export async function eventOf(deps: Deps, meetingId: string): Promise<CalendarEvent> {
  const meeting = await deps.db.meeting.findUniqueOrThrow({ where: { id: meetingId }, include: { invitees: true } });
  return {
    meetingId,
    transactionId: meeting.transactionId,
    sequence: meeting.sequence,
    start: meeting.startsAt ?? new Date(0),
    end: meeting.endsAt ?? new Date(0),
    subject: 'Meeting',
    body: '',
    location: meeting.place,
    online: meeting.place === null,
    hideAttendees: meeting.hideAttendees,
    attendees: meeting.invitees.flatMap(({ id, name, email }) =>
      email === null ? [] : [{ inviteeId: id, name, email }],
    ),
  };
}
