import type { DatabaseOrTransaction, Transaction } from '../platform/database.ts';
import type { MdtChoiceCode } from './model.ts';

/** Puts down what a requester chose when their reason for no MDT said too little: the latest choice for a draft stands. */
export async function keepMdtChoice(
  tx: Transaction,
  choice: { draftId: string; choice: MdtChoiceCode; byId: string; at: Date },
): Promise<void> {
  const { draftId, ...columns } = choice;
  await tx.mdtChoice.upsert({
    where: { draftId },
    create: choice,
    update: columns,
    select: { draftId: true },
  });
}

/**
 * How many MDT invitations were taken since an instant, and of how many of them the request was sent all the same: the
 * difference are MbEs that were not needed. Also of drafts that were discarded. One query.
 */
export async function countMdtFirst(
  db: DatabaseOrTransaction,
  since: Date,
): Promise<{ invitations: number; sentAllTheSame: number }> {
  const [row] = await db.$queryRaw<{ invitations: number; sentAllTheSame: number }[]>`
    SELECT count(*)::int AS invitations, (count(r.id))::int AS "sentAllTheSame"
    FROM mdt_choice c LEFT JOIN mbe_request r ON r.id = c.draft_id AND r.state <> 'draft'
    WHERE c.choice = 'mdt-invitation' AND c.at >= ${since}::timestamptz`;
  return row ?? { invitations: 0, sentAllTheSame: 0 };
}

/** The event key of the invitation that a requester chose at this instant, as `forgotten-store.ts` asks for it. */
export function mdtInvitationKey(draftId: string, chosenAt: Date): string {
  return `mdt-invitation:${draftId}:${chosenAt.getTime()}`;
}

/** When the invitation was asked for that is still to be made for a draft; null when there is none, or it was made. */
export async function invitationToMake(db: DatabaseOrTransaction, draftId: string): Promise<Date | null> {
  const choice = await db.mdtChoice.findUnique({ where: { draftId }, select: { choice: true, at: true } });
  if (choice?.choice !== 'mdt-invitation') return null;
  const made = await db.delivery.count({ where: { eventKey: mdtInvitationKey(draftId, choice.at) } });
  return made === 0 ? choice.at : null;
}

/** A draft that an MDT invitation is made for: what was typed, and whose it is. Null when it is no draft any more. */
export async function draftForMdt(db: DatabaseOrTransaction, draftId: string) {
  return db.mbeRequest.findFirst({
    where: { id: draftId, state: 'draft' },
    select: { typed: true, version: true, requesterId: true, requester: { select: { email: true } } },
  });
}
