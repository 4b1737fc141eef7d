import { progressStates } from '../agreed-actions/model.ts';
import { actionsOfPerson, saveProgress } from '../agreed-actions/progress-store.ts';
import type { Deps } from '../platform/deps.ts';
import { ok, type Result, refuse } from '../platform/result.ts';
import { changeEntry, type EntryChange, type EntryRefusal, type Incomplete } from './change-entry.ts';
import { checkCode, checkWords } from './check-event.ts';
import { familyOf, raiseVersion } from './person-store.ts';

/**
 * Records what became of an agreed action of a meeting about the person: under way, done, or cannot be done, and then why.
 * What was said before is replaced. Possible after the entry has ended, because an action does not end with it.
 *
 * Refused where the last sent outcome no longer holds the action ('no-such-action').
 */
export function recordActionProgress(
  deps: Deps,
  input: EntryChange & { actionKey: string; state: string; note: string },
): Promise<Result<{ entryId: string }, EntryRefusal | Incomplete | { reason: 'no-such-action' }>> {
  const state = checkCode('state', input.state, progressStates);
  const words = checkWords(input.note, input.state === 'cannot' ? 'required' : 'optional');
  type Refusal = Incomplete | { reason: 'no-such-action' };
  const about = async (seen: { personId: string }) => {
    const actions = await actionsOfPerson(deps.db, await familyOf(deps.db, seen.personId));
    return actions.find(({ key }) => key === input.actionKey);
  };
  return changeEntry<Refusal>(
    deps,
    'record-action-progress',
    input,
    async (seen) => {
      const action = await about(seen);
      if (action === undefined) return refuse({ reason: 'no-such-action' });
      const problems = [...state.problems, ...words.problems];
      if (problems.length > 0 || state.code === undefined) return refuse({ reason: 'incomplete', problems });
      const progress = { meetingId: action.meetingId, state: state.code, note: words.note };
      const by = { recordedById: input.actor.id, recordedAt: deps.clock.now() };
      return ok({
        events: [],
        within: async (tx) => {
          await saveProgress(tx, action.key, { ...progress, ...by });
          await raiseVersion(tx, seen.id, by.recordedAt);
        },
        ...(action.state === null ? {} : { from: action.state }),
        to: state.code,
        detail: { actionKey: action.key },
      });
    },
    { alsoEnded: true },
  );
}
