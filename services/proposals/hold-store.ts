import { z } from 'zod';
import type { Database } from '../platform/database.ts';
import { type ProposalState, proposalStates } from './model.ts';

const stateCode = z.enum(proposalStates);

/** A time that is, or is to be, kept free in somebody's calendar. `eventId`: null until the calendar has answered. */
export type HoldRow = {
  id: string;
  mailbox: string;
  startsAt: Date;
  endsAt: Date;
  eventId: string | null;
  /** They have said that they can't come then. */
  refused: boolean;
};

/** A proposal's holds, with what decides about them; null when there is no such proposal. */
export async function findHolds(
  db: Database,
  proposalId: string,
): Promise<{ meetingId: string; state: ProposalState; holds: HoldRow[] } | null> {
  const proposal = await db.proposal.findUnique({
    where: { id: proposalId },
    select: {
      meetingId: true,
      state: true,
      slots: {
        orderBy: { position: 'asc' },
        select: {
          holds: { orderBy: { id: 'asc' } },
          answers: { where: { answer: 'no' }, select: { inviteeId: true } },
        },
      },
    },
  });
  if (proposal === null) return null;
  const holds = proposal.slots.flatMap((slot) => {
    const refusers = new Set(slot.answers.map(({ inviteeId }) => inviteeId));
    return slot.holds.map(({ id, mailbox, startsAt, endsAt, eventId, inviteeId }) => ({
      ...{ id, mailbox, startsAt, endsAt, eventId },
      refused: refusers.has(inviteeId),
    }));
  });
  return { meetingId: proposal.meetingId, state: stateCode.parse(proposal.state), holds };
}

/** Notes what the calendar calls a hold. @returns false when the hold is gone meanwhile */
export async function storeHeld(db: Database, holdId: string, eventId: string): Promise<boolean> {
  return (await db.calendarHold.updateMany({ where: { id: holdId }, data: { eventId } })).count === 1;
}

/** Forgets a hold that stands in no calendar. */
export async function dropHold(db: Database, holdId: string): Promise<void> {
  await db.calendarHold.deleteMany({ where: { id: holdId } });
}
