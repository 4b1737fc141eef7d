import type { ClockKind, ClockNature } from '../../services/clocks/model.ts';
import { toDateColumn } from '../../services/platform/date-column.ts';
import type { Deps } from '../../services/platform/deps.ts';
import type { CalendarDay } from '../../services/platform/time.ts';
import { type Rating, ratingRank } from '../../services/register/model.ts';

/**
 * Somebody on the register, written as rows: for tests that need an entry with dates of their own making, not what led to
 * them. Names are made of the number.
 */
export async function anEntryRow(
  deps: Deps,
  as: {
    number: number;
    rating?: Rating;
    consentUntil?: CalendarDay | null;
    keyProfessional?: { name: string; email: string | null } | null;
    toDay?: CalendarDay;
  },
) {
  const now = deps.clock.now();
  const day = toDateColumn('2026-09-01');
  const personId = deps.newId();
  const fullName = `Jordan Example ${as.number}`;
  const reference = `DSR-${String(as.number).padStart(4, '0')}`;
  await deps.db.person.create({
    data: { id: personId, fullName, nameKey: `jordanexample${as.number}`, dsrReference: reference, createdAt: now },
  });
  const key = as.keyProfessional === undefined ? { name: 'Kim Example', email: 'kim@example.org' } : as.keyProfessional;
  if (key !== null) {
    await deps.db.keyProfessional.create({
      data: { id: deps.newId(), personId, nameKey: 'kimexample', ...key },
    });
  }
  const entryId = deps.newId();
  const { rating = 'amber', consentUntil = '2027-09-01' } = as;
  await deps.db.registerEntry.create({
    data: {
      ...{ id: entryId, personId, fromDay: day, rating, ratingRank: ratingRank[rating], ratingSince: day },
      ...{ setting: rating === 'blue' ? 'adult' : 'community', settingSince: day, locality: 'staffordshire' },
      consentUntil: consentUntil === null ? null : toDateColumn(consentUntil),
      ...(as.toDay === undefined ? {} : { toDay: toDateColumn(as.toDay), endReason: 'other' }),
      ...{ policyVersion: deps.policy.version, createdAt: now, updatedAt: now },
    },
  });
  return { entryId, personId, reference, fullName };
}

/** A clock of an entry, as the engine would have written it. */
export async function aClockRow(
  deps: Deps,
  clock: { entryId: string; kind: ClockKind; due: CalendarDay; nature?: ClockNature },
): Promise<void> {
  const { entryId: subjectId, kind, due, nature = 'deadline' } = clock;
  const dates = { dueDay: toDateColumn(due), startDay: toDateColumn('2026-09-01') };
  await deps.db.clock.upsert({
    where: { subjectId_kind: { subjectId, kind } },
    create: { subjectId, subject: 'entry', kind, nature, policyVersion: deps.policy.version, ...dates },
    update: dates,
  });
}
