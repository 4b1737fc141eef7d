import { z } from 'zod';
import { openStates } from '../mbe-requests/model.ts';
import type { DatabaseOrTransaction, Transaction } from '../platform/database.ts';
import { undecidedReferralStates } from '../referrals/model.ts';
import type { BasisEnd } from './rules.ts';

const referenced = z.array(z.object({ id: z.string(), reference: z.string() }));
export type Referenced = z.infer<typeof referenced>[number];

/**
 * MbE requests whose basis ends with consent. Closed ones too: their summaries may still be on their way, and corrections of
 * them would go out later.
 */
const BASIS_ENDS_IN = [...openStates, 'closed'];

/** Open MbE requests of an individual whose basis still counts. */
export async function requestsWithBasis(db: DatabaseOrTransaction, family: readonly string[]): Promise<Referenced[]> {
  const rows = await db.mbeRequest.findMany({
    where: { personId: { in: [...family] }, state: { in: [...openStates] }, basisEndedAt: null },
    orderBy: [{ submittedAt: 'asc' }, { id: 'asc' }],
    select: { id: true, reference: true },
  });
  return referenced.parse(rows);
}

/**
 * Ends the basis of an individual's MbE requests: nothing about the person leaves the team for them until a new one is
 * recorded. One that has ended already keeps why. `updatedAt` stays: in the requester's list it would say that something
 * happened on the register.
 *
 * @returns the ids of the requests whose cards show it
 */
export async function endBases(
  tx: Transaction,
  family: readonly string[],
  because: BasisEnd,
  at: Date,
): Promise<string[]> {
  const rows = await tx.mbeRequest.updateManyAndReturn({
    where: { personId: { in: [...family] }, state: { in: BASIS_ENDS_IN }, basisEndedAt: null },
    data: { basisEndedAt: at, basisEndedBecause: because, version: { increment: 1 } },
    select: { id: true },
  });
  return rows.map(({ id }) => id);
}

/** Referrals of an individual that wait to be decided. */
export async function referralsInHand(db: DatabaseOrTransaction, family: readonly string[]): Promise<Referenced[]> {
  const rows = await db.referral.findMany({
    where: { personId: { in: [...family] }, state: { in: [...undecidedReferralStates] } },
    orderBy: [{ submittedAt: 'asc' }, { id: 'asc' }],
    select: { id: true, reference: true },
  });
  return referenced.parse(rows);
}

/** When the meetings of an entry that are being arranged or booked start and end. */
export async function timesUnderWay(db: DatabaseOrTransaction, entryId: string) {
  return db.meeting.findMany({
    where: { entryId, state: { in: ['being-arranged', 'booked'] } },
    select: { startsAt: true, endsAt: true },
  });
}

/** Whether a referral is about this individual. */
export async function isReferralOf(
  db: DatabaseOrTransaction,
  referralId: string,
  family: readonly string[],
): Promise<boolean> {
  return (await db.referral.count({ where: { id: referralId, personId: { in: [...family] } } })) === 1;
}

/** Closes what the clinical lead was asked about a person's consent: it has been decided. @returns the to-dos' ids */
export async function closeQuestionsOfConsent(
  tx: Transaction,
  about: { entryId: string | null; referralIds: readonly string[] },
  done: { at: Date; byId: string },
): Promise<string[]> {
  const { entryId, referralIds } = about;
  const closed = await tx.teamTodo.updateManyAndReturn({
    where: {
      kind: 'decide-consent',
      doneAt: null,
      OR: [...(entryId === null ? [] : [{ entryId }]), { referralId: { in: [...referralIds] } }],
    },
    data: { doneAt: done.at, doneById: done.byId },
    select: { id: true },
  });
  return closed.map(({ id }) => id);
}
