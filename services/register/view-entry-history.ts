import type { Actor } from '../access/actor.ts';
import { authorise } from '../access/authorise.ts';
import { recordRead } from '../audit/record.ts';
import type { Deps } from '../platform/deps.ts';
import { pageOf } from '../platform/pages.ts';
import { type NotAllowed, type NotFound, ok, type Result, refuse } from '../platform/result.ts';
import { dayOf, parseCalendarDay } from '../platform/time.ts';
import { eventRecords, findEntry } from './person-store.ts';
import { eventsThatCount, ratingOn } from './project-entry.ts';
import type { EntryHistoryView, EventRecord, HistoryLine } from './register-view.ts';

const PAGE_SIZE = 8;

/**
 * Everything that was recorded of an entry, the latest recording first: what happened, when, who recorded it and why, what
 * was taken back included. Who looked is on record. With a day, also the rating that the person had on it, by what is known now.
 *
 * @param input.day as typed; refused where it is no day ('not-a-date')
 */
export async function viewEntryHistory(
  deps: Deps,
  input: { actor: Actor; entryId: string; page: number; day?: string },
): Promise<Result<EntryHistoryView, NotAllowed | NotFound>> {
  const { actor, entryId } = input;
  const about = { noun: 'register-entry', nounId: entryId, relations: ['none'] } as const;
  const refusal = await authorise(deps, 'view-entry-history', actor, about);
  if (refusal) return refusal;
  const row = await findEntry(deps.db, entryId);
  if (row === null) return refuse({ reason: 'not-found' });
  await recordRead(deps, { useCase: 'view-entry-history', actor, noun: 'register-entry', nounId: entryId });
  const records = await eventRecords(deps.db, entryId);
  const { page, pages, skip } = pageOf(records.length, PAGE_SIZE, input.page);
  const asked = parseCalendarDay(input.day ?? '');
  const facts = { events: records, fromDay: row.fromDay };
  return ok({
    entryId,
    version: row.version,
    reference: row.reference,
    name: row.name,
    today: dayOf(deps.clock.now()),
    fromDay: row.fromDay,
    page,
    pages,
    total: records.length,
    lines: historyLines(records).slice(skip, skip + PAGE_SIZE),
    asked: asked === undefined ? null : { day: asked, rating: ratingOn(facts, asked) },
  });
}

function historyLines(records: readonly EventRecord[]): HistoryLine[] {
  const counting = new Set(eventsThatCount(records).map(({ id }) => id));
  return records.toReversed().map((record) => {
    const voiding = records.findLast((one) => one.kind === 'voided' && one.detail.eventId === record.id);
    const voids = record.kind === 'voided' ? records.find(({ id }) => id === record.detail.eventId) : undefined;
    return {
      ...record,
      voided: voiding ? { by: voiding.by, at: voiding.at, why: voiding.note } : null,
      voids: voids ?? null,
      mayBeVoided: record.kind !== 'entered' && counting.has(record.id),
    };
  });
}
