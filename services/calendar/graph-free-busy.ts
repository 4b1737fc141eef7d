import { z } from 'zod';
import { type CalendarAsking, isFault } from './graph-asking.ts';
import { graphSpan, graphTime, isSameSpan, parsed } from './graph-event.ts';
import type { Availability, Calendar, Span } from './port.ts';

/** getSchedule takes so many mailboxes in one call, and fewer than 42 days (Microsoft's limits). */
const MOST_MAILBOXES = 20;
const MOST_DAYS = 41;
const DAY_MS = 24 * 60 * 60_000;
/** Minutes that one letter of `availabilityView` stands for: those of the finder's grid. */
const VIEW_MINUTES = 15;

/** Times and status alone: subjects, places and whether something is private are not even read. */
const item = graphSpan.extend({ status: z.string().nullish() });
const schedule = z.object({
  scheduleId: z.string(),
  error: z.unknown().optional(),
  availabilityView: z.string().nullish(),
  scheduleItems: z.array(item).nullish(),
});
const schedules = z.object({ value: z.array(schedule) });
type Schedule = z.infer<typeof schedule>;
type Item = Span & { tentative: boolean };

/** What one mailbox answered about one part of the window; null when it can't be read. */
type Part = Item[] | null;

/**
 * Free/busy by getSchedule, asked from the DSR mailbox: it works for an application, as findMeetingTimes does not.
 *
 * @param heldFor times held in a mailbox for a meeting: they do not count as busy for that meeting
 */
export function graphFreeBusy(
  { ask, at }: CalendarAsking,
  dsrMailbox: string,
  heldFor: (mailbox: string, meetingId: string) => Promise<Span[]>,
): Calendar['freeBusy'] {
  async function getSchedule(mailboxes: readonly string[], window: Span): Promise<Map<string, Part>> {
    const body = {
      schedules: mailboxes,
      startTime: graphTime(window.start),
      endTime: graphTime(window.end),
      availabilityViewInterval: VIEW_MINUTES,
    };
    const request = { method: 'POST', path: at(dsrMailbox, 'calendar/getSchedule'), body, repeatable: true } as const;
    try {
      const { value } = parsed(schedules, await ask(dsrMailbox, request));
      return new Map(value.map((one) => [one.scheduleId.toLowerCase(), partOf(one, window)]));
    } catch (fault) {
      if (!isFault(fault, 'refused')) throw fault;
      // One address that Graph can't take must not make the other nineteen unknown.
      const [alone, ...others] = mailboxes;
      if (alone === undefined || others.length === 0) return new Map();
      const middle = Math.ceil(mailboxes.length / 2);
      const halves = [mailboxes.slice(0, middle), mailboxes.slice(middle)];
      const [one, other] = await Promise.all(halves.map((half) => getSchedule(half, window)));
      return new Map([...(one ?? []), ...(other ?? [])]);
    }
  }

  async function withoutHolds(mailbox: string, items: readonly Item[], meetingId: string): Promise<Item[]> {
    const own = items.some(({ tentative }) => tentative) ? await heldFor(mailbox, meetingId) : [];
    const left = [...items];
    for (const held of own) {
      const found = left.findIndex((one) => one.tentative && isSameSpan(one, held));
      // One for one: something else that they have at the very same time stays.
      if (found >= 0) left.splice(found, 1);
    }
    return left;
  }

  return async (mailboxes, window, forMeetingId) => {
    const asked = [...new Set(mailboxes.map((mailbox) => mailbox.toLowerCase()))];
    const windows = partsOf(window);
    const parts = await Promise.all(
      windows.map(async (part) => {
        const answers = await Promise.all(chunksOf(asked).map((chunk) => getSchedule(chunk, part)));
        return new Map(answers.flatMap((answer) => [...answer]));
      }),
    );
    const found = await Promise.all(
      asked.map(async (mailbox): Promise<[string, Availability]> => {
        const items = together(
          parts.map((part) => part.get(mailbox) ?? null),
          windows,
        );
        if (items === null) return [mailbox, { known: false }];
        const left = forMeetingId === undefined ? items : await withoutHolds(mailbox, items, forMeetingId);
        return [mailbox, { known: true, busy: left.map(({ start, end }) => ({ start, end })) }];
      }),
    );
    const byAddress = new Map(found);
    return new Map(mailboxes.map((mailbox) => [mailbox, byAddress.get(mailbox.toLowerCase()) ?? { known: false }]));
  };
}

/** The window in parts that one call may ask for. */
function partsOf({ start, end }: Span): Span[] {
  const parts: Span[] = [];
  for (let at = start.getTime(); at < end.getTime(); at += MOST_DAYS * DAY_MS) {
    parts.push({ start: new Date(at), end: new Date(Math.min(at + MOST_DAYS * DAY_MS, end.getTime())) });
  }
  return parts;
}

function chunksOf(mailboxes: readonly string[]): string[][] {
  const count = Math.ceil(mailboxes.length / MOST_MAILBOXES);
  return Array.from({ length: count }, (_, n) => mailboxes.slice(n * MOST_MAILBOXES, (n + 1) * MOST_MAILBOXES));
}

/** One mailbox over all parts of the window; null where one of them is not known. What touches two parts counts once. */
function together(parts: readonly Part[], windows: readonly Span[]): Item[] | null {
  const items: Item[] = [];
  for (const [n, part] of parts.entries()) {
    if (part === null) return null;
    const from = windows[n]?.start.getTime() ?? 0;
    items.push(...(n === 0 ? part : part.filter(({ start }) => start.getTime() >= from)));
  }
  return items.sort((one, other) => one.start.getTime() - other.start.getTime());
}

function partOf({ error, scheduleItems, availabilityView }: Schedule, window: Span): Part {
  if (error !== undefined && error !== null) return null;
  if (scheduleItems?.length) {
    return scheduleItems.flatMap(({ status, start, end }) =>
      // A status that is not known here counts as busy: never free.
      status === 'free' || status === 'workingElsewhere' ? [] : [{ start, end, tentative: status === 'tentative' }],
    );
  }
  // A mailbox that shows only whether somebody is busy may list nothing; one that shows neither is not known.
  return availabilityView ? itemsOfView(availabilityView, window) : scheduleItems ? [] : null;
}

function itemsOfView(view: string, { start }: Span): Item[] {
  const at = (n: number) => new Date(start.getTime() + n * VIEW_MINUTES * 60_000);
  return [...view.matchAll(/1+|[^014]+/g)].map(({ index, 0: run }) => ({
    start: at(index),
    end: at(index + run.length),
    tentative: run.startsWith('1'),
  }));
}
