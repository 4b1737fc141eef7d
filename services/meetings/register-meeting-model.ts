import type { OrganisationListing } from '../agencies/model.ts';
import type { Clock } from '../clocks/model.ts';
import type { ConsentState } from '../consent/model.ts';
import type { RepresentativeRelation } from '../people/model.ts';
import type { CalendarDay } from '../platform/time.ts';
import type { InviteeKind, MeetingView, RegisterMeetingKind } from './model.ts';

/** Somebody of a person's own record who can be invited beside organisations. */
export type Invitable = {
  /** 'person', 'representative:<id>' or 'professional:<id>' */
  key: string;
  kind: InviteeKind;
  name: string;
  /** What they are to the person; null for the person. */
  as: { relation: RepresentativeRelation } | { jobRole: string | null; organisation: string | null } | null;
  /** The directory's organisation that they are invited for. */
  organisationId: string | null;
  email: string | null;
  otherContact: string | null;
};

/** A meeting that is being arranged or booked. */
export type MeetingUnderWay = { kind: RegisterMeetingKind; meetingId: string; reference: string };

/** What a coordinator is offered who asks for a meeting for somebody on the register. */
export type RegisterMeetingOffer = {
  entryId: string;
  /** DSR-0123 */
  reference: string;
  personName: string;
  ended: boolean;
  consent: ConsentState;
  today: CalendarDay;
  underWay: MeetingUnderWay[];
  /** By kind: the day it must happen by, and the clock that says so. No clock: as soon as possible, or no date at all. */
  mustHappenBy: Record<RegisterMeetingKind, { day: CalendarDay | null; clock: Clock | null }>;
  people: Invitable[];
};

/** What was asked for, as typed. */
export type TypedRegisterMeeting = {
  kind: string;
  organisationIds: readonly string[];
  /** Keys of `Invitable`. */
  people: readonly string[];
  purposeCategory: string;
  lengthMinutes: string;
  /** A day; nothing means that there is none. */
  neededBy: string;
  /** Invitations carry it as it stands; nothing means online. */
  place: string;
};

export type RegisterMeetingField = keyof TypedRegisterMeeting;
export type RegisterMeetingProblem = {
  field: RegisterMeetingField;
  problem: 'missing' | 'unknown-choice' | 'too-many' | 'too-long' | 'not-a-date' | 'in-the-past' | 'says-who';
};

/** What was asked for, checked. */
export type CheckedRegisterMeeting = {
  kind: RegisterMeetingKind;
  organisations: OrganisationListing[];
  people: Invitable[];
  purposeCategory: string;
  lengthMinutes: number;
  neededBy: CalendarDay | null;
  /** null = online */
  place: string | null;
};

/** A meeting of the register with what its card says beside. */
export type RegisterMeetingView = {
  meeting: MeetingView & { entryId: string; kind: RegisterMeetingKind };
  /** DSR-0123 */
  personReference: string;
  /** The clock that its must-happen-by day was carried over from, as it stands today. */
  clock: Clock | null;
  /** The panel discussed the person without inviting anybody: the meeting was never booked. */
  atPanel: boolean;
};
