import { z } from 'zod';
import { step1Fields } from '../cards/request-step-1.card.ts';
import { step2Fields } from '../cards/request-step-2.card.ts';
import type { TypedRequest } from '../services/mbe-requests/model.ts';

/** Above every field's limit: longer text is refused as too long with its beginning put back, not as unreadable. */
const LONG = 60_000;
const SHORT = 200;
const MOST_TICKED = 200;

const short: ReadonlySet<string> = new Set([
  ...['individualAnswer', 'carerAnswer', 'basis', 'basisDay'],
  ...['nhsNumber', 'dateOfBirth', 'neededBy', 'lengthMinutes'],
]);
const medium: ReadonlySet<string> = new Set(['personName', 'jobRole', 'organisation', 'phone', 'place']);

function longest(field: string): number {
  if (short.has(field))
    return field.endsWith('Answer') || field.startsWith('basis') || field === 'lengthMinutes' ? 50 : SHORT;
  return medium.has(field) ? 20_000 : LONG;
}

/** An empty field is not sent at all, so its absence means that it was emptied. */
const typedText = (most: number) =>
  z
    .string()
    .default('')
    .transform((text) => text.slice(0, most));

function fieldsOf<F extends string>(names: readonly F[]) {
  return Object.fromEntries(names.map((name) => [name, typedText(longest(name))])) as Record<
    F,
    ReturnType<typeof typedText>
  >;
}

/** Several ticked values arrive joined by commas. */
const ticked = z
  .string()
  .max(MOST_TICKED * 51)
  .default('')
  .transform((joined) =>
    joined
      .split(',')
      .map((value) => value.trim().slice(0, 50))
      .filter((value) => value !== '')
      .slice(0, MOST_TICKED),
  );

const draftId = z.guid();

/** What each press of the first step brings. */
export const step1Data = z.object({ draftId, fromMessage: typedText(4000), ...fieldsOf(step1Fields) });

/** What each press of the second step brings. */
export const step2Data = z.object({
  draftId,
  fromMessage: typedText(4000),
  organisationIds: ticked,
  foundOrganisationIds: ticked,
  agencyQuery: typedText(SHORT),
  ...fieldsOf(step2Fields),
});

/** A press of either step, told apart by the number of the step. */
export const eitherStepData = z.union([
  z.object({ step: z.literal(1), ...step1Data.shape }),
  z.object({ step: z.literal(2), ...step2Data.shape }),
]);

/** The first step's fields as typed. */
export function typedInStep1(data: z.infer<typeof step1Data>): TypedRequest {
  return Object.fromEntries(step1Fields.map((field) => [field, data[field]]));
}

/** The second step's fields as typed; organisations ticked in a search join those chosen before. */
export function typedInStep2(data: z.infer<typeof step2Data>): TypedRequest {
  const organisationIds = [...new Set([...data.organisationIds, ...data.foundOrganisationIds])].slice(0, MOST_TICKED);
  return { ...Object.fromEntries(step2Fields.map((field) => [field, data[field]])), organisationIds };
}
