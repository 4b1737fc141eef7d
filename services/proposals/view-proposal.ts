import type { Actor, Relation } from '../access/actor.ts';
import { authorise } from '../access/authorise.ts';
import type { InviteeView } from '../meetings/model.ts';
import { type OpenMeeting, readMeeting } from '../meetings/open-meeting.ts';
import { findAddressOf, meetingOfInvitee } from '../meetings/responses-store.ts';
import { namesOfFamily, placeToWrite } from '../notifications/place-to-write.ts';
import type { DatabaseOrTransaction } from '../platform/database.ts';
import type { Deps } from '../platform/deps.ts';
import { type NotAllowed, type NotFound, ok, type Result, refuse } from '../platform/result.ts';
import type { InviteeProposal, ProposalView } from './model.ts';
import { takesAnswers } from './rules.ts';

/** A meeting with the proposal that somebody invited is asked about. */
export type AskedInvitee = { meeting: OpenMeeting; invitee: InviteeView; proposal: ProposalView };

/** Reads what an invitee is asked about; null where there is nothing, or no such invitee. */
export async function findAsked(
  deps: Pick<Deps, 'clock' | 'policy'> & { db: DatabaseOrTransaction },
  inviteeId: string,
): Promise<AskedInvitee | null> {
  const meetingId = await meetingOfInvitee(deps.db, inviteeId);
  const meeting = meetingId === null ? null : await readMeeting(deps, meetingId);
  const invitee = meeting?.view.invitees.find(({ id }) => id === inviteeId);
  const proposal = meeting?.view.proposal ?? null;
  return meeting === null || invitee === undefined || proposal === null ? null : { meeting, invitee, proposal };
}

/**
 * What whoever acts is to the invitee: themself only where the address they are known by is the one that was invited. The
 * records decide, never what a caller or a form says.
 */
export async function relationOf(
  deps: Pick<Deps, 'db'>,
  asked: AskedInvitee | null,
  { actor, address }: { actor: Actor; address: string },
): Promise<Relation> {
  const invited = asked?.invitee.email?.toLowerCase();
  if (invited === undefined || invited !== address.toLowerCase() || actor.kind !== 'professional') return 'none';
  return (await findAddressOf(deps.db, actor.id)) === invited ? 'invitee' : 'none';
}

/** The latest proposal of a meeting as one invitee sees it. */
export function inviteeProposal({ meeting, invitee, proposal }: AskedInvitee, now: Date): InviteeProposal {
  const { view } = meeting;
  return {
    inviteeId: invitee.id,
    meetingId: view.id,
    reference: view.reference,
    lengthMinutes: view.lengthMinutes,
    ...placeToWrite(view.place, namesOfFamily(view)),
    deadline: proposal.deadline,
    state: proposal.state,
    slots: proposal.slots.map(({ id, startsAt, endsAt, answers }) => ({
      id,
      startsAt,
      endsAt,
      mine: answers.find(({ inviteeId }) => inviteeId === invitee.id)?.answer ?? null,
    })),
    note: proposal.answered.find(({ inviteeId }) => inviteeId === invitee.id)?.note ?? null,
    canAnswer: takesAnswers(proposal, now),
    need: invitee.need,
    organisationName: invitee.organisation?.name ?? null,
  };
}

/**
 * The times that somebody invited is asked about, with what they have answered. Nothing about the person is in it, so it is
 * no disclosure.
 *
 * @param input.address the address that whoever looks is known by; of no concern for the team and the service
 */
export async function viewProposal(
  deps: Deps,
  input: { actor: Actor; address: string; inviteeId: string },
): Promise<Result<InviteeProposal, NotAllowed | NotFound>> {
  const asked = await findAsked(deps, input.inviteeId);
  const relations = [await relationOf(deps, asked, input)];
  const about = { noun: 'proposal', nounId: asked?.proposal.id ?? null, relations } as const;
  const refusal = await authorise(deps, 'view-proposal', input.actor, about);
  if (refusal) return refusal;
  return asked === null ? refuse({ reason: 'not-found' }) : ok(inviteeProposal(asked, deps.clock.now()));
}
