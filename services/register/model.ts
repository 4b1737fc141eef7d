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
