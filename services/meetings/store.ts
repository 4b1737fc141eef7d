import type { Transaction } from '../platform/database.ts';
import { toDateColumn } from '../platform/date-column.ts';
import type { Deps } from '../platform/deps.ts';
import type { CalendarDay } from '../platform/time.ts';
import type { InviteeKind, MeetingKind } from './model.ts';

/** Somebody to invite to a new meeting. `otherContact` is how to reach somebody who has no e-mail address. */
export type NewInvitee = {
  kind: InviteeKind;
  organisationId: string | null;
  contactId: string | null;
  name: string;
  email: string | null;
  otherContact: string | null;
};

/** A meeting to be arranged for a request. */
export type NewMeeting = {
  kind: MeetingKind;
  requestId: string;
  purposeCategory: string | null;
  lengthMinutes: number;
  neededBy: CalendarDay | null;
  /** null = online */
  place: string | null;
  chairId: string | null;
  /** In the order in which they are to be shown. */
  invitees: readonly NewInvitee[];
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
  const { invitees, neededBy, ...columns } = meeting;
  const id = deps.newId();
  const now = deps.clock.now();
  await tx.meeting.create({
    data: {
      ...columns,
      id,
      state: 'being-arranged',
      neededBy: neededBy === null ? null : toDateColumn(neededBy),
      transactionId: deps.newId(),
      createdAt: now,
      updatedAt: now,
    },
    select: { id: true },
  });
  await tx.invitee.createMany({
    data: invitees.map((invitee, position) => ({ ...invitee, id: deps.newId(), meetingId: id, position })),
  });
  await deps.jobs.enqueue(tx, [{ name: 'look-for-times', data: { meetingId: id } }]);
  return id;
}
