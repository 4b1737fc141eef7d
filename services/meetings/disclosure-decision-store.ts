import type { Transaction } from '../platform/database.ts';
import type { Deps } from '../platform/deps.ts';
import type { DisclosureBasis } from './model.ts';

/** Keeps a decision that lets an invitee know more; a unique index sees to it that one is in force. @returns whether it is */
export async function insertDisclosureDecision(
  tx: Transaction,
  deps: Pick<Deps, 'newId' | 'clock'>,
  decision: { meetingId: string; inviteeId: string; basis: DisclosureBasis; note: string; decidedById: string },
): Promise<boolean> {
  const data = [{ ...decision, id: deps.newId(), decidedAt: deps.clock.now() }];
  return (await tx.disclosureDecision.createMany({ data, skipDuplicates: true })).count === 1;
}

/** Ends the decision in force. @returns false when there is none */
export async function endDisclosureDecision(
  tx: Transaction,
  deps: Pick<Deps, 'clock'>,
  { meetingId, inviteeId }: { meetingId: string; inviteeId: string },
): Promise<boolean> {
  const where = { meetingId, inviteeId, endedAt: null };
  return (await tx.disclosureDecision.updateMany({ where, data: { endedAt: deps.clock.now() } })).count === 1;
}
