import type { AuditEntry } from '../audit/record.ts';
import type { Transaction } from '../platform/database.ts';
import type { Deps } from '../platform/deps.ts';
import { recordChange } from './change-meeting.ts';
import { type OpenMeeting, readMeeting } from './open-meeting.ts';
import { meetingsUnderWay } from './register-meeting-store.ts';
import { stateAfter } from './rules.ts';
import { closeDecided } from './withdrawn-meeting-store.ts';

/**
 * Cancels a meeting inside a transaction that has a reason of its own to, such as the end of consent: its row, its audit
 * event, the job that takes the invitations back, the news to the requester if it serves a request, its cards.
 *
 * @param opened as it was read, by `openMeeting` or `readMeeting`
 * @param why.reason a code, kept with the meeting; `note` says why in words
 * @returns false when it can't be cancelled any more, or is no longer as it was opened: nothing is written
 */
export async function cancelInTransaction(
  tx: Transaction,
  deps: Deps,
  opened: OpenMeeting,
  why: Pick<AuditEntry, 'useCase' | 'actor'> & { reason: string; note: string },
): Promise<boolean> {
  if (!stateAfter('cancel', opened.view.state)) return false;
  const { useCase, actor, reason, note } = why;
  const sequence = opened.rows.sequence + 1;
  await closeDecided(tx, deps, opened.view.id, actor);
  return recordChange(tx, deps, opened, {
    useCase,
    actor,
    changes: { state: 'cancelled', sequence, endReason: reason, endNote: note },
    reason,
    detail: { sequence },
    tellRequester: 'cancelled',
  });
}

/**
 * The meetings of a register entry that are being arranged or booked. Until the transaction ends no other one can be
 * requested for it, so that what ends the entry leaves none behind.
 */
export async function readMeetingsUnderWay(tx: Transaction, deps: Deps, entryId: string): Promise<OpenMeeting[]> {
  const ids = await meetingsUnderWay(tx, entryId);
  const opened: OpenMeeting[] = [];
  // One after the other: a transaction has one connection.
  for (const id of ids) {
    const meeting = await readMeeting({ ...deps, db: tx }, id);
    if (meeting !== null) opened.push(meeting);
  }
  return opened;
}
