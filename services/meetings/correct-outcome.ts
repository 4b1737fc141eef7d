import type { Actor } from '../access/actor.ts';
import { recordDone } from '../audit/record.ts';
import { refreshCards } from '../notifications/store.ts';
import { carryOut } from '../platform/carry-out.ts';
import { isUniqueViolation } from '../platform/database.ts';
import type { Deps } from '../platform/deps.ts';
import { type NotAllowed, type NotFound, ok, type Result, refuse } from '../platform/result.ts';
import { idOf, openMeeting, type WrongState } from './open-meeting.ts';
import { findOutcome, insertOutcome } from './outcome-store.ts';
import { shownWith, stateAfter } from './rules.ts';
import { presentOutcome, type SavedOutcome } from './save-outcome.ts';

/**
 * Begins a correction of an outcome that was sent: the next version, a draft that holds what the last one said. Where a
 * correction has been begun already, that one is shown.
 */
export async function correctOutcome(
  deps: Deps,
  input: { actor: Actor; meetingId: string; press: string },
): Promise<Result<SavedOutcome, NotAllowed | NotFound | WrongState>> {
  const { actor, meetingId } = input;
  const opened = await openMeeting(deps, 'correct-outcome', actor, meetingId);
  if (!opened.ok) return opened;
  const { view } = opened.value;
  const last = await findOutcome(deps.db, meetingId);
  if (last === null || !stateAfter('correct', view.state)) return refuse({ reason: 'wrong-state', state: view.state });
  if (last.state === 'draft') return ok(await presentOutcome(deps, meetingId));

  const version = last.version + 1;
  const now = deps.clock.now();
  const press = { key: input.press, useCase: 'correct-outcome', actor, asked: { meetingId, version } } as const;
  try {
    await carryOut(deps, press, async (tx) => {
      const id = await insertOutcome(tx, deps, { meetingId, version, content: last }, { byId: idOf(actor), at: now });
      const about = { noun: 'outcome', nounId: id, detail: { version } } as const;
      await recordDone(tx, now, { useCase: 'correct-outcome', actor, ...about });
      await refreshCards(tx, deps, shownWith(view));
      return true;
    });
  } catch (fault) {
    // Two corrections at once: the unique (meeting, version) lets one begin, and it is the one both go on with.
    if (!isUniqueViolation(fault)) throw fault;
  }
  return ok(await presentOutcome(deps, meetingId));
}
