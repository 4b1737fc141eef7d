import type { Actor } from '../access/actor.ts';
import { recordDone } from '../audit/record.ts';
import { refreshCards } from '../notifications/store.ts';
import type { Deps } from '../platform/deps.ts';
import { type NotAllowed, type NotFound, ok, type Result } from '../platform/result.ts';
import type { InviteeResponse, MeetingView } from './model.ts';
import { openMeeting, presentMeeting } from './open-meeting.ts';
import { holdMeeting, storeResponse } from './responses-store.ts';
import { shownWith } from './rules.ts';
import { watchQuorum } from './watch-quorum.ts';

/**
 * Records an invitee's answer to the invitation. The latest answer stands, in whatever order answers arrive; an answer
 * given before the meeting was last moved was to another time and is not taken.
 *
 * @param input.at when the invitee answered
 * @param input.note what they wrote with it
 */
export async function recordResponse(
  deps: Deps,
  input: {
    actor: Actor;
    meetingId: string;
    inviteeId: string;
    response: InviteeResponse;
    at: Date;
    note?: string | null;
  },
): Promise<Result<MeetingView, NotAllowed | NotFound>> {
  const { actor, meetingId, inviteeId, response, at, note = null } = input;
  const opened = await openMeeting(deps, 'record-response', actor, meetingId);
  if (!opened.ok) return opened;
  const { rows, view } = opened.value;
  if (rows.bookedAt === null || at < rows.bookedAt) return ok(view);
  await deps.db.$transaction(async (tx) => {
    await holdMeeting(tx, meetingId);
    if (!(await storeResponse(tx, { meetingId, inviteeId, response, at, note }))) return;
    const about = { noun: 'meeting', nounId: meetingId, detail: { inviteeId, response } } as const;
    const by = { useCase: 'record-response', actor } as const;
    await recordDone(tx, deps.clock.now(), { ...by, ...about });
    await watchQuorum(tx, deps, meetingId, by);
    await refreshCards(tx, deps, shownWith(view));
  });
  deps.jobs.wake();
  return ok((await presentMeeting(deps, meetingId)).view);
}
