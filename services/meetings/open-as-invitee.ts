import type { UseCase } from '../access/access-table.ts';
import type { Actor, Relation } from '../access/actor.ts';
import { authorise } from '../access/authorise.ts';
import type { Deps } from '../platform/deps.ts';
import { type NotAllowed, type NotFound, ok, type Result, refuse } from '../platform/result.ts';
import { isSharedInbox } from '../sign-in/shared-inbox-store.ts';
import type { InviteeView } from './model.ts';
import { type OpenMeeting, readMeeting } from './open-meeting.ts';
import { findAddressOf, meetingOfInvitee } from './responses-store.ts';

/** Who asks for something as somebody invited: by the address that was invited, which is also the actor's own. */
export type AsInvitee = { actor: Actor; address: string; inviteeId: string };

/** `sharedInbox`: whoever acts reads the address that was invited, and others read it too. */
type AskedInvitee = { meeting: OpenMeeting; invitee: InviteeView; sharedInbox: boolean };

/**
 * The first two steps of what somebody invited does themself: load the meeting, ask the access table. Whoever acts is the
 * invitee only where the address they are known by is the one that was invited: no form and no link can say otherwise.
 */
export async function openAsInvitee(
  deps: Pick<Deps, 'db' | 'clock' | 'policy'>,
  useCase: UseCase,
  { actor, address, inviteeId }: AsInvitee,
): Promise<Result<AskedInvitee, NotAllowed | NotFound>> {
  const meetingId = await meetingOfInvitee(deps.db, inviteeId);
  const meeting = meetingId === null ? null : await readMeeting(deps, meetingId);
  const invitee = meeting?.view.invitees.find(({ id }) => id === inviteeId);
  const known = actor.kind === 'professional' ? await findAddressOf(deps.db, actor.id) : null;
  const isTheirs = known !== null && known === address.toLowerCase() && known === invitee?.email?.toLowerCase();
  const relations: Relation[] = [isTheirs ? 'invitee' : 'none'];
  const refusal = await authorise(deps, useCase, actor, { noun: 'meeting', nounId: meetingId, relations });
  if (refusal) return refusal;
  if (meeting === null || invitee === undefined) return refuse({ reason: 'not-found' });
  return ok({ meeting, invitee, sharedInbox: isTheirs && (await isSharedInbox(deps.db, address)) });
}
