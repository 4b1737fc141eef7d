import { z } from 'zod';
import { isCalendarDay } from '../platform/time.ts';
import type { SingleChange } from './find-times-model.ts';

/** The change that would help most; `contactId`: who of the directory could come as the stand-in, by their calendar. */
export type TimesAdvice = SingleChange & { contactId?: string | undefined };

const seat = z.uuid();
const schema: z.ZodType<TimesAdvice> = z.discriminatedUnion('change', [
  z.object({ change: z.literal('without'), seat }),
  z.object({ change: z.literal('stand-in'), seat, contactId: z.uuid().optional() }),
  z.object({ change: z.literal('shorter'), lengthMinutes: z.int().positive() }),
  z.object({
    change: z.literal('later'),
    latestDay: z.string().refine(isCalendarDay),
    workingDays: z.int().positive(),
  }),
  z.object({ change: z.literal('online') }),
]);

/** The one change that would give a time, as it was stored; null where there is none, or none that can be read any more. */
export function readAdvice(stored: unknown): TimesAdvice | null {
  const read = schema.safeParse(stored);
  return read.success ? read.data : null;
}
