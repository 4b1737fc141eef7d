import type { Actor } from '../access/actor.ts';
import { authorise } from '../access/authorise.ts';
import type { Deps } from '../platform/deps.ts';
import { type NotAllowed, type NotFound, ok, type Result, refuse } from '../platform/result.ts';
import { idOfMeetingReference } from './register-meeting-store.ts';

/** Reads a meeting's own reference as people type it: 'MTG-2026-0007', 'mtg 2026 7'. Undefined when it is none. */
export function readMeetingReference(typed: string): string | undefined {
  const match = /^\s*mtg[\s\-–—/.:]*(\d{4})[\s\-–—/.:]+0*(\d{1,7})\s*[.?!]?\s*$/i.exec(typed.slice(0, 100));
  return match ? `MTG-${match[1]}-${String(match[2]).padStart(4, '0')}` : undefined;
}

/** The meeting of the register with a typed reference. */
export async function findRegisterMeeting(
  deps: Deps,
  input: { actor: Actor; reference: string },
): Promise<Result<{ meetingId: string }, NotAllowed | NotFound>> {
  const about = { noun: 'meeting', nounId: null, relations: ['none'] } as const;
  const refusal = await authorise(deps, 'find-register-meeting', input.actor, about);
  if (refusal) return refusal;
  const reference = readMeetingReference(input.reference);
  const meetingId = reference === undefined ? undefined : await idOfMeetingReference(deps.db, reference);
  return meetingId === undefined ? refuse({ reason: 'not-found' }) : ok({ meetingId });
}
