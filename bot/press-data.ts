import { z } from 'zod';

/** The key of a press, claimed in its transaction: a press that Teams delivers twice changes nothing twice. */
export const pressKey = z.guid();
/** The version of a record on the card that was pressed: a decision on an older one is shown what changed meanwhile. */
export const versionSeen = z.coerce.number().int().nonnegative();
/** A page of a list, from 1. One beyond the last is the last: the list says which it shows. */
export const pageNumber = z.coerce.number().int().positive().max(1_000_000).default(1);

/** Above every field's limit: longer text is refused as too long with its beginning put back, not as unreadable. */
const LONGEST_TYPED = 20_000;
/** What was typed into one input. An empty one is not sent at all, so one that is missing was emptied. */
export const typedText = z
  .string()
  .default('')
  .transform((text) => text.slice(0, LONGEST_TYPED));
/** The values of a checklist, which come joined by commas. */
export const tickedValues = z
  .string()
  .max(LONGEST_TYPED)
  .default('')
  .transform((values) => values.split(',').filter(Boolean));
