import { z } from 'zod';
import type { CalendarDay } from '../platform/time.ts';

export const ratings = ['red', 'amber', 'green', 'blue'] as const;
export type Rating = (typeof ratings)[number];

/** The order in which the register is read: who may be admitted soonest, who is in hospital, who is held well. */
export const ratingRank: Record<Rating, number> = { red: 0, amber: 1, blue: 2, green: 3 };

/** Where somebody is: at home or in a placement, or in a mental health hospital of one of three kinds. */
export const settings = ['community', 'adult', 'tier-4', 'secure'] as const;
export type Setting = (typeof settings)[number];
export type HospitalSetting = Exclude<Setting, 'community'>;

const rating = z.enum(ratings);
const hospital = z.enum(['adult', 'tier-4', 'secure']);
const code = z.string().regex(/^[a-z][a-z0-9-]*$/);
const id = z.uuid();

/** How an offer of a C(E)TR was answered; the refusal is shown, and the repeat runs from the offer (domain.md §10). */
export const offerAnswers = ['accepted', 'declined', 'not-answered'] as const;

export const treatmentStatuses = ['none', 'planned', 'receiving'] as const;
export type TreatmentStatus = (typeof treatmentStatuses)[number];

/**
 * Everything that can happen to somebody on the register, with what is kept of each besides its day, its note and who
 * recorded it. A C(E)TR, a LAEP meeting and an oversight visit are what they are: none stands for another.
 */
export const registerEventDetail = {
  entered: z.strictObject({ rating, locality: code }),
  'rating-changed': z.strictObject({ rating, decidedBy: z.string() }),
  admitted: z.strictObject({ setting: hospital }),
  'setting-changed': z.strictObject({ setting: hospital }),
  /** The rating after hospital is decided by somebody; Blue ends with the stay. */
  discharged: z.strictObject({ rating, decidedBy: z.string() }),
  'cetr-offered': z.strictObject({ answer: z.enum(offerAnswers) }),
  'cetr-held': z.strictObject({}),
  'cetr-plan-reviewed': z.strictObject({}),
  'laep-held': z.strictObject({}),
  'oversight-visit': z.strictObject({}),
  /** Talked about at the panel or at a DSR review meeting. */
  discussed: z.strictObject({}),
  /** A measure of the policy that must, may or can be considered at a rating was. */
  'measure-considered': z.strictObject({ measure: code, result: z.enum(['arranged', 'offered', 'not-needed']) }),
  'intensive-treatment': z.strictObject({ status: z.enum(treatmentStatuses) }),
  /** Scores by code of the area's discharge plan points. */
  'discharge-plan-scored': z.strictObject({ scores: z.record(code, z.int().min(0).max(10)) }),
  ended: z.strictObject({ reason: code }),
  /** Takes back an earlier event that was recorded by mistake; both stay on record. */
  voided: z.strictObject({ eventId: id }),
} as const;

export type RegisterEventKind = keyof typeof registerEventDetail;
export const registerEventKinds = Object.keys(registerEventDetail) as RegisterEventKind[];

/** One event as the engine and the projections read it. `day` is when it happened, `seq` the order of recording. */
export type RegisterEvent = {
  [K in RegisterEventKind]: { id: string; seq: number; day: CalendarDay; kind: K } & {
    detail: z.infer<(typeof registerEventDetail)[K]>;
  };
}[RegisterEventKind];

/** An event to be recorded: in the transaction of a use case, by `recordEvents` of entry-store.ts. */
export type NewRegisterEvent = {
  [K in RegisterEventKind]: { kind: K; day: CalendarDay; detail: z.infer<(typeof registerEventDetail)[K]> };
}[RegisterEventKind] & { note?: string | null; meetingId?: string | null };

/** Age groups in which the register is read. The first two are the policy's own words; a date of birth may be missing. */
export const ageGroups = ['all', 'children', 'adults', 'children-and-young-people', 'not-known'] as const;
export type AgeGroup = (typeof ageGroups)[number];

export const dueFilters = ['all', 'overdue', 'this-week', 'consent-lapsed'] as const;
export type DueFilter = (typeof dueFilters)[number];

/** Longest name that a filter takes, in characters. */
const MAX_FILTER_NAME = 200;

/** What the register is filtered by. Whatever does not fit filters nothing: a card may be older than the policy. */
export const registerFilterSchema = z.object({
  rating: z.enum(['all', ...ratings]).catch('all'),
  /** A code of the policy's localities, or 'all'. */
  locality: code.catch('all'),
  age: z.enum(ageGroups).catch('all'),
  due: z.enum(dueFilters).catch('all'),
  /** A key professional's name, as typed; its beginning is enough. */
  keyProfessional: z.string().max(MAX_FILTER_NAME).catch(''),
});
export type RegisterFilter = z.infer<typeof registerFilterSchema>;

/** Nothing filtered: the whole register. */
export const wholeRegister: RegisterFilter = registerFilterSchema.parse({});

/** Tabs of what falls due. 'earliest' are dates from which something may be considered: never late. */
export const dueTabs = ['overdue', 'today', 'week', 'earliest'] as const;
export type DueTab = (typeof dueTabs)[number];

/** What a review form records, each as what it is: none stands for another. */
export const reviewKinds = [
  'cetr-offered',
  'cetr-held',
  'cetr-plan-reviewed',
  'oversight-visit',
  'laep-held',
  'discussed',
  'measure-considered',
  'intensive-treatment',
  'discharge-plan-scored',
] as const satisfies readonly RegisterEventKind[];
export type ReviewKind = (typeof reviewKinds)[number];

export const measureResults = ['arranged', 'offered', 'not-needed'] as const;
export type MeasureResult = (typeof measureResults)[number];

/** Highest score of a point of a discharge plan. No source states a scale: the area's points say what a score means. */
export const MAX_PLAN_SCORE = 10;
/** Longest name or role of who decided, and longest reason or note, in characters. */
export const MAX_DECIDED_BY = 120;
export const MAX_EVENT_NOTE = 2000;
/** As many key professionals as a form on a phone has room for. */
export const MOST_KEY_PROFESSIONALS = 6;

/** Something that was typed and can't be taken, by its field. */
export type EntryField =
  | 'rating'
  | 'note'
  | 'decidedBy'
  | 'day'
  | 'setting'
  | 'reason'
  | 'answer'
  | 'measure'
  | 'result'
  | 'status'
  | 'scores'
  | 'professionals'
  | 'state';
export type EntryProblem = {
  field: EntryField;
  problem:
    | 'missing'
    | 'too-long'
    | 'unknown-choice'
    | 'not-a-date'
    | 'in-the-future'
    | 'before-entry'
    | 'not-a-score'
    | 'not-a-professional'
    | 'not-an-email'
    | 'too-many';
  /** Which line or point, where a field holds several. */
  which?: string;
};

/** Whom the panel's list shows: those not discussed within the area's interval, or everybody on the register. */
export const panelFilters = ['overdue', 'all'] as const;
export type PanelFilter = (typeof panelFilters)[number];
