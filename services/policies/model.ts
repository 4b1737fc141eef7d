import { z } from 'zod';

/** Where a rule comes from: a document and the place in it, or 'decided by us' with the reason. */
const source = z.strictObject({ document: z.string().min(1), place: z.string().min(1) });

const rule = <T extends z.ZodType>(value: T) => z.strictObject({ value, source });

/** A code with its words: the codes are stored, the words are shown. */
const choice = z.strictObject({ code: z.string().regex(/^[a-z][a-z0-9-]*$/), label: z.string().min(1) });

/** One area's policy as data. Every rule carries its source; an area is added as a file, without code. */
export const areaPolicySchema = z.strictObject({
  area: z.string().min(1),
  name: z.string().min(1),
  team: z.string().min(1),
  version: z.string().min(1),
  effectiveFrom: z.iso.date(),
  /** What to do now in an emergency, one instruction a line; shown wherever the product says it is not a crisis service. */
  emergencyAdvice: rule(z.array(z.string().min(1)).min(1)),
  /** Words that make a request urgent and repeat the emergency advice. */
  dangerWords: rule(z.array(z.string().min(1))),
  /** A needed-by date within this many working days makes a request urgent. */
  urgentWithinWorkingDays: rule(z.int().positive()),
  /** An undecided request is overdue, and reminded of once, after this many working days. */
  decideWithinWorkingDays: rule(z.int().positive()),
  purposeCategories: rule(z.array(choice).min(1)),
  declineReasons: rule(z.array(choice).min(1)),
  themes: rule(z.array(choice)),
  meetingLengths: rule(z.array(z.int().positive()).min(1)),
  defaultMeetingLength: rule(z.int().positive()),
  workingHours: rule(z.strictObject({ start: z.string().regex(/^\d\d:\d\d$/), end: z.string().regex(/^\d\d:\d\d$/) })),
  /** Invitees get at least this many whole working days' notice of a proposed time. */
  noticeWorkingDays: rule(z.int().nonnegative()),
});

export type AreaPolicy = z.infer<typeof areaPolicySchema>;

/** A code with its words. */
export type Choice = z.infer<typeof choice>;

/** The words of a code of a policy list. A code that an older policy had is shown as it was stored. */
export function labelOf(choices: readonly Choice[], code: string): string {
  return choices.find((entry) => entry.code === code)?.label ?? code;
}
