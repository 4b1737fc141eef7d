import { z } from 'zod';

/** Where a rule comes from: a document and the place in it, or 'decided by us' with the reason. */
export const source = z.strictObject({ document: z.string().min(1), place: z.string().min(1) });
export type Source = z.infer<typeof source>;

/**
 * Where a rule's value was laid down: by the area itself, in national guidance, in what we decided where every source is
 * silent, or in law. An area takes over a value of another layer only where its file says so (domain.md §10); law holds
 * from its own day, whatever an area's file says.
 */
export type Layer = 'area' | 'national' | 'baseline' | 'statutory';

/** A rule that holds, with where it comes from. */
export type Rule<T> = {
  value: T;
  source: Source;
  layer: Layer;
  /** Who decided that a value of another layer holds in this area, and why. */
  takenOver?: Source;
  /** What the area's policy says where law has taken its place. */
  beside?: MaybeRule<T>;
};

/** A value of its own: shown as "not set locally", never filled in silently. */
export type NotStated = { notStated: true };

export type MaybeRule<T> = Rule<T> | NotStated;

/** The value of a rule; undefined where the area does not state one. */
export function statedValue<T>(rule: MaybeRule<T>): T | undefined {
  return 'value' in rule ? rule.value : undefined;
}

/** A length of time by the calendar. Weeks and months run in calendar time; working days skip English bank holidays. */
export const duration = z.union(
  [
    z.strictObject({ hours: z.int().positive() }),
    z.strictObject({ days: z.int().positive() }),
    z.strictObject({ weeks: z.int().positive() }),
    z.strictObject({ months: z.int().positive() }),
    z.strictObject({ years: z.int().positive() }),
    z.strictObject({ workingDays: z.int().positive() }),
  ],
  {
    error:
      'is not a length of time. It is one whole number of hours, days, weeks, months, years or workingDays, for example { "weeks": 4 }.',
  },
);
export type Duration = z.infer<typeof duration>;

/** A code with its words: the codes are stored, the words are shown. */
export const choice = z.strictObject({ code: z.string().regex(/^[a-z][a-z0-9-]*$/), label: z.string().min(1) });
/** A code with its words. */
export type Choice = z.infer<typeof choice>;

/** The words of a code of a policy list. A code that an older policy had is shown as it was stored. */
export function labelOf(choices: readonly Choice[], code: string): string {
  return choices.find((entry) => entry.code === code)?.label ?? code;
}
