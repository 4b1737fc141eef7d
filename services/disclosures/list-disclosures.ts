import type { Actor } from '../access/actor.ts';
import { recordRead } from '../audit/record.ts';
import { openMeeting } from '../meetings/open-meeting.ts';
import type { Deps } from '../platform/deps.ts';
import { type NotAllowed, type NotFound, ok, type Result } from '../platform/result.ts';
import { findDisclosures } from './disclosure-list-store.ts';
import type { DisclosureView } from './model.ts';

/**
 * What has left the team about the person of a meeting, newest first: to whom, what, when, in which way and on what basis.
 * With it what left about other meetings of the same request or the same entry, and with questions to services. Who of the
 * team looked is on record.
 */
export async function listDisclosures(
  deps: Deps,
  input: { actor: Actor; meetingId: string },
): Promise<Result<DisclosureView[], NotAllowed | NotFound>> {
  const { actor, meetingId } = input;
  const opened = await openMeeting(deps, 'list-disclosures', actor, meetingId);
  if (!opened.ok) return opened;
  const { requestId, entryId } = opened.value.view;
  const list = await findDisclosures(deps.db, { meetingId, requestId, entryId });
  await recordRead(deps, { useCase: 'list-disclosures', actor, noun: 'meeting', nounId: meetingId });
  return ok(list);
}
