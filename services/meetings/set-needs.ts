import type { Actor } from '../access/actor.ts';
import type { Deps } from '../platform/deps.ts';
import type { NotAllowed, NotFound, Result } from '../platform/result.ts';
import { type Decision, decideAndChange, recordChange } from './change-meeting.ts';
import { type CheckedNeeds, checkNeeds, type NeedsProblem, type TypedNeeds } from './check-needs.ts';
import type { MeetingView } from './model.ts';
import { writeNeeds } from './needs-store.ts';
import { type ChangedMeanwhile, type OpenMeeting, openMeeting, type WrongState } from './open-meeting.ts';
import { watchQuorum } from './watch-quorum.ts';

type Refusal =
  | { reason: 'incomplete'; problems: NeedsProblem[] }
  | { reason: 'already-ended' }
  | WrongState
  | ChangedMeanwhile;

function decide({ view }: OpenMeeting, asked: TypedNeeds & { version: number }): Decision<CheckedNeeds, Refusal> {
  if (view.state !== 'being-arranged' && view.state !== 'booked') return { reason: 'wrong-state', state: view.state };
  if (view.version !== asked.version) return { reason: 'changed-meanwhile' };
  if (view.ended) return { reason: 'already-ended' };
  const checked = checkNeeds(view, asked);
  return 'needs' in checked ? { go: checked } : { reason: 'incomplete', problems: checked.problems };
}

/**
 * A coordinator says who must be there: each role required or useful, and where that is not enough up to four groups of
 * which so many must come; and what each is asked to bring. Of a meeting being arranged times are looked for anew; of a
 * booked one it is seen at once whether it is still quorate.
 *
 * @param input.needs by invitee; whoever is not named keeps what they have. `toBring` likewise; an empty text asks for nothing
 * @param input.groups as typed; groups without seats and number are left out, and none at all means every required role
 */
export async function setNeeds(
  deps: Deps,
  input: { actor: Actor; meetingId: string; version: number; press: string } & TypedNeeds,
): Promise<Result<MeetingView, NotAllowed | NotFound | Refusal>> {
  const { actor, press: key, ...asked } = input;
  const opened = await openMeeting(deps, 'set-needs', actor, input.meetingId);
  if (!opened.ok) return opened;
  const by = { useCase: 'set-needs', actor } as const;
  const press = { key, ...by, asked };
  return decideAndChange(
    deps,
    press,
    opened.value,
    (meeting) => decide(meeting, input),
    async (tx, { needs, toBring, groups }) => {
      const { view } = opened.value;
      const changed = await recordChange(tx, deps, opened.value, {
        ...by,
        changes: { quorum: groups },
        detail: { groups: groups?.length ?? 0, changed: [...needs.keys()] },
      });
      if (!changed) return false;
      await writeNeeds(tx, view.id, { needs, toBring });
      if (view.state === 'booked') await watchQuorum(tx, deps, view.id, by);
      else await deps.jobs.enqueue(tx, [{ name: 'look-for-times', data: { meetingId: view.id } }]);
      return true;
    },
  );
}
