import type { Span } from '../calendar/port.ts';
import { instantAt, localTimeExists, parseCalendarDay } from '../platform/time.ts';
import { parseTimeOfDay } from '../platform/typed-dates.ts';
import type { InviteeKind, MeetingState, PartyKey } from './model.ts';

/** Everything that changes a meeting's state (domain.md §2). Rescheduling and correcting keep the state they begin in. */
export const meetingChanges = [
  'book',
  'reschedule',
  'cancel',
  'take-place',
  'not-take-place',
  'record-outcome',
  'correct',
] as const;
export type MeetingChange = (typeof meetingChanges)[number];

/** The one table of a meeting's transitions: what is not in it does not happen. */
export const meetingTransitions: Record<MeetingChange, { from: readonly MeetingState[]; to: MeetingState }> = {
  book: { from: ['being-arranged'], to: 'booked' },
  reschedule: { from: ['booked'], to: 'booked' },
  cancel: { from: ['being-arranged', 'booked'], to: 'cancelled' },
  'take-place': { from: ['booked'], to: 'took-place' },
  'not-take-place': { from: ['booked'], to: 'did-not-take-place' },
  'record-outcome': { from: ['took-place'], to: 'outcome-recorded' },
  correct: { from: ['outcome-recorded'], to: 'outcome-recorded' },
};

/** The state a change leads to, or undefined where it is not allowed. */
export function stateAfter(change: MeetingChange, from: MeetingState): MeetingState | undefined {
  const transition = meetingTransitions[change];
  return transition.from.includes(from) ? transition.to : undefined;
}

/** The records whose cards show a meeting: its request's; else its own, and the one of the person on the register. */
export function shownWith(meeting: { id: string; requestId: string | null; entryId: string | null }): string[] {
  if (meeting.requestId !== null) return [meeting.requestId];
  return meeting.entryId === null ? [meeting.id] : [meeting.id, meeting.entryId];
}

/** Whether the person or their family are invited by mail, so that an address of theirs stands in the event. */
export function familyHasAddress(invitees: readonly { kind: InviteeKind; email: string | null }[]): boolean {
  return invitees.some(({ kind, email }) => (kind === 'individual' || kind === 'carer') && email !== null);
}

/** Whether the meeting's end has passed: a meeting that ends this instant has. Without a time it has not. */
export function hasEnded(endsAt: Date | null, now: Date): boolean {
  return endsAt !== null && endsAt <= now;
}

/** A time as typed into a card, or the reason it can't be taken. */
export function readTypedTime(typed: { day: string; at: string }, lengthMinutes: number): Span | undefined {
  const day = parseCalendarDay(typed.day);
  const at = parseTimeOfDay(typed.at);
  // In the hour that the clocks skip in March nobody could come.
  if (day === undefined || at === undefined || !localTimeExists(day, at)) return undefined;
  const start = instantAt(day, at);
  return { start, end: new Date(start.getTime() + lengthMinutes * 60_000) };
}

/** The party that decisions and actions name for somebody invited: their organisation, or themselves without one. */
export function partyOf(invitee: { id: string; kind: InviteeKind; organisationId: string | null }): PartyKey {
  if (invitee.kind === 'individual' || invitee.kind === 'carer') return invitee.kind;
  return invitee.organisationId === null ? `invitee:${invitee.id}` : `organisation:${invitee.organisationId}`;
}

/** The DSR team's own actions and decisions. It is a party of every meeting. */
export const DSR_TEAM: PartyKey = 'dsr-team';
