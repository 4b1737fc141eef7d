import type { DatabaseOrTransaction, Transaction } from '../platform/database.ts';
import type { Deps } from '../platform/deps.ts';
import { addDays, type CalendarDay, instantAt } from '../platform/time.ts';
import type { NewInvitee } from './store.ts';

/** A discussion at the panel is one moment of a long meeting: written down as its last minute. */
const MINUTES = 1;

/**
 * Adds a review meeting that the panel has just held about one person: it took place, and nobody was invited to it. The
 * caller owns the transaction, the audit event and what is recorded on the register.
 *
 * @returns its id, its invitees' (who took part) and when it began
 */
export async function insertPanelMeeting(
  tx: Transaction,
  deps: Pick<Deps, 'newId' | 'clock'>,
  meeting: {
    entryId: string;
    reference: string;
    state: 'took-place' | 'outcome-recorded';
    chairId: string;
    participants: readonly NewInvitee[];
  },
): Promise<{ id: string; inviteeIds: string[]; startsAt: Date }> {
  const { participants, ...columns } = meeting;
  const id = deps.newId();
  const now = deps.clock.now();
  const startsAt = new Date(now.getTime() - MINUTES * 60_000);
  await tx.meeting.create({
    data: {
      ...columns,
      ...{ id, kind: 'dsr-review', lengthMinutes: MINUTES, startsAt, endsAt: now },
      ...{ transactionId: deps.newId(), createdAt: now, updatedAt: now, timesLookedForAt: now },
    },
    select: { id: true },
  });
  const rows = participants.map((one, position) => ({ ...one, id: deps.newId(), meetingId: id, position }));
  await tx.invitee.createMany({ data: rows });
  return { id, inviteeIds: rows.map((row) => row.id), startsAt };
}

/** The organisations that took part in the panel's last discussion of a day; none before its first. */
export async function participantsToday(db: DatabaseOrTransaction, day: CalendarDay): Promise<string[]> {
  const last = await db.meeting.findFirst({
    where: {
      kind: 'dsr-review',
      bookedAt: null,
      state: { in: ['took-place', 'outcome-recorded'] },
      endsAt: { gte: instantAt(day, '00:00'), lt: instantAt(addDays(day, 1), '00:00') },
    },
    orderBy: { createdAt: 'desc' },
    select: { invitees: { select: { organisationId: true } } },
  });
  return last?.invitees.flatMap((invitee) => invitee.organisationId ?? []) ?? [];
}
