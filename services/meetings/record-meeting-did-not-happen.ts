import type { Actor } from '../access/actor.ts';
import type { Deps } from '../platform/deps.ts';
import type { NotAllowed, NotFound, Result } from '../platform/result.ts';
import { type Decision, decideAndChange, recordChange } from './change-meeting.ts';
import {
  checkReason,
  followOn,
  type MayNotArrange,
  type NextAfter,
  type ReasonProblem,
  whyNotAgain,
} from './follow-on.ts';
import type { MeetingView } from './model.ts';
import type { ChangedMeanwhile } from './open-meeting.ts';
import { type NotEnded, type OpenMeeting, openMeeting, type WrongState } from './open-meeting.ts';
import { stateAfter } from './rules.ts';

type Refusal = ReasonProblem | MayNotArrange | NotEnded | WrongState;

function decide(deps: Deps, opened: OpenMeeting, asked: { why: string; next: NextAfter }): Decision<string, Refusal> {
  const { view } = opened;
  if (!stateAfter('not-take-place', view.state)) return { reason: 'wrong-state', state: view.state };
  if (!view.ended) return { reason: 'not-ended' };
  const checked = checkReason('why', asked.why);
  if (!('text' in checked)) return checked;
  return whyNotAgain(opened, asked.next, deps) ?? { go: checked.text };
}

/**
 * Records that a booked meeting whose end has passed did not take place, and either arranges another one with the same
 * invitees or ends the request. Nothing goes to the invitees: its time is over.
 *
 * @param input.why required; kept with the meeting, and with the request where that ends
 */
export async function recordMeetingDidNotHappen(
  deps: Deps,
  input: { actor: Actor; meetingId: string; why: string; next: NextAfter; press: string },
): Promise<Result<MeetingView, NotAllowed | NotFound | Refusal | ChangedMeanwhile>> {
  const { actor, press: key, ...asked } = input;
  const opened = await openMeeting(deps, 'record-meeting-did-not-happen', actor, input.meetingId);
  if (!opened.ok) return opened;
  const press = { key, useCase: 'record-meeting-did-not-happen', actor, asked } as const;
  return decideAndChange(
    deps,
    press,
    opened.value,
    (meeting) => decide(deps, meeting, input),
    async (tx, why) => {
      const recorded = await recordChange(tx, deps, opened.value, {
        useCase: 'record-meeting-did-not-happen',
        actor,
        changes: { state: 'did-not-take-place', endReason: input.next, endNote: why },
        reason: input.next,
        tellRequester: 'did-not-take-place',
      });
      if (recorded) await followOn(tx, deps, opened.value, { next: input.next, why, by: press });
      return recorded;
    },
  );
}
