import type { Actor } from '../access/actor.ts';
import { entryClocks } from '../clocks/clock-engine.ts';
import type { Deps } from '../platform/deps.ts';
import { type NotAllowed, type NotFound, ok, type Result, refuse } from '../platform/result.ts';
import { entryFacts } from '../register/entry-store.ts';
import { clockOfMeeting } from './must-happen-by.ts';
import { openMeeting } from './open-meeting.ts';
import type { RegisterMeetingView } from './register-meeting-model.ts';

/** A meeting that is held for somebody on the register, with the clock it answers as it stands today. */
export async function viewRegisterMeeting(
  deps: Deps,
  input: { actor: Actor; meetingId: string },
): Promise<Result<RegisterMeetingView, NotAllowed | NotFound>> {
  const opened = await openMeeting(deps, 'view-register-meeting', input.actor, input.meetingId);
  if (!opened.ok) return opened;
  const { view, rows } = opened.value;
  const { kind, entryId } = view;
  if (kind === 'mbe' || entryId === null || rows.register === null) return refuse({ reason: 'not-found' });
  const facts = await entryFacts(deps.db, entryId);
  return ok({
    meeting: { ...view, kind, entryId },
    personReference: rows.register.dsrReference ?? '',
    clock: facts === null ? null : clockOfMeeting(kind, entryClocks(facts, deps.policy)),
    atPanel: kind === 'dsr-review' && rows.bookedAt === null && view.startsAt !== null,
  });
}
