import type { Actor } from '../access/actor.ts';
import type { Deps } from '../platform/deps.ts';
import type { NotAllowed, NotFound, Result } from '../platform/result.ts';
import { type Decision, decideAndChange, recordChange } from './change-meeting.ts';
import type { MeetingView } from './model.ts';
import { type ChangedMeanwhile, type OpenMeeting, openMeeting, type WrongState } from './open-meeting.ts';
import { familyHasAddress } from './rules.ts';
import { inviteAgain } from './stand-in-store.ts';

type Refusal =
  /** The address of the person or their family would stand in the calendars of everybody invited. */
  { reason: 'family-invited' } | { reason: 'already-ended' } | WrongState | ChangedMeanwhile;

function decide({ view }: OpenMeeting, asked: { version: number; hide: boolean }): Decision<boolean, Refusal> {
  if (view.state !== 'being-arranged' && view.state !== 'booked') return { reason: 'wrong-state', state: view.state };
  if (view.version !== asked.version || view.attendeesHidden === asked.hide) return { reason: 'changed-meanwhile' };
  if (view.ended) return { reason: 'already-ended' };
  if (!asked.hide && familyHasAddress(view.invitees)) return { reason: 'family-invited' };
  return { go: asked.hide };
}

/**
 * A coordinator says whether those invited see in their calendars who else is (domain.md §10: by default they do not). Of a
 * booked meeting the event is brought in step. Where the person or their family are invited by mail the list stays hidden.
 *
 * @param input.version the version of the meeting on the card
 * @param input.hide false: everybody sees everybody's address
 */
export async function setAttendeeList(
  deps: Deps,
  input: { actor: Actor; meetingId: string; version: number; hide: boolean; press: string },
): Promise<Result<MeetingView, NotAllowed | NotFound | Refusal>> {
  const { actor, press: key, ...asked } = input;
  const opened = await openMeeting(deps, 'set-attendee-list', actor, input.meetingId);
  if (!opened.ok) return opened;
  const by = { useCase: 'set-attendee-list', actor } as const;
  const decideNow = (meeting: OpenMeeting) => decide(meeting, input);
  return decideAndChange(deps, { key, ...by, asked }, opened.value, decideNow, async (tx, hide) => {
    const change = { ...by, changes: { hideAttendees: hide }, detail: { hide } };
    if (!(await recordChange(tx, deps, opened.value, change))) return false;
    if (opened.value.view.state === 'booked') await inviteAgain(tx, deps, opened.value.view.id);
    return true;
  });
}
