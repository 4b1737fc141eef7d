import type { Actor } from '../access/actor.ts';
import { type Decision, decideAndChange, recordChange } from '../meetings/change-meeting.ts';
import type { MeetingView } from '../meetings/model.ts';
import { type ChangedMeanwhile, type OpenMeeting, openMeeting } from '../meetings/open-meeting.ts';
import { howAsked } from '../meetings/proposal-view.ts';
import { addDeliveries } from '../notifications/store.ts';
import type { Transaction } from '../platform/database.ts';
import type { Deps } from '../platform/deps.ts';
import type { NotAllowed, NotFound, Result } from '../platform/result.ts';
import { stateOnceChanged } from './rules.ts';
import { endProposal } from './store.ts';

/** There is no proposal, or it has ended by itself. */
export type NotOpen = { reason: 'not-open' };

type Refusal = NotOpen | ChangedMeanwhile;

function decide({ view }: OpenMeeting, asked: { version: number }): Decision<string, Refusal> {
  const { proposal } = view;
  if (proposal === null || !stateOnceChanged('withdraw', proposal.state)) return { reason: 'not-open' };
  return view.version === asked.version ? { go: proposal.id } : { reason: 'changed-meanwhile' };
}

/**
 * Takes a proposal back: nobody can answer it any more, times that were held are given back, and whoever was asked is told
 * that no answer is needed.
 *
 * @param input.version the version of the meeting on the card
 */
export async function withdrawProposal(
  deps: Deps,
  input: { actor: Actor; meetingId: string; version: number; press: string },
): Promise<Result<MeetingView, NotAllowed | NotFound | Refusal>> {
  const { actor, press: key, ...asked } = input;
  const opened = await openMeeting(deps, 'withdraw-proposal', actor, input.meetingId);
  if (!opened.ok) return opened;
  const press = { key, useCase: 'withdraw-proposal', actor, asked } as const;
  const decideNow = (meeting: OpenMeeting) => decide(meeting, asked);
  return decideAndChange(deps, press, opened.value, decideNow, (tx, proposalId) =>
    withdraw(tx, deps, opened.value, { actor, proposalId }),
  );
}

async function withdraw(
  tx: Transaction,
  deps: Deps,
  opened: OpenMeeting,
  { actor, proposalId }: { actor: Actor; proposalId: string },
): Promise<boolean> {
  const { view } = opened;
  const by = { useCase: 'withdraw-proposal', actor } as const;
  if (!(await recordChange(tx, deps, opened, { ...by, changes: {}, detail: { proposalId } }))) return false;
  if (!(await endProposal(tx, deps, { proposalId, change: 'withdraw' }, by))) return false;
  const asked = view.invitees.filter((invitee) => howAsked(invitee, view.sharing) === 'by-us');
  await addDeliveries(
    tx,
    deps,
    asked.map(({ id: inviteeId }) => ({
      kind: 'proposal-withdrawn' as const,
      eventKey: `proposal-withdrawn:${proposalId}:${inviteeId}`,
      channel: 'mail' as const,
      meetingId: view.id,
      inviteeId,
      detail: { proposalId },
    })),
  );
  return true;
}
