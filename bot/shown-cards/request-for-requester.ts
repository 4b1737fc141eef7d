import type { CardNotice } from '../../cards/adaptive-card.ts';
import { type RequestForRequesterView, requestForRequesterCard } from '../../cards/request-for-requester.card.ts';
import type { Actor } from '../../services/access/actor.ts';
import type { RequestView } from '../../services/mbe-requests/model.ts';
import { viewMbeRequest } from '../../services/mbe-requests/view-mbe-request.ts';
import { viewMeeting } from '../../services/meetings/view-meeting.ts';
import type { Deps } from '../../services/platform/deps.ts';
import { announcedRequest } from '../../wording/history.ts';
import { refusal } from '../message-cards.ts';
import type { ShownCard } from '../turn.ts';

/** Who the card is made for: its requester, in a turn of theirs or in a message the bot starts. */
type Reader = { deps: Deps; actor: Actor };

/** A requester's own request in its present state. Says that it is not there to anybody who may not see it. */
export async function showRequestForRequester(
  reader: Reader,
  requestId: string,
  notice?: CardNotice,
): Promise<ShownCard> {
  const found = await viewMbeRequest(reader.deps, { actor: reader.actor, requestId });
  return found.ok ? shownRequest(reader.deps, found.value, { notice }) : refusal(found.reason);
}

/** The same of a request that has just been read. */
export async function shownRequest(
  deps: Deps,
  request: RequestView,
  more: Pick<RequestForRequesterView, 'notice' | 'answer'> = {},
): Promise<ShownCard> {
  const meeting = await meetingOf(deps, request);
  const card = requestForRequesterCard({ request, meeting, policy: deps.policy, press: deps.newId(), ...more });
  const revision = [request.version, meeting?.state, meeting?.startsAt?.toISOString()].join(' ');
  const shows = { card: 'request-for-requester', nounId: request.id, revision } as const;
  return { card, summary: announcedRequest(request), shows };
}

/**
 * When and where. Meetings are the team's to see, with everybody invited; of theirs a requester is told the time and
 * the place alone, so the service looks them up for them.
 */
async function meetingOf(deps: Deps, request: RequestView): Promise<RequestForRequesterView['meeting']> {
  if (request.meetingId === null) return null;
  const found = await viewMeeting(deps, { actor: { kind: 'system' }, meetingId: request.meetingId });
  if (!found.ok) return null;
  const { state, startsAt, endsAt, ended, place, joinUrl } = found.value;
  return { state, startsAt, endsAt, ended, place, joinUrl };
}
