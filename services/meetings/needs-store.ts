import type { Transaction } from '../platform/database.ts';
import type { CheckedNeeds } from './check-needs.ts';

/** Writes how much each role is needed, and what it is asked to bring. */
export async function writeNeeds(
  tx: Transaction,
  meetingId: string,
  { needs, toBring }: Pick<CheckedNeeds, 'needs' | 'toBring'>,
): Promise<void> {
  for (const [id, need] of needs) await tx.invitee.updateMany({ where: { id, meetingId }, data: { need } });
  for (const [id, text] of toBring) await tx.invitee.updateMany({ where: { id, meetingId }, data: { toBring: text } });
}
