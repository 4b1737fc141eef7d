import type { UseCase } from '../access/access-table.ts';
import type { Actor } from '../access/actor.ts';
import { type AuditEntry, recordDone } from '../audit/record.ts';
import type { NewDelivery } from '../notifications/model.ts';
import { addDeliveries, refreshCards } from '../notifications/store.ts';
import { carryOut, type Press, wasCarriedOut } from '../platform/carry-out.ts';
import type { Transaction } from '../platform/database.ts';
import type { Deps } from '../platform/deps.ts';
import { ok, type Result, refuse } from '../platform/result.ts';
import type { MeetingView } from './model.ts';
import { type ChangedMeanwhile, type OpenMeeting, presentMeeting } from './open-meeting.ts';
import { shownWith } from './rules.ts';
import { changeMeeting, type MeetingChanges } from './store.ts';

/** What a use case decides: go ahead, with what the change needs to know, or a refusal. */
export type Decision<T, R extends { reason: string }> = { go: T } | R;

/**
 * The last three steps of a use case that changes a meeting: decide, one transaction, result. A press that was carried
 * out before is answered with the present state, whatever would be refused now.
 *
 * @param decide pure; asked again when somebody else's change came first
 * @param work makes the change; false when the meeting is no longer as it was opened
 */
export async function decideAndChange<T, R extends { reason: string }>(
  deps: Deps,
  press: Press,
  opened: OpenMeeting,
  decide: (meeting: OpenMeeting) => Decision<T, R>,
  work: (tx: Transaction, go: T) => Promise<boolean>,
): Promise<Result<MeetingView, R | ChangedMeanwhile>> {
  const decided = decide(opened);
  if (!('go' in decided)) return (await wasCarriedOut(deps, press)) ? ok(opened.view) : refuse(decided);
  const result = await carryOut(deps, press, (tx) => work(tx, decided.go));
  const present = await presentMeeting(deps, opened.view.id);
  if (result !== 'overtaken') return ok(present.view);
  const now = decide(present);
  return 'go' in now ? refuse({ reason: 'changed-meanwhile' }) : refuse(now);
}

/** A change of a meeting's row, with what goes with it. */
export type RecordedChange = {
  useCase: UseCase;
  actor: Actor;
  changes: MeetingChanges;
  detail?: AuditEntry['detail'];
  /** A code, for the audit. */
  reason?: string;
  /** The event the requester is told of, such as 'booked'; left out when it is nothing to them. */
  tellRequester?: string;
};

/**
 * Changes a meeting's row with its audit event, brings the calendar in step where invitees are concerned, tells the
 * requester and refreshes the cards.
 *
 * @returns false when the meeting is no longer as it was opened: nothing is written
 */
export async function recordChange(
  tx: Transaction,
  deps: Deps,
  opened: OpenMeeting,
  change: RecordedChange,
): Promise<boolean> {
  const { view, rows } = opened;
  const now = deps.clock.now();
  if (!(await changeMeeting(tx, view, now, change.changes))) return false;
  await recordDone(tx, now, {
    useCase: change.useCase,
    actor: change.actor,
    noun: 'meeting',
    nounId: view.id,
    from: view.state,
    to: change.changes.state ?? view.state,
    ...(change.reason === undefined ? {} : { reason: change.reason }),
    ...(change.detail === undefined ? {} : { detail: change.detail }),
  });
  const sequence = change.changes.sequence ?? rows.sequence;
  if (change.changes.startsAt !== undefined || sequence !== rows.sequence) {
    await deps.jobs.enqueue(tx, [{ name: 'sync-calendar', data: { meetingId: view.id } }]);
  }
  if (change.tellRequester) await addDeliveries(tx, deps, requesterNews(opened, `${change.tellRequester}:${sequence}`));
  await refreshCards(tx, deps, shownWith(view));
  return true;
}

/** The message that tells the requester what became of their request's meeting: once for each event. */
export function requesterNews(opened: OpenMeeting, event: string): NewDelivery[] {
  const { view, rows } = opened;
  if (view.requestId === null || rows.request === null) return [];
  return [
    {
      kind: 'request-news',
      eventKey: `request-news:${view.id}:${event}`,
      channel: 'teams',
      requestId: view.requestId,
      meetingId: view.id,
      professionalId: rows.request.requesterId,
    },
  ];
}
