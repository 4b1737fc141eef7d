import type { ProgressState } from '../agreed-actions/model.ts';
import type { CalendarDay } from '../platform/time.ts';
import type { AnsweredBy } from '../sign-in/model.ts';
import type { InviteeKind, InviteeResponse, MeetingState } from './model.ts';

/** An action of the party of somebody invited, as the page of the meeting lists it. */
export type InvitedAction = {
  key: string;
  what: string;
  who: string;
  dueDay: CalendarDay;
  state: ProgressState | null;
  overdue: boolean;
};

/** What the page of somebody invited may say about the person and what was agreed (domain.md §7). */
export type InvitedPart =
  | {
      knows: true;
      personName: string;
      /** The purpose category in words. */
      purpose: string | null;
      toBring: string | null;
      /** Their own part of what was agreed; null before the summaries were sent. */
      outcome: { actions: InvitedAction[]; decisions: string[]; nextStep: string | null } | null;
    }
  /** Nothing about the person: there is no field for it. `outcomeRecorded`: the team tells them otherwise. */
  | { knows: false; because: 'no-agreement' | 'address-shared' | 'no-ground'; outcomeRecorded: boolean };

/** A meeting as the page of one of those invited shows it. */
export type InvitedMeetingView = {
  inviteeId: string;
  meetingId: string;
  kind: InviteeKind;
  reference: string;
  state: MeetingState;
  ended: boolean;
  lengthMinutes: number;
  startsAt: Date | null;
  endsAt: Date | null;
  /** null = online, or a place that may not be written down */
  place: string | null;
  /** The place names somebody, so it is left out: they ask for it. */
  placeWithheld: boolean;
  joinUrl: string | null;
  organisationName: string | null;
  /** A code of the policy's cancelReasons. */
  cancelReason: string | null;
  /** What they said of this time, and whose answer it was. */
  response: InviteeResponse | null;
  responseNote: string | null;
  answeredBy: AnsweredBy | null;
  /** They are asked to come in somebody's place. */
  isStandIn: boolean;
  /** Whom they have named to come in their place. */
  standIns: string[];
  /** Times were proposed; whether they can still be answered, the proposal says. */
  timesProposed: boolean;
  part: InvitedPart;
  /** What makes a calendar file of theirs the same entry as their invitation. */
  calendar: { uid: string; sequence: number };
};
