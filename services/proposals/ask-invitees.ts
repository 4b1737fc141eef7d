import type { MeetingView } from '../meetings/model.ts';
import { heldBack, howAsked } from '../meetings/proposal-view.ts';
import type { NewDelivery } from '../notifications/model.ts';
import { addDeliveries, refreshCards, sendAfterAll } from '../notifications/store.ts';
import { addTodos, type NewTodo, todoKeys } from '../notifications/todos.ts';
import type { Transaction } from '../platform/database.ts';
import type { Deps } from '../platform/deps.ts';
import { closeTodos, reopenLapsed } from './asking-store.ts';

const keysOf = (some: readonly { eventKey: string }[]) => some.map(({ eventKey }) => eventKey);

/** What asking somebody comes to. */
type Asking = { deliveries: NewDelivery[]; todos: NewTodo[]; settled: string[] };

/**
 * What is to be sent, or done by hand, to ask everybody invited about the times of a proposal: a question to whoever may be
 * written to; the to-do to speak to those first who may not; one to ask those whom nothing can be sent. Under one key for
 * each proposal and invitee, so that it may be asked for again: when a ground is recorded, or a stand-in named.
 */
export function askingOf(meeting: MeetingView, proposalId: string): Asking {
  const asking: Asking = { deliveries: [], todos: [], settled: [] };
  for (const invitee of meeting.invitees) {
    const about = { meetingId: meeting.id, inviteeId: invitee.id };
    const speakFirst = todoKeys.speakFirst(meeting.id, invitee.id);
    const how = howAsked(invitee, meeting.sharing);
    if (how === 'by-us') {
      const eventKey = `proposal:${proposalId}:${invitee.id}`;
      asking.deliveries.push({ ...about, kind: 'proposal', eventKey, channel: 'teams', detail: { proposalId } });
      asking.settled.push(speakFirst, todoKeys.askByHand(proposalId, invitee.id));
    } else if (how === 'held-until-basis') {
      asking.todos.push({ ...about, requestId: meeting.requestId, kind: 'speak-first', eventKey: speakFirst });
    } else if (!meeting.proposal?.answered.some((answer) => answer.inviteeId === invitee.id)) {
      const eventKey = todoKeys.askByHand(proposalId, invitee.id);
      asking.todos.push({ ...about, requestId: meeting.requestId, kind: 'ask-by-hand', eventKey });
    }
  }
  return asking;
}

/** Asks whoever has not been asked yet, and closes the to-dos of those who can be by now. The caller owns the transaction. */
export async function askInvitees(
  tx: Transaction,
  deps: Deps,
  meeting: MeetingView,
  proposalId: string,
): Promise<void> {
  const { deliveries, todos, settled } = askingOf(meeting, proposalId);
  await addDeliveries(tx, deps, deliveries);
  await addTodos(tx, deps, todos);
  // A ground that was lost may be back, and one that was there may be gone.
  await sendAfterAll(tx, deps, keysOf(deliveries), heldBack);
  const reopened = await reopenLapsed(tx, keysOf(todos));
  await refreshCards(tx, deps, [...reopened, ...(await closeTodos(tx, settled, deps.clock.now()))]);
}
