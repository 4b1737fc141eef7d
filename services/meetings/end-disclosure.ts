import type { Actor } from '../access/actor.ts';
import type { Deps } from '../platform/deps.ts';
import type { NotAllowed, NotFound, Result } from '../platform/result.ts';
import { type Decision, decideAndChange, recordChange } from './change-meeting.ts';
import { endDisclosureDecision } from './disclosure-decision-store.ts';
import type { MeetingView } from './model.ts';
import { type ChangedMeanwhile, type OpenMeeting, openMeeting } from './open-meeting.ts';

/** `not-found`: nobody has let this invitee know more, or they are not invited. */
type Refusal = NotFound | ChangedMeanwhile;

/**
 * Takes back that somebody without an agreement was let know about the person (decide-disclosure.ts): from now on nothing more about the person goes to them. What they were told stays on record.
 */
export async function endDisclosure(
  deps: Deps,
  input: { actor: Actor; meetingId: string; version: number; inviteeId: string; press: string },
): Promise<Result<MeetingView, NotAllowed | Refusal>> {
  const { actor, press: key, ...asked } = input;
  const opened = await openMeeting(deps, 'end-disclosure', actor, input.meetingId);
  if (!opened.ok) return opened;
  const press = { key, useCase: 'end-disclosure', actor, asked } as const;
  const decideNow = ({ view }: OpenMeeting): Decision<true, Refusal> => {
    if (view.version !== input.version) return { reason: 'changed-meanwhile' };
    const invitee = view.invitees.find(({ id }) => id === input.inviteeId);
    return invitee?.mayKnow ? { go: true } : { reason: 'not-found' };
  };
  return decideAndChange(deps, press, opened.value, decideNow, async (tx) => {
    const detail = { inviteeId: input.inviteeId };
    const change = { useCase: 'end-disclosure', actor, changes: {}, detail } as const;
    if (!(await recordChange(tx, deps, opened.value, change))) return false;
    return endDisclosureDecision(tx, deps, input);
  });
}
