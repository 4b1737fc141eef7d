import { recordChange } from '../meetings/change-meeting.ts';
import { type OpenMeeting, readMeeting } from '../meetings/open-meeting.ts';
import { shownWith } from '../meetings/rules.ts';
import { beginQuorum } from '../meetings/watch-quorum.ts';
import type { DeliveryKind } from '../notifications/model.ts';
import { addDeliveries, refreshCards } from '../notifications/store.ts';
import type { Transaction } from '../platform/database.ts';
import type { Deps } from '../platform/deps.ts';
import type { ProposalView, SlotView } from './model.ts';
import { bestSlot, verdictOf } from './rules.ts';
import { endProposal, settleProposal } from './store.ts';

/** The service itself does what follows from answers and deadlines: nobody presses anything. */
const by = { useCase: 'decide-proposal', actor: { kind: 'system' } } as const;

/**
 * Does what the answers to a meeting's open proposal come to by now: tells the chair once that it is quorate, books a time
 * where that is to happen by itself, closes it at the deadline. The caller's transaction holds the meeting's row, so that of
 * several answers at once the last one sees them all.
 */
export async function actOnAnswers(tx: Transaction, deps: Deps, meetingId: string): Promise<void> {
  const opened = await readMeeting({ ...deps, db: tx }, meetingId);
  const proposal = opened?.view.proposal ?? null;
  if (opened === null || proposal === null || proposal.state !== 'open') return;
  // Booked, or off, by a way that knew nothing of the proposal.
  if (opened.view.state !== 'being-arranged') return settleProposal(tx, deps, proposal, null, by);
  const now = deps.clock.now();
  const verdict = verdictOf(opened.view, proposal, now);
  if (verdict.do === 'book') return book(tx, deps, opened, proposal, verdict.slot);
  if (verdict.do === 'close') return close(tx, deps, opened, proposal);
  if (verdict.quorumReached) await tellOwner(tx, deps, opened, proposal, 'quorum-reached');
}

/** Books a time as a coordinator would, in the service's own name. */
async function book(
  tx: Transaction,
  deps: Deps,
  opened: OpenMeeting,
  proposal: ProposalView,
  { id, startsAt, endsAt }: SlotView,
): Promise<void> {
  const booked = await recordChange(tx, deps, opened, {
    ...by,
    changes: { state: 'booked', startsAt, endsAt, bookedAt: deps.clock.now() },
    detail: { startsAt: startsAt.toISOString(), proposalId: proposal.id },
    tellRequester: 'booked',
  });
  // The row is held: nobody has changed it since it was read.
  if (!booked) throw new Error('A meeting has changed although its row was held');
  await settleProposal(tx, deps, proposal, id, by);
  await beginQuorum(tx, deps, opened.view.id);
  await tellOwner(tx, deps, opened, proposal, 'proposal-booked');
}

/** At the deadline: where enough people can come and nothing is booked by itself, the chair is reminded to book. */
async function close(tx: Transaction, deps: Deps, opened: OpenMeeting, proposal: ProposalView): Promise<void> {
  const { view } = opened;
  const isReached = bestSlot(view, proposal.slots, deps.clock.now()) !== undefined;
  if (!(await endProposal(tx, deps, { proposalId: proposal.id, change: 'close' }, by))) return;
  await tellOwner(tx, deps, opened, proposal, isReached ? 'quorum-reached' : 'proposal-closed', ':deadline');
  await refreshCards(tx, deps, shownWith(view));
}

type News = Extract<DeliveryKind, 'quorum-reached' | 'proposal-booked' | 'proposal-closed'>;

/** A card to the chair, or whoever owns the request: once for each proposal and kind, and once more at the deadline. */
async function tellOwner(
  tx: Transaction,
  deps: Deps,
  { view, rows }: OpenMeeting,
  proposal: ProposalView,
  kind: News,
  at = '',
): Promise<void> {
  const professionalId = rows.chairId ?? rows.request?.ownerId ?? null;
  await addDeliveries(tx, deps, [
    {
      kind,
      eventKey: `${kind}:${proposal.id}${at}`,
      channel: 'teams',
      meetingId: view.id,
      detail: { proposalId: proposal.id },
      ...(view.requestId === null ? {} : { requestId: view.requestId }),
      ...(professionalId === null ? {} : { professionalId }),
    },
  ]);
}
