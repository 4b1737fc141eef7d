import type { Transaction } from '../platform/database.ts';
import type { Deps } from '../platform/deps.ts';

/** Adds a question to the requester. */
export async function addQuestion(
  tx: Transaction,
  question: { id: string; requestId: string; question: string; askedById: string; askedAt: Date },
): Promise<void> {
  await tx.informationRequest.createMany({ data: [question] });
}

/** Writes the answer to a question. */
export async function answerQuestion(tx: Transaction, id: string, answer: string, at: Date): Promise<void> {
  await tx.informationRequest.updateMany({ where: { id }, data: { answer, answeredAt: at } });
}

/** What was changed in a request on approval. */
export type Correction = { field: string; before: string | null; after: string | null };

/** Puts corrections on record, so that the requester sees them. */
export async function addCorrections(
  tx: Transaction,
  deps: Pick<Deps, 'newId'>,
  made: { requestId: string; byId: string; at: Date; corrections: readonly Correction[] },
): Promise<void> {
  const { corrections, ...common } = made;
  if (corrections.length === 0) return;
  await tx.requestCorrection.createMany({
    data: corrections.map((correction) => ({ ...correction, ...common, id: deps.newId() })),
  });
}

/** The new owner chairs the request's meeting where the owner so far does, or where nobody does. */
export async function passOnChair(
  tx: Transaction,
  requestId: string,
  before: string | null,
  ownerId: string,
): Promise<void> {
  const states = ['being-arranged', 'booked', 'took-place'];
  await tx.meeting.updateMany({
    where: { requestId, state: { in: states }, OR: [{ chairId: before }, { chairId: null }] },
    data: { chairId: ownerId },
  });
}

/** A booked meeting goes to its invitees again, who are each asked about anew: what was held goes out. */
export async function sendHeldInvitations(
  tx: Transaction,
  deps: Pick<Deps, 'jobs' | 'clock'>,
  requestId: string,
): Promise<void> {
  const booked = await tx.meeting.updateManyAndReturn({
    where: { requestId, state: 'booked' },
    data: { sequence: { increment: 1 }, version: { increment: 1 }, updatedAt: deps.clock.now() },
    select: { id: true },
  });
  await deps.jobs.enqueue(
    tx,
    booked.map(({ id }) => ({ name: 'sync-calendar' as const, data: { meetingId: id } })),
  );
}
