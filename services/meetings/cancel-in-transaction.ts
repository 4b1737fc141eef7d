import type { AuditEntry } from '../audit/record.ts';
import { addDeliveries, refreshCards } from '../notifications/store.ts';
import type { Transaction } from '../platform/database.ts';
import type { Deps } from '../platform/deps.ts';
import { settleProposal } from '../proposals/store.ts';
import { recordChange } from './change-meeting.ts';
import { type OpenMeeting, readMeeting } from './open-meeting.ts';
import { meetingsUnderWay } from './register-meeting-store.ts';
import { stateAfter } from './rules.ts';
import { closeTimeTodos } from './todo-store.ts';
import { closeDecided } from './withdrawn-meeting-store.ts';

/** Nobody invited is given a reason: also where it is that consent has ended. */
export const CANNOT_GO_AHEAD = 'cannot-go-ahead';

/**
 * Cancels a meeting inside a transaction that has a reason of its own to, such as the end of consent: its row, its audit
 * event, the job that takes the invitations back, the news to the requester if it serves a request, its cards.
 *
 * @param opened as it was read, by `openMeeting` or `readMeeting`
 * @param why.reason a code, kept with the meeting; `note` says why in words; `cancelReason`, a code of the policy, decides
 *   what those invited are told
 * @returns false when it can't be cancelled any more, or is no longer as it was opened: nothing is written
 */
export async function cancelInTransaction(
  tx: Transaction,
  deps: Deps,
  opened: OpenMeeting,
  why: Pick<AuditEntry, 'useCase' | 'actor'> & { reason: string; note: string; cancelReason: string },
): Promise<boolean> {
  if (!stateAfter('cancel', opened.view.state)) return false;
  const { useCase, actor, reason, note, cancelReason } = why;
  const sequence = opened.rows.sequence + 1;
  await closeDecided(tx, deps, opened.view.id, actor);
  const cancelled = await recordChange(tx, deps, opened, {
    useCase,
    actor,
    changes: { state: 'cancelled', sequence, endReason: reason, endNote: note, cancelReason },
    reason,
    detail: { sequence, cancelReason },
    tellRequester: 'cancelled',
  });
  if (!cancelled) return false;
  await endOpenProposal(tx, deps, opened, { useCase, actor });
  await refreshCards(tx, deps, await closeTimeTodos(tx, opened.view.id, deps.clock.now()));
  return true;
}

/** Whoever was asked about times hears that they are not needed any more; times held for it are given back. */
async function endOpenProposal(
  tx: Transaction,
  deps: Deps,
  { view }: OpenMeeting,
  by: Pick<AuditEntry, 'useCase' | 'actor'>,
): Promise<void> {
  if (view.proposal?.state !== 'open') return;
  await settleProposal(tx, deps, view.proposal, null, by);
  await addDeliveries(
    tx,
    deps,
    view.invitees
      .filter(({ email }) => email !== null)
      .map(({ id }) => ({
        kind: 'times-off',
        eventKey: `times-off:${view.id}:${id}`,
        channel: 'mail',
        meetingId: view.id,
        ...(view.requestId ? { requestId: view.requestId } : {}),
        inviteeId: id,
      })),
  );
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
