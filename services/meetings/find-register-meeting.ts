import type { Actor } from '../access/actor.ts';
import { authorise } from '../access/authorise.ts';
import type { Deps } from '../platform/deps.ts';
import { readReference } from '../platform/reference.ts';
import { type NotAllowed, type NotFound, ok, type Result, refuse } from '../platform/result.ts';
import { idOfMeetingReference } from './register-meeting-store.ts';

/** The meeting of the register with a typed reference. */
export async function findRegisterMeeting(
  deps: Deps,
  input: { actor: Actor; reference: string },
): Promise<Result<{ meetingId: string }, NotAllowed | NotFound>> {
  const about = { noun: 'meeting', nounId: null, relations: ['none'] } as const;
  const refusal = await authorise(deps, 'find-register-meeting', input.actor, about);
  if (refusal) return refusal;
  const reference = readReference('MTG', input.reference);
  const meetingId = reference === undefined ? undefined : await idOfMeetingReference(deps.db, reference);
  return meetingId === undefined ? refuse({ reason: 'not-found' }) : ok({ meetingId });
}
