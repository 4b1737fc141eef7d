import type { ProgressState } from '../agreed-actions/model.ts';
import type { NamedPerson } from '../mbe-requests/model.ts';
import type { DeliveryKind } from '../notifications/model.ts';
import type { TodoKind } from '../notifications/todos.ts';
import type { CalendarDay } from '../platform/time.ts';
import type { InviteeKind, MeetingState } from './model.ts';

/** Something the DSR team must do by hand, with what its card says. */
export type TodoView = {
  id: string;
  kind: TodoKind;
  requestId: string | null;
  meetingId: string | null;
  /** The register entry, the referral or the letter it is about. */
  entryId: string | null;
  referralId: string | null;
  letterId: string | null;
  /** The person whom the entry or the referral is about. */
  personId: string | null;
  /** Of the request, the referral or the person on the register; null where it concerns none. */
  reference: string | null;
  /** The meeting as it is now: 'invite-by-hand' means telling of its time, or that it is cancelled. */
  meeting: { state: MeetingState; startsAt: Date | null; endsAt: Date | null } | null;
  /** Whom it concerns. */
  invitee: {
    id: string;
    kind: InviteeKind;
    name: string;
    organisation: string | null;
    email: string | null;
    otherContact: string | null;
  } | null;
  /** What somebody said, where the to-do waits for that to be recorded. */
  said: string | null;
  /** The agreed action it is about, as it stands. */
  action: {
    what: string;
    who: string;
    organisation: string | null;
    dueDay: CalendarDay;
    state: ProgressState | null;
    note: string | null;
  } | null;
  /** What could not be delivered, for 'delivery-failed' and 'delivery-unclear'. */
  delivery: DeliveryKind | null;
  /** The status code (RFC 3463) with which it came back, for 'bounced'; null where none was given. */
  bounceCode: string | null;
  /** The time it speaks of: the one a meeting had before, or the one that somebody proposes. */
  time: { startsAt: Date; endsAt: Date } | null;
  /** It is done by deciding what it asks for, on a card of its own: nobody marks it as done. */
  toDecide: boolean;
  createdAt: Date;
  /** `by` is null where the service saw that it no longer applied. */
  done: { at: Date; by: NamedPerson | null; note: string | null } | null;
};
