import { z } from 'zod';
import type { Database } from '../platform/database.ts';

const unanswered = z.array(
  z.object({
    inviteeId: z.uuid(),
    meetingId: z.uuid(),
    requestId: z.uuid().nullable(),
    sequence: z.int(),
    startsAt: z.date(),
    invitedAt: z.date(),
  }),
);

/** Somebody invited to a meeting to come who has not answered. */
export type Unanswered = z.infer<typeof unanswered>[number];

/** A reminder before a meeting is brought forward to a working hour: over no more days than these people are off in a row. */
const DAYS_OFF = 6;
/** No area has so many at once; the soonest meetings come first. */
const MOST = 2000;

/**
 * Who has not answered an invitation and can be due a reminder by now. Somebody who was reminded twice since the meeting got
 * its time is not reminded a third time. One query.
 */
export async function unansweredInvitations(
  db: Database,
  now: Date,
  { hoursAfterInvitation, hoursBeforeMeeting }: { hoursAfterInvitation: number; hoursBeforeMeeting: number },
): Promise<Unanswered[]> {
  return unanswered.parse(
    await db.$queryRaw`
    SELECT i.id AS "inviteeId", t.id AS "meetingId", t.request_id AS "requestId", t.sequence, t.starts_at AS "startsAt",
      coalesce((SELECT max(d.created_at) FROM delivery d WHERE d.meeting_id = t.id AND d.invitee_id = i.id
        AND d.kind IN ('invitation', 'stand-in-needed') AND d.created_at >= t.booked_at), t.booked_at) AS "invitedAt"
    FROM meeting t JOIN invitee i ON i.meeting_id = t.id
    WHERE t.state = 'booked' AND t.starts_at > ${now}::timestamptz AND t.booked_at IS NOT NULL
      AND i.email IS NOT NULL AND i.response IS NULL
      AND (t.booked_at <= ${now}::timestamptz - ${hoursAfterInvitation}::int * interval '1 hour'
        OR t.starts_at <= ${now}::timestamptz + ${hoursBeforeMeeting}::int * interval '1 hour' + ${DAYS_OFF}::int * interval '1 day')
      AND (SELECT count(*) FROM reminder m WHERE m.kind = 'response-chaser' AND m.record_id = i.id
        AND m.raised_at >= t.booked_at) < 2
    ORDER BY t.starts_at LIMIT ${MOST}`,
  );
}
