import type { DatabaseOrTransaction } from '../platform/database.ts';

/** Booked meetings whose end has not passed, soonest first, by the reference of the request they serve or their own. */
export async function upcomingMeetings(db: DatabaseOrTransaction, now: Date) {
  const rows = await db.meeting.findMany({
    where: { state: 'booked', endsAt: { gt: now } },
    orderBy: { startsAt: 'asc' },
    select: { id: true, reference: true, startsAt: true, endsAt: true, request: { select: { reference: true } } },
  });
  return rows.flatMap(({ id, reference, startsAt, endsAt, request }) =>
    startsAt && endsAt ? [{ meetingId: id, reference: request?.reference ?? reference ?? '', startsAt, endsAt }] : [],
  );
}
