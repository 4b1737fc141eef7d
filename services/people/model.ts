/** What somebody is to the person they speak for. 'deputy' is appointed by the Court of Protection. */
export const representativeRelations = [
  'parent',
  'guardian',
  'parental-responsibility',
  'carer',
  'family',
  'deputy',
  'attorney',
  'advocate',
  'other',
] as const;
export type RepresentativeRelation = (typeof representativeRelations)[number];

/** Formats of letters and emails to the person and those who speak for them. */
export const letterFormats = ['plain', 'easy-read', 'large-print'] as const;
export type LetterFormat = (typeof letterFormats)[number];

/** What somebody needs to take part, as it is kept with them and obeyed. */
export type CommunicationNeeds = {
  /** Of letters and pages; null where nobody has said. */
  format: LetterFormat | null;
  /** For which language or way of speaking; null where none is needed. */
  interpreter: string | null;
  /** They are called before anything is sent to them. */
  phoneFirst: boolean;
  other: string | null;
};

/** Nothing is recorded. */
export const noNeeds: CommunicationNeeds = { format: null, interpreter: null, phoneFirst: false, other: null };

/** In characters; the limits are ours. */
export const LONGEST_INTERPRETER = 200;
export const LONGEST_OTHER_NEEDS = 1000;

/** As typed: a format's code, a line, 'yes' or 'no', a text. */
export type TypedNeeds = { format: string; interpreter: string; phoneFirst: string; other: string };

export type NeedsProblem = { field: keyof TypedNeeds; problem: 'missing' | 'unknown-choice' | 'too-long' };
