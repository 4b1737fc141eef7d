import type { Transaction } from '../platform/database.ts';
import type { Deps } from '../platform/deps.ts';
import { addDeliveries } from './store.ts';

/** What the DSR team must do by hand. The words are in wording/; these codes are stored. */
export const todoKinds = [
  /** Nothing may be sent to the individual or the carer yet: speak to them first. */
  'speak-first',
  /** Somebody to invite has no email address. */
  'invite-by-hand',
  /** Somebody who is to be asked which times suit can't be asked by us: no email address, or they want to be called. */
  'ask-by-hand',
  /** Somebody may not be told by mail what was agreed, or has no address: tell them otherwise. */
  'tell-outcome',
  /** A mail or a message could not be delivered. */
  'delivery-failed',
  /** A mail or a message may have been sent: ask whether it arrived. */
  'delivery-unclear',
  /** A mail that had left came back: its receiver did not get it. */
  'bounced',
  /** The calendar has not taken a booking or a change for longer than a job retries. */
  'calendar-behind',
  /** A deadline comes near, and no key professional has an email address. */
  'nobody-to-remind',
  /** A deadline of a red or amber risk was missed, and no senior manager is named. */
  'escalate-by-hand',
  /** A letter could not go to its address by mail: only a notice did. */
  'tell-letter',
  /** Consent to the register has run out: ask for it again. */
  'consent-lapsed',
  /** Consent to the register has ended: tell those who have received something already. */
  'tell-of-withdrawal',
  /** A referral waits, and there is no consent to it any more. */
  'referral-without-consent',
  /** The clinical lead decides whether a meeting is held although consent has ended. */
  'decide-withdrawn-meeting',
  /** The clinical lead decides who consents for a young person. */
  'decide-consent',
  /** A service has not answered a question, and no manager of it is named. */
  'escalate-question-by-hand',
  /** The person has asked to be called before anything is sent: call, and their invitation goes out. */
  'phone-first',
  /** The person needs an interpreter at a meeting. */
  'book-interpreter',
  /** The person or their family have said what helps them to take part: record it. */
  'needs-said',
  /** Somebody says that an agreed action cannot be done. */
  'action-cannot',
  /** An agreed action is overdue: the agency's manager was written to, or it is the family's own. */
  'action-overdue',
  /** An agreed action is overdue, and no manager of the organisation is named. */
  'escalate-action-by-hand',
  /** An agreed action of the DSR team itself comes near its day. */
  'team-action-due',
  /** A required agency has declined, and nobody of it is left to ask: find somebody to come. */
  'find-stand-in',
  /** Somebody has moved a meeting in Outlook: the record has followed. */
  'moved-in-calendar',
  /** Somebody has deleted a meeting in Outlook: it is cancelled here too. */
  'removed-from-calendar',
  /** Somebody invited would rather have another time, and says so in their calendar. */
  'time-proposed',
] as const;
export type TodoKind = (typeof todoKinds)[number];

export type NewTodo = {
  kind: TodoKind;
  /** Unique: the same to-do is raised once, whoever raises it. Made by `todoKeys`. */
  eventKey: string;
  requestId?: string | null;
  meetingId?: string | null;
  inviteeId?: string | null;
  deliveryId?: string | null;
  referralId?: string | null;
  entryId?: string | null;
  letterId?: string | null;
  /** AgreedAction.key */
  actionKey?: string | null;
  questionId?: string | null;
  /** The time it speaks of: the one a meeting had before, or the one that somebody proposes. */
  startsAt?: Date | null;
  endsAt?: Date | null;
  /** What somebody said, where the to-do is about that. */
  note?: string;
};

/** Event keys, in one place so that a use case and a delivery that find the same thing raise one to-do between them. */
export const todoKeys = {
  speakFirst: (meetingId: string, inviteeId: string) => `speak-first:${meetingId}:${inviteeId}`,
  inviteByHand: (meetingId: string, sequence: number, inviteeId: string) =>
    `invite-by-hand:${meetingId}:${sequence}:${inviteeId}`,
  findStandIn: (meetingId: string, sequence: number, inviteeId: string) =>
    `find-stand-in:${meetingId}:${sequence}:${inviteeId}`,
  askByHand: (proposalId: string, inviteeId: string) => `ask-by-hand:${proposalId}:${inviteeId}`,
  tellOutcome: (outcomeId: string, inviteeId: string) => `tell-outcome:${outcomeId}:${inviteeId}`,
  phoneFirst: (meetingId: string, sequence: number, inviteeId: string) =>
    `phone-first:${meetingId}:${sequence}:${inviteeId}`,
  bookInterpreter: (meetingId: string, sequence: number, inviteeId: string) =>
    `book-interpreter:${meetingId}:${sequence}:${inviteeId}`,
  needsSaid: (inviteeId: string, press: string) => `needs-said:${inviteeId}:${press}`,
  calendarBehind: (meetingId: string, sequence: number) => `calendar-behind:${meetingId}:${sequence}`,
  /** Of a change that was made in the calendar itself, under the SEQUENCE with which it was followed. */
  ofCalendar: (kind: 'moved-in-calendar' | 'removed-from-calendar', meetingId: string, sequence: number) =>
    `${kind}:${meetingId}:${sequence}`,
  timeProposed: (inviteeId: string, at: Date) => `time-proposed:${inviteeId}:${at.toISOString()}`,
  nobodyToRemind: (entryId: string, clock: string, due: string) => `nobody-to-remind:${entryId}:${clock}:${due}`,
  escalateByHand: (entryId: string, clock: string, due: string) => `escalate-by-hand:${entryId}:${clock}:${due}`,
  escalateQuestion: (receiverId: string) => `escalate-question-by-hand:${receiverId}`,
  actionCannot: (actionKey: string, at: Date) => `action-cannot:${actionKey}:${at.toISOString()}`,
  /** Of an action and the day by when it is to be done: a later version of the outcome may move it. */
  ofAction: (kind: TodoKind, actionKey: string, due: string) => `${kind}:${actionKey}:${due}`,
  tellLetter: (letterId: string) => `tell-letter:${letterId}`,
  /** Of the consent event, or the press, that it follows from; and of what else it is about. */
  ofConsent: (kind: TodoKind, eventId: string, aboutId = '') => `${kind}:${eventId}:${aboutId}`,
  delivery: (kind: 'delivery-failed' | 'delivery-unclear' | 'bounced', deliveryId: string) => `${kind}:${deliveryId}`,
  /** Of an invitation that the calendar itself has sent. */
  invitationBounced: (meetingId: string, sequence: number, inviteeId: string) =>
    `bounced:${meetingId}:${sequence}:${inviteeId}`,
};

/**
 * Raises to-dos in the transaction that causes them, each with a card to the DSR channel. One that was raised before is
 * left as it is, also when it is done.
 */
export async function addTodos(
  tx: Transaction,
  deps: Pick<Deps, 'jobs' | 'newId' | 'clock'>,
  todos: readonly NewTodo[],
): Promise<void> {
  if (todos.length === 0) return;
  const createdAt = deps.clock.now();
  const raised = await tx.teamTodo.createManyAndReturn({
    data: todos.map((todo) => ({ ...todo, id: deps.newId(), createdAt })),
    skipDuplicates: true,
    select: { id: true, requestId: true, meetingId: true },
  });
  await addDeliveries(
    tx,
    deps,
    raised.map((todo) => ({
      kind: 'todo',
      eventKey: `todo:${todo.id}`,
      channel: 'teams',
      detail: { todoId: todo.id },
      ...(todo.requestId ? { requestId: todo.requestId } : {}),
      ...(todo.meetingId ? { meetingId: todo.meetingId } : {}),
    })),
  );
}
