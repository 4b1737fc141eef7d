import type { AuditEntry } from '../audit/record.ts';
import { addDeliveries } from '../notifications/store.ts';
import type { Transaction } from '../platform/database.ts';
import type { Deps } from '../platform/deps.ts';
import type { QuorumView } from './model.ts';
import { type OpenMeeting, readMeeting } from './open-meeting.ts';
import { askForStandIns } from './stand-ins.ts';

/** What is known of a meeting's quorum since it was booked: null = it has never been there, and can still be. */
type QuorumState = 'kept' | 'lost' | null;

/**
 * What becomes of it. It is lost when too few can come, and when it was there and is not any more; it stays lost until it is
 * there again, so that one loss is told once.
 */
export function quorumStateAfter(before: QuorumState, now: QuorumView['state']): QuorumState {
  if (now === 'yes') return 'kept';
  if (now === 'no') return 'lost';
  return before === null ? null : 'lost';
}

/**
 * Looks at a booked meeting after every change of answers, of who must be there and of who stands in: a quorum that is lost
 * is told to the chair, or whoever owns the request, with other times being looked for at once; a required role that has
 * declined gets a stand-in asked for. The caller holds the meeting's row, so that of two who decline at once one finds it
 * lost already.
 *
 * @param by for the audit: what the change was
 */
export async function watchQuorum(
  tx: Transaction,
  deps: Deps,
  meetingId: string,
  by: Pick<AuditEntry, 'useCase' | 'actor'>,
): Promise<void> {
  const meeting = await readMeeting({ ...deps, db: tx }, meetingId);
  if (meeting === null || meeting.view.state !== 'booked' || meeting.view.ended) return;
  const before = meeting.rows.quorumState as QuorumState;
  const after = quorumStateAfter(before, meeting.view.quorum.state);
  await setState(tx, meetingId, before, after);
  // Before anybody is asked to stand in: that they were asked brings nobody into the room.
  if (after === 'lost' && before !== 'lost') await tellChair(tx, deps, meeting);
  await askForStandIns(tx, deps, meeting, by);
}

/** Begins anew with a meeting that was booked or moved just now: whoever chose the time has seen how it stands. */
export async function beginQuorum(tx: Transaction, deps: Deps, meetingId: string): Promise<void> {
  const meeting = await readMeeting({ ...deps, db: tx }, meetingId);
  if (meeting === null) return;
  await setState(tx, meetingId, meeting.rows.quorumState as QuorumState, startOf(meeting));
}

/** Somebody was named to stand in: a quorum that was lost may come back, and if it does not, its loss is news again. */
export async function hopeAgain(tx: Transaction, deps: Deps, meetingId: string): Promise<void> {
  const meeting = await readMeeting({ ...deps, db: tx }, meetingId);
  if (meeting?.rows.quorumState === 'lost' && meeting.view.quorum.state !== 'no') {
    await setState(tx, meetingId, 'lost', startOf(meeting));
  }
}

function startOf({ view }: OpenMeeting): QuorumState {
  return view.quorum.state === 'yes' ? 'kept' : null;
}

async function setState(tx: Transaction, id: string, before: QuorumState, quorumState: QuorumState): Promise<void> {
  if (quorumState !== before) await tx.meeting.updateMany({ where: { id }, data: { quorumState } });
}

async function tellChair(tx: Transaction, deps: Deps, { view, rows }: OpenMeeting): Promise<void> {
  const receiverId = rows.chairId ?? rows.request?.ownerId ?? null;
  await addDeliveries(tx, deps, [
    {
      kind: 'quorum-lost',
      eventKey: `quorum-lost:${view.id}:${deps.newId()}`,
      channel: 'teams',
      meetingId: view.id,
      ...(view.requestId ? { requestId: view.requestId } : {}),
      ...(receiverId ? { professionalId: receiverId } : {}),
    },
  ]);
  await deps.jobs.enqueue(tx, [{ name: 'look-for-times', data: { meetingId: view.id } }]);
}
