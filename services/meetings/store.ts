import { z } from 'zod';
import { Prisma } from '../../generated/prisma/client.ts';
import { agencyKinds } from '../agencies/model.ts';
import { findAddressesWithoutAgreement } from '../agencies/store.ts';
import { type AuditEntry, recordDone } from '../audit/record.ts';
import { noNeeds } from '../people/model.ts';
import { findNeeds } from '../people/needs-store.ts';
import type { DatabaseOrTransaction, Transaction } from '../platform/database.ts';
import { toDateColumn } from '../platform/date-column.ts';
import type { Deps } from '../platform/deps.ts';
import type { CalendarDay } from '../platform/time.ts';
import { findCalls } from './family-store.ts';
import type { InviteeKind, InviteeNeed, MeetingKind, MeetingState, QuorumGroup } from './model.ts';
import { findRegisterSubject } from './register-subject-store.ts';
import { findAskedToStandIn } from './stand-in-store.ts';
import { waitsForClinicalLead } from './withdrawn-meeting-store.ts';

const agencyKindCode = z.enum(agencyKinds);

/** Somebody to invite to a new meeting. `otherContact` is how to reach somebody who has no email address. */
export type NewInvitee = {
  kind: InviteeKind;
  organisationId: string | null;
  contactId: string | null;
  name: string;
  email: string | null;
  otherContact: string | null;
  /** Where nobody has said: an agency is required, anybody else useful. */
  need?: InviteeNeed;
  toBring?: string | null;
};

/** A meeting to be arranged for a request, or for a register entry under a reference of its own. */
export type NewMeeting = ({ requestId: string } | { entryId: string; reference: string }) & {
  kind: MeetingKind;
  purposeCategory: string | null;
  lengthMinutes: number;
  neededBy: CalendarDay | null;
  /** null = online */
  place: string | null;
  chairId: string | null;
  /** In the order in which they are to be shown. */
  invitees: readonly NewInvitee[];
  /** Of whom so many must be there, by their place among `invitees`; left out where every required role must. */
  quorum?: readonly { seats: number[]; atLeast: number }[];
};

/**
 * Adds a meeting that is being arranged, with its invitees, and the job that looks for times. The caller owns the
 * transaction, the audit event and the refreshing of cards.
 *
 * @returns the meeting's id
 */
export async function insertMeeting(
  tx: Transaction,
  deps: Pick<Deps, 'newId' | 'clock' | 'jobs'>,
  meeting: NewMeeting,
): Promise<string> {
  const { invitees, neededBy, quorum, ...columns } = meeting;
  const id = deps.newId();
  const ids = invitees.map(() => deps.newId());
  const now = deps.clock.now();
  await tx.meeting.create({
    data: {
      ...columns,
      id,
      state: 'being-arranged',
      neededBy: neededBy === null ? null : toDateColumn(neededBy),
      ...(quorum
        ? { quorum: quorum.map((group) => ({ ...group, seats: group.seats.map((at) => ids[at] ?? '') })) }
        : {}),
      transactionId: deps.newId(),
      createdAt: now,
      updatedAt: now,
    },
    select: { id: true },
  });
  await tx.invitee.createMany({
    data: invitees.map((invitee, position) => ({
      ...invitee,
      need: invitee.need ?? (invitee.kind === 'agency' ? 'required' : 'useful'),
      id: ids[position] ?? deps.newId(),
      meetingId: id,
      position,
    })),
  });
  await deps.jobs.enqueue(tx, [{ name: 'look-for-times', data: { meetingId: id } }]);
  return id;
}

/** A sharing agreement in force on a day: its first and last day count, no last day means until further notice. */
function inForceOn(today: CalendarDay) {
  const day = toDateColumn(today);
  return { fromDay: { lte: day }, OR: [{ toDay: null }, { toDay: { gte: day } }] };
}

/**
 * Reads a meeting and everything its view says, in its present state.
 *
 * @param today the day in England, for which agreements count
 */
export async function findMeeting(db: DatabaseOrTransaction, meetingId: string, today: CalendarDay) {
  const meeting = await db.meeting.findUnique({
    where: { id: meetingId },
    include: {
      request: { include: { person: { select: { fullName: true } } } },
      invitees: { orderBy: { position: 'asc' } },
      proposedTimes: { orderBy: { position: 'asc' } },
      sharingDecisions: { select: { untilDay: true } },
      disclosureDecisions: { where: { endedAt: null }, select: { inviteeId: true, basis: true } },
      advanceWords: { select: { inviteeId: true, text: true, at: true } },
      proposals: {
        orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
        take: 1,
        include: { slots: { orderBy: { position: 'asc' }, include: { answers: true } }, answers: true },
      },
      outcomes: { orderBy: { version: 'desc' }, take: 1, select: { id: true, version: true, state: true } },
    },
  });
  if (meeting === null) return null;
  const organisationIds = meeting.invitees.flatMap((one) => one.organisationId ?? []);
  const addresses = meeting.invitees.flatMap((one) => one.email?.toLowerCase() ?? []);
  const [register, organisations, secure, withoutAgreement, invitations, chair, bookedBy, waits, calls] =
    await Promise.all([
      meeting.entryId === null ? null : findRegisterSubject(db, meeting.entryId),
      db.organisation.findMany({
        where: { id: { in: organisationIds } },
        select: { id: true, name: true, kind: true, agreements: { where: inForceOn(today), select: { id: true } } },
      }),
      db.secureAddress.findMany({ where: { address: { in: addresses } }, select: { address: true } }),
      findAddressesWithoutAgreement(db, today, addresses),
      db.delivery.findMany({
        where: { meetingId, kind: 'invitation' },
        orderBy: [{ createdAt: 'asc' }, { eventKey: 'asc' }],
        select: { inviteeId: true, state: true, bouncedAt: true },
      }),
      findNamed(db, meeting.chairId),
      findNamed(db, meeting.bookedById),
      meeting.entryId === null ? false : waitsForClinicalLead(db, meetingId),
      findCalls(db, meetingId),
    ]);
  const personId = register?.personId ?? meeting.request?.personId ?? null;
  return {
    ...meeting,
    /** Whom it is about, where it serves a register entry. */
    register,
    organisations: new Map(
      organisations.map(({ id, name, kind, agreements }) => [
        id,
        { id, name, kind: agencyKindCode.parse(kind), agreementInForce: agreements.length > 0 },
      ]),
    ),
    secureAddresses: new Set(secure.map((row) => row.address)),
    /** Addresses of invitees, in small letters, that the directory also lists at an organisation without an agreement. */
    addressesWithoutAgreement: withoutAgreement,
    /** Whom we asked to come in somebody's place, and who have not said yes. */
    askedToStandIn: await findAskedToStandIn(db, meetingId),
    /** The state of each invitee's latest invitation, and whether it came back. */
    invitationStates: new Map(
      invitations.map(({ inviteeId, state, bouncedAt }) => [inviteeId, { state, bounced: bouncedAt !== null }]),
    ),
    chair,
    bookedBy,
    personId,
    /** What the person needs to take part. */
    needs: personId === null ? noNeeds : await findNeeds(db, personId),
    /** Calls that somebody of the team has made before an invitation was sent. */
    calls,
    /** Whether the clinical lead is to decide whether it is still held. */
    waitsForLead: waits,
  };
}

/** A meeting as `findMeeting` reads it. */
export type MeetingRows = NonNullable<Awaited<ReturnType<typeof findMeeting>>>;

/** A professional by id, with the name that cards show. */
export async function findNamed(
  db: DatabaseOrTransaction,
  id: string | null,
): Promise<{ id: string; name: string } | null> {
  if (id === null) return null;
  return db.professional.findUnique({ where: { id }, select: { id: true, name: true } });
}

/** What a change of a meeting writes into its row. */
export type MeetingChanges = Partial<{
  state: MeetingState;
  startsAt: Date;
  endsAt: Date;
  sequence: number;
  bookedById: string;
  bookedAt: Date;
  endReason: string;
  endNote: string;
  cancelReason: string;
  hideAttendees: boolean;
  /** null: every required role */
  quorum: QuorumGroup[] | null;
}>;

/**
 * Changes a meeting if it is still as the caller saw it; raises its version.
 *
 * @returns false when it has changed meanwhile: nothing is written
 */
export async function changeMeeting(
  tx: Transaction,
  seen: { id: string; version: number; state: string },
  now: Date,
  { quorum, ...changes }: MeetingChanges,
): Promise<boolean> {
  const groups = quorum === undefined ? {} : { quorum: quorum ?? Prisma.DbNull };
  const { count } = await tx.meeting.updateMany({
    where: { id: seen.id, version: seen.version, state: seen.state },
    data: { ...changes, ...groups, version: { increment: 1 }, updatedAt: now },
  });
  return count === 1;
}

/**
 * Ends an approved request with its meeting: closed once the outcome is sent, cancelled when no meeting is to follow. A
 * request that is no longer approved stays as it is. The end of a request is an event of its own.
 */
export async function endRequest(
  tx: Transaction,
  requestId: string,
  now: Date,
  end: { state: 'closed' } | { state: 'cancelled'; endNote: string },
  by: Pick<AuditEntry, 'useCase' | 'actor'>,
): Promise<void> {
  const { count } = await tx.mbeRequest.updateMany({
    where: { id: requestId, state: 'approved' },
    data: { ...end, endedAt: now, updatedAt: now, version: { increment: 1 } },
  });
  if (count === 0) return;
  const { useCase, actor } = by;
  await recordDone(tx, now, {
    useCase,
    actor,
    noun: 'mbe-request',
    nounId: requestId,
    from: 'approved',
    to: end.state,
  });
}

/** Keeps the clinical lead's decision about one meeting. */
export async function insertSharingDecision(
  tx: Transaction,
  deps: Pick<Deps, 'newId' | 'clock'>,
  decision: { meetingId: string; reason: string; note: string; untilDay: CalendarDay; decidedById: string },
): Promise<void> {
  const data = {
    ...decision,
    untilDay: toDateColumn(decision.untilDay),
    id: deps.newId(),
    decidedAt: deps.clock.now(),
  };
  await tx.sharingDecision.create({ data, select: { id: true } });
}
