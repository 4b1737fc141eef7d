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
