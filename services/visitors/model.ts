import type { ProgressState } from '../agreed-actions/model.ts';
import type { InviteeKind, InviteeResponse } from '../meetings/model.ts';
import type { CalendarDay } from '../platform/time.ts';

/** A meeting as the list of an address shows it: nothing about the person, whoever reads it. */
export type MyMeeting = {
  inviteeId: string;
  kind: InviteeKind;
  reference: string;
  startsAt: Date;
  endsAt: Date;
  /** null = online, or a place that may not be written down */
  online: boolean;
  response: InviteeResponse | null;
};

/** Times that the address is asked about; `answered` where it has said, and can still change it. */
export type MyProposal = { inviteeId: string; reference: string; deadline: Date; times: number; answered: boolean };

/** An agreed action of the address's organisation. */
export type MyAction = {
  actionKey: string;
  reference: string;
  dueDay: CalendarDay;
  state: ProgressState | null;
  overdue: boolean;
};

/** A question to the service behind the address. */
export type MyQuestion = { receiverId: string; reference: string; dueDay: CalendarDay; overdue: boolean };

/** Somebody on the register whose consent the reader of the address can speak about, at any time. */
type MyConsent = { personId: string; reference: string };

/** Everything there is for one address, each part in the order in which it is needed. */
export type Mine = {
  proposals: MyProposal[];
  /** Booked meetings to come. Those without a response wait for an answer. */
  meetings: MyMeeting[];
  questions: MyQuestion[];
  /** Open ones first, by due day. */
  actions: MyAction[];
  consents: MyConsent[];
  /** Meetings of the last months that were held, whose outcome can be read. */
  held: MyMeeting[];
};
