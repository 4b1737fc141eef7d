import type { AgencyKind } from '../agencies/model.ts';
import type { SharingGround } from '../consent/rules.ts';
import type { NamedPerson } from '../mbe-requests/model.ts';
import type { CommunicationNeeds } from '../people/model.ts';
import type { CalendarDay } from '../platform/time.ts';
import type { ProposalView, SlotAnswerCode } from '../proposals/model.ts';
import type { Rating } from '../register/model.ts';
import type { AnsweredBy } from '../sign-in/model.ts';
import type { TimesAdvice } from './times-advice.ts';

export const meetingKinds = ['mbe', 'dsr-review', 'cetr', 'laep', 'oversight-visit'] as const;
export type MeetingKind = (typeof meetingKinds)[number];

/** Kinds that are held for somebody on the register. */
export const registerMeetingKinds = ['cetr', 'laep', 'dsr-review', 'oversight-visit'] as const;
export type RegisterMeetingKind = (typeof registerMeetingKinds)[number];

/** The states of a meeting (domain.md §2). Rescheduling keeps it booked. */
export const meetingStates = [
  'being-arranged',
  'booked',
  'took-place',
  'did-not-take-place',
  'cancelled',
  'outcome-recorded',
] as const;
export type MeetingState = (typeof meetingStates)[number];

export type InviteeKind = 'agency' | 'individual' | 'carer' | 'other';
export type InviteeResponse = 'accepted' | 'tentative' | 'declined';

/**
 * Who decisions and actions are for: 'organisation:<id>', 'invitee:<id>' for somebody without an organisation,
 * 'individual', 'carer' or 'dsr-team'.
 */
export type PartyKey = string;

export type InviteeView = {
  id: string;
  kind: InviteeKind;
  organisation: { id: string; name: string; kind: AgencyKind; agreementInForce: boolean } | null;
  name: string;
  email: string | null;
  otherContact: string | null;
  addressSecure: boolean;
  /** Somebody who may not know about the person reads the same address: no mark makes it secure. */
  addressShared: boolean;
  response: InviteeResponse | null;
  /** What they said with their answer, and from a shared inbox who said it. */
  responseNote: string | null;
  answeredBy: AnsweredBy | null;
  need: InviteeNeed;
  /** Whose role they fill instead; null for the holder of a role. */
  standsInForId: string | null;
  /** We asked them to come in somebody's place, and they have not said yes: no calendar invitation goes to them yet. */
  askedToStandIn?: true;
  /** Another time that they propose in their calendar. */
  proposed?: { startsAt: Date; endsAt: Date };
  /** What they said to exactly this time when times were proposed: it counts until they answer the invitation. */
  saidToThisTime?: SlotAnswerCode;
  toBring: string | null;
  /** Whom the person or their family bring. */
  bringing: string | null;
  /** A coordinator let them know more for this meeting, on this basis; null where nobody has. */
  mayKnow: DisclosureBasis | null;
  /** What became of the latest invitation. */
  invitation:
    | 'not-sent'
    | 'on-its-way'
    | 'sent'
    | 'may-have-been-sent'
    | 'failed'
    | 'bounced'
    | 'held-until-basis'
    | 'held-until-called'
    | 'by-hand';
  /** They have asked to be called before anything is sent, and nobody has recorded a call about this time. */
  callFirst: boolean;
  party: PartyKey;
};

export type InviteeNeed = 'required' | 'useful';

/** Of these roles at least so many must be there. `seats` are ids of invitees who stand in for nobody. */
export type QuorumGroup = { seats: string[]; atLeast: number };

/** Whether the meeting is quorate by the answers so far. */
export type QuorumView = {
  groups: QuorumGroup[];
  /** false: nobody has set groups, so everybody who is required must be there */
  set: boolean;
  state: 'yes' | 'maybe' | 'no';
  /** The groups that are not met yet. */
  missing: QuorumGroup[];
};

/** On what basis somebody without an agreement was let know more (domain.md §7). */
export const disclosureBases = ['person-consents', 'clinical-lead'] as const;
export type DisclosureBasis = (typeof disclosureBases)[number];

export type ProposedTimeView = {
  id: string;
  startsAt: Date;
  endsAt: Date;
  free: string[];
  busy: string[];
  unknown: string[];
  quorate: 'yes' | 'maybe' | 'no';
};

/** A meeting in its present state. */
export type MeetingView = {
  id: string;
  kind: MeetingKind;
  state: MeetingState;
  version: number;
  requestId: string | null;
  /** The register entry it is held for, where it serves no request. */
  entryId: string | null;
  /** The request's, or its own, such as MTG-2026-0007. */
  reference: string;
  personName: string;
  /** Whom it is about; null where the request names nobody yet. */
  personId: string | null;
  /** What the person needs to take part. */
  needs: CommunicationNeeds;
  purposeCategory: string | null;
  lengthMinutes: number;
  neededBy: CalendarDay | null;
  place: string | null;
  startsAt: Date | null;
  endsAt: Date | null;
  ended: boolean;
  joinUrl: string | null;
  /** Those invited do not see in their calendars who else is. */
  attendeesHidden: boolean;
  chair: NamedPerson | null;
  sharing: SharingGround;
  /** Consent ended when it was near: the clinical lead decides whether it is still held, and nobody else cancels it. */
  waitsForLead: boolean;
  invitees: InviteeView[];
  /** null while the finder is still looking */
  proposedTimes: ProposedTimeView[] | null;
  quorum: QuorumView;
  /** The latest proposal, whatever became of it. */
  proposal: ProposalView | null;
  /** The one change that would give a time, where none was found. */
  timesAdvice: TimesAdvice | null;
  /** What the person and their family want to say before it. */
  advanceWords: { inviteeId: string; text: string; at: Date }[];
  /** Why it was cancelled: a code of the policy's cancelReasons. */
  cancelReason: string | null;
  endReason: string | null;
  endNote: string | null;
  /** The latest version of the outcome, if one was begun. */
  outcome: { id: string; version: number; state: 'draft' | 'sent' } | null;
};

export const attendanceAnswers = ['came', 'stand-in', 'did-not-come'] as const;
export type AttendanceAnswer = (typeof attendanceAnswers)[number];

export type AgreedActionEntry = { key: string; what: string; party: PartyKey; who: string; dueDay: CalendarDay };
export type DecisionEntry = {
  key: string;
  text: string;
  /** Parties that need it; empty = everybody. */
  parties: PartyKey[];
};

/** The outcome as recorded: the whole of one version. */
export type OutcomeView = {
  id: string;
  meetingId: string;
  version: number;
  state: 'draft' | 'sent';
  saves: number;
  attendance: { inviteeId: string; came: AttendanceAnswer; standInName: string | null }[];
  decisions: DecisionEntry[];
  actions: AgreedActionEntry[];
  recommendedRating: Rating | null;
  nextStep: string | null;
  themes: string[];
  gaps: string | null;
  recordedBy: NamedPerson;
  sentAt: Date | null;
};

/** A party that a decision or an action can be for, in the meeting's order. */
export type PartyView = { party: PartyKey; label: string };

/** What one receiver gets of an outcome, decided by services/meetings/disclosure.ts. */
export type SummaryPart =
  | {
      what: 'summary';
      personName: string;
      decisions: DecisionEntry[];
      actions: AgreedActionEntry[];
      nextStep: string | null;
    }
  /** Reference only; the team has a to-do to tell them otherwise. */
  | { what: 'notice'; because: 'no-agreement' | 'address-shared' | 'address-not-secure' | 'no-ground' }
  /** No address: the team tells them by hand. */
  | { what: 'by-hand' }
  /** The person and their family: a letter, drafted now, which a coordinator reads and releases. */
  | { what: 'letter' };

export type SummaryPreview = {
  inviteeId: string;
  kind: InviteeKind;
  name: string;
  organisation: string | null;
  email: string | null;
  addressSecure: boolean;
  part: SummaryPart;
  /** Only for version 2 and later: what differs from what they were sent before; empty = unchanged, nothing is sent. */
  changes: SummaryChange[] | null;
};

export type SummaryChange = {
  change: 'added' | 'changed' | 'removed';
  what: 'decision' | 'action' | 'next-step';
  before: string | null;
  after: string | null;
};

/** Most decisions and most actions of one meeting. The limits are ours, so that a summary stays something to read. */
export const MAX_DECISIONS = 30;
export const MAX_ACTIONS = 60;

/** Longest text that is said in advance (the limit is ours: two pages). */
export const MAX_ADVANCE_WORDS = 4000;
/** Longest line on who comes along. */
export const MAX_BRINGING = 300;
/** Longest text on what helps. */
export const MAX_HELPS = 1000;
