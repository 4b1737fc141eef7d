import type { Clock, ClockKind } from '../clocks/model.ts';
import type { ConsentState } from '../consent/model.ts';
import type { MeetingKind, MeetingState } from '../meetings/model.ts';
import type { CommunicationNeeds } from '../people/model.ts';
import type { CalendarDay } from '../platform/time.ts';
import type { MeasureFor } from '../policies/measures.ts';
import type { ServiceQuestionView } from '../service-questions/model.ts';
import type { AnsweredBy } from '../sign-in/model.ts';
import type {
  DueTab,
  MeasureResult,
  Rating,
  RegisterEvent,
  RegisterFilter,
  Setting,
  TreatmentStatus,
} from './model.ts';

/** An event as it was recorded: with its words, who recorded it and when. */
export type EventRecord = RegisterEvent & {
  note: string | null;
  meetingId: string | null;
  by: string | null;
  at: Date;
};

/** A professional who knows the person. */
export type KeyProfessionalRow = {
  name: string;
  jobRole: string | null;
  organisation: string | null;
  email: string | null;
  phone: string | null;
  lead: boolean;
};

/** A time that somebody was on the register. */
export type Episode = { entryId: string; fromDay: CalendarDay; toDay: CalendarDay | null; endReason: string | null };

/** A meeting about somebody: of the register, or by exception. */
export type PersonMeeting = {
  id: string;
  entryId: string | null;
  requestId: string | null;
  reference: string | null;
  kind: MeetingKind;
  state: MeetingState;
  startsAt: Date | null;
};

/** One person in a list of the register. */
export type ListedPerson = {
  entryId: string;
  reference: string;
  name: string;
  dateOfBirth: CalendarDay | null;
  locality: string;
  rating: Rating;
  ratingSince: CalendarDay;
  setting: Setting;
  consentUntil: CalendarDay | null;
  nextDue: CalendarDay | null;
  fromDay: CalendarDay;
};

/** One page of the register. */
export type RegisterView = {
  filter: RegisterFilter;
  /** Under every filter but the rating's own. */
  counts: Record<Rating, number>;
  /** How many entries of the whole register are suspended: consent has lapsed. */
  lapsed: number;
  page: number;
  pages: number;
  total: number;
  today: CalendarDay;
  items: (ListedPerson & { age: number | null; overdue: boolean; suspended: boolean })[];
};

/** A clock as it stands today. */
export type DueClock = Clock & { lastWorkingDay: CalendarDay; overdue: boolean };

/** A measure of the policy that holds for somebody, and what was recorded of it since they have their rating. */
export type MeasureView = MeasureFor & { recorded: { day: CalendarDay; result: MeasureResult } | null };

/** An agreed action about somebody, and what became of it; null where nobody has said yet. */
export type PersonAction = {
  key: string;
  meetingId: string;
  meetingReference: string;
  what: string;
  who: string;
  dueDay: CalendarDay;
  overdue: boolean;
  progress: {
    state: 'under-way' | 'done' | 'cannot';
    note: string | null;
    /** The day it was done, as they say. */
    doneOn: CalendarDay | null;
    /** From a shared inbox, who said it. */
    answeredBy: AnsweredBy | null;
    by: string | null;
    at: Date;
  } | null;
};

/** Somebody on the register, everything that a coordinator looks for in one card. */
export type PersonView = {
  entryId: string;
  personId: string;
  version: number;
  reference: string;
  name: string;
  dateOfBirth: CalendarDay | null;
  age: number | null;
  locality: string;
  fromDay: CalendarDay;
  ended: { on: CalendarDay; reason: string; note: string | null } | null;
  today: CalendarDay;
  rating: {
    rating: Rating;
    since: CalendarDay;
    decidedBy: string | null;
    why: string | null;
    recordedBy: string | null;
  };
  /** Another rating that a meeting recommended since this one was decided; null where there is none. */
  recommendation: { rating: Rating; kind: MeetingKind; reference: string; day: CalendarDay } | null;
  setting: { setting: Setting; since: CalendarDay };
  consent: ConsentState;
  /** Consent has lapsed or is missing: no new meeting, nothing is shared. */
  suspended: boolean;
  clocks: DueClock[];
  /** null where the area's policy states none. */
  measures: MeasureView[] | null;
  actions: PersonAction[];
  /** What services were asked on behalf of the person; what still waits comes first. */
  questions: ServiceQuestionView[];
  meetings: PersonMeeting[];
  keyProfessionals: KeyProfessionalRow[];
  /** What they need to take part. */
  needs: CommunicationNeeds;
  treatment: { status: TreatmentStatus; since: CalendarDay } | null;
  dischargePlan: { day: CalendarDay; scores: Record<string, number> } | null;
  lastDiscussed: CalendarDay | null;
  episodesBefore: Episode[];
};

/** What happened on an entry, newest first. */
export type EntryHistoryView = {
  entryId: string;
  version: number;
  reference: string;
  name: string;
  today: CalendarDay;
  fromDay: CalendarDay;
  page: number;
  pages: number;
  total: number;
  lines: HistoryLine[];
  /** The rating on the day that was asked for; null where the person was not on the register on it. */
  asked: { day: CalendarDay; rating: Rating | null } | null;
};

export type HistoryLine = EventRecord & {
  /** What a later event took back, with why. */
  voided: { by: string | null; at: Date; why: string | null } | null;
  /** Of a 'voided' event: the event that it took back. */
  voids: EventRecord | null;
  mayBeVoided: boolean;
};

/** One deadline or earliest date. */
export type DueItem = {
  subject: 'entry' | 'referral';
  subjectId: string;
  kind: ClockKind;
  due: CalendarDay;
  lastWorkingDay: CalendarDay;
  startDay: CalendarDay;
  pausedSince: CalendarDay | null;
  reference: string;
  name: string;
  rating: Rating | null;
  suspended: boolean;
};

/** One page of what falls due. */
export type DueView = {
  tab: DueTab;
  counts: Record<DueTab, number>;
  today: CalendarDay;
  endOfWeek: CalendarDay;
  page: number;
  pages: number;
  total: number;
  items: DueItem[];
};

/** One person found by a name or number. */
export type FoundPerson = {
  entryId: string;
  reference: string;
  name: string;
  dateOfBirth: CalendarDay | null;
  rating: Rating;
  toDay: CalendarDay | null;
};

/** The dates of one entry or referral. */
export type ClockSubject = {
  subject: 'entry' | 'referral';
  subjectId: string;
  reference: string;
  name: string;
  clocks: DueClock[];
};
