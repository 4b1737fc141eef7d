import { z } from 'zod';
import { consentRoutes } from '../consent/model.ts';
import { referralRoutes } from '../referrals/model.ts';
import { ratings } from '../register/model.ts';
import { choice, duration, type MaybeRule, type Rule } from './rule.ts';
import { supportTool } from './support-tool.ts';

export { type Choice, labelOf, statedValue } from './rule.ts';

const words = z.string().min(1);
const choices = z.array(choice).min(1);
const code = choice.shape.code;
const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'is not a time of day such as "09:00".');
const daysBefore = z.array(z.int().positive()).min(1);
const hours = z.array(z.int().positive()).min(1);
const hospital = z.enum(['adult', 'tier-4', 'secure']);

/** How strongly a source asks for a measure: its own words decide, and none is made stronger than it is. */
export const measureStrengths = [
  'must-be-offered',
  'must-be-considered',
  'must-be-done',
  'may-be-considered',
  'can-be-considered',
  'can-be-offered',
  'can-be-made',
  'can-be-called',
  'is-considered',
  'is-done',
] as const;
export type MeasureStrength = (typeof measureStrengths)[number];

/** Something that must, may or can be done at a rating, with whom it is for. What is left out of `when` holds for everybody. */
export const measure = z.strictObject({
  code,
  label: words,
  rating: z.enum(ratings),
  strength: z.enum(measureStrengths),
  when: z
    .strictObject({
      ages: z.enum(['adult', 'child']).optional(),
      /** This age is included (domain.md §10). */
      upToAge: z.int().positive().optional(),
      settings: z.array(hospital).optional(),
    })
    .default({}),
});
export type Measure = z.infer<typeof measure>;

/** Rules that every area must have, its own or one it takes over, each with the shape of its value. */
export const requiredRules = {
  /** What to do now in an emergency, one instruction a line; shown wherever the product says it is not a crisis service. */
  emergencyAdvice: z.array(words).min(1),
  /** Words that make a request urgent and repeat the emergency advice. */
  dangerWords: z.array(words),
  /** A needed-by date within this many working days makes a request urgent. */
  urgentWithinWorkingDays: z.int().positive(),
  /** An undecided request is overdue, and reminded of once, after this many working days. */
  decideWithinWorkingDays: z.int().positive(),
  purposeCategories: choices,
  declineReasons: choices,
  themes: z.array(choice),
  meetingLengths: z.array(z.int().positive()).min(1),
  defaultMeetingLength: z.int().positive(),
  workingHours: z.strictObject({ start: timeOfDay, end: timeOfDay }),
  /** Invitees get at least this many whole working days' notice of a proposed time. */
  noticeWorkingDays: z.int().nonnegative(),
  /** Who runs the register. */
  whoRuns: words,
  /** Who may refer. */
  referralRoutes: z.array(z.enum(referralRoutes)).min(1),
  /** Whom the register is for, as the referrer is told. */
  entryCriteria: words,
  /** What the referrer is asked about eligibility. `expected` is the answer that speaks for the register. */
  eligibilityQuestions: z.array(z.strictObject({ code, question: words, expected: z.enum(['yes', 'no']) })).min(1),
  /** Parts of the area that the register is read and reported by. */
  localities: choices,
  notEligibleReasons: choices,
  endReasons: choices,
  ratingDefinitions: z.strictObject({ red: words, amber: words, green: words, blue: words }),
  /** Younger than this is a child. */
  childUnder: z.int().positive(),
  /** From this age the person's own consent is sought. */
  ownConsentFrom: z.int().positive(),
  /** Parental responsibility ends at this age. */
  parentalResponsibilityUntil: z.int().positive(),
  /** Who may consent, in the order in which they are asked. */
  consentRoutes: z.array(z.enum(consentRoutes)).min(1),
  /** Renewal is asked for this many days before consent ends. */
  consentReminders: daysBefore,
  /** The key professional is reminded of other deadlines this many days before. */
  clockReminders: daysBefore,
  /** A meeting nearer than this is not cancelled by a withdrawal before the clinical lead has decided. */
  withdrawalHours: z.int().positive(),
  /** When the daily digest goes to the channel; an empty one only on `emptyOn` (1 is Monday). */
  digest: z.strictObject({ at: timeOfDay, emptyOn: z.int().min(1).max(5) }),
  /** Times are proposed: how long people have to answer, how many hours before that those who have not are reminded. */
  proposals: z.strictObject({ answerWithinWorkingDays: z.int().positive(), chaseHoursBefore: hours }),
  /** Kept free before and after a meeting in person, to get there and back. */
  travelMinutes: z.int().nonnegative(),
  /** Whoever has not answered an invitation is reminded this long after it, and this long before the meeting. */
  responseChasers: z.strictObject({ hoursAfterInvitation: z.int().positive(), hoursBeforeMeeting: z.int().positive() }),
  /** An agreed action is reminded of this many days before (0 is the day itself), and escalated this many days after. */
  actionReminders: z.strictObject({
    daysBefore: z.array(z.int().nonnegative()).min(1),
    escalateAfterDays: z.int().positive(),
  }),
  /** A service has this many working days to answer a question, where nobody sets another day. */
  questionWorkingDays: z.int().positive(),
  /** Why a meeting is cancelled, as the team picks it; what those invited are told of each is in wording/. */
  cancelReasons: choices,
  /** A reason for holding no MDT says too little when it is one of these phrases, or shorter than so many words. */
  thinMdtReasons: z.strictObject({ phrases: z.array(words).min(1), fewestWords: z.int().positive() }),
} as const;

/** Rules that an area may leave open: "not set locally" is a value of its own. */
export const optionalRules = {
  /** How the team is reached by those who use no email. */
  teamContact: z.strictObject({ phone: words, post: z.array(words).min(1) }),
  /** Rooms whose calendar can be read, by the name a meeting's place has. */
  rooms: z.array(z.strictObject({ label: words, mailbox: z.email() })).min(1),
  /** Where somebody can turn whose own referral the area does not take, one line each. */
  selfReferralTurnTo: z.array(words).min(1),
  /** Up to and including this age counts as children and young people, in numbers. */
  childrenAndYoungPeopleUpTo: z.int().positive(),
  /** Up to and including this age a keyworker can be asked for. */
  keyworkerUpTo: z.int().positive(),
  /** Triage of a referral, from its receipt. */
  referralTriage: duration,
  /** Risk review of a referral, from its receipt. */
  referralReview: duration,
  /** Whether the review's clock stands while the referrer is asked. */
  referralReviewMayPause: z.boolean(),
  /** Sectors from which somebody takes part in the risk review. */
  referralReviewers: z.array(z.enum(['education', 'social-care', 'health'])).min(1),
  /** How long consent holds. */
  consentRenewal: duration,
  ratingMeasures: z.array(measure).min(1),
  /** The first C(E)TR is offered within this of admission. */
  cetrFirstOffer: z.strictObject({ adult: duration, 'tier-4': duration, secure: duration }),
  /** It is repeated within this of the last one. */
  cetrRepeat: z.strictObject({ adult: duration, 'tier-4': duration, secure: duration }),
  cetrPlanReview: duration,
  /** Commissioner oversight visits, by age. */
  oversightVisit: z.strictObject({ adult: duration, child: duration }),
  /** From this long on Green, with no unmanaged risk, leaving the register can be considered. */
  greenExit: duration,
  /** From this long on the register, leaving it can be considered. */
  longestStay: duration,
  /** How often the panel discusses everybody. */
  panelInterval: duration,
  /** Who hears of an overdue deadline at which ratings, this many days after it was due. */
  escalation: z.strictObject({
    ratings: z.array(z.enum(ratings)).min(1),
    afterDays: z.int().nonnegative(),
    sectors: z.array(z.enum(['health', 'local-authority'])).min(1),
  }),
  supportTool: z.strictObject({ adult: supportTool, child: supportTool }),
  /** The points of the area's discharge plan; 12 in Humber, where the source does not name them. */
  dischargePlanPoints: choices,
} as const;

type ValuesOf<S extends Record<string, z.ZodType>> = { [K in keyof S]: z.infer<S[K]> };
export type RequiredValues = ValuesOf<typeof requiredRules>;
export type OptionalValues = ValuesOf<typeof optionalRules>;
export type RuleName = keyof RequiredValues | keyof OptionalValues;

/** One version of one area's policy, with what it takes over from other layers put in place, each rule with its source. */
export type AreaPolicy = {
  area: string;
  name: string;
  /** What the team calls itself. */
  team: string;
  version: string;
  /** The first day on which this version holds, YYYY-MM-DD. */
  effectiveFrom: string;
} & { [K in keyof RequiredValues]: Rule<RequiredValues[K]> } & {
  [K in keyof OptionalValues]: MaybeRule<OptionalValues[K]>;
};
