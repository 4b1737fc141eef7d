import type { Response } from 'express';
import { calendarFile } from '../../services/calendar/calendar-file.ts';
import type { InvitedMeetingView } from '../../services/meetings/invited-meeting.ts';
import type { Deps } from '../../services/platform/deps.ts';
import type { Visitor } from '../../services/sign-in/model.ts';
import { eventTexts } from '../../wording/event-texts.ts';

/**
 * Sends the calendar file of a booked meeting: the same entry as its invitation, with reference and purpose category alone,
 * because calendars are shared. Downloading it changes nothing. @returns false where there is nothing to send
 */
export function sendCalendarFile(
  deps: Pick<Deps, 'clock' | 'organiser'>,
  response: Response,
  { address, name }: Visitor,
  meeting: InvitedMeetingView,
): boolean {
  const { startsAt, endsAt, reference, part, placeWithheld, joinUrl, calendar, kind } = meeting;
  if (meeting.state !== 'booked' || startsAt === null || endsAt === null) return false;
  const purpose = part.knows ? part.purpose : null;
  // A place may be shown on the page that may not stand in a shared calendar.
  const place = placeWithheld ? null : meeting.place;
  const facts = { reference, purpose, placeWithheld, joinUrl, receiver: kind, start: startsAt, end: endsAt };
  const texts = eventTexts({ ...facts, place });
  const { organiser, clock } = deps;
  const file = calendarFile({
    ...{
      method: 'REQUEST',
      uid: calendar.uid,
      sequence: calendar.sequence,
      now: clock.now(),
      start: startsAt,
      end: endsAt,
    },
    organiser: { name: organiser.name, email: organiser.address },
    attendee: { name, email: address },
    ...{ summary: texts.subject, description: texts.body, location: texts.location },
  });
  response.setHeader('Content-Disposition', `attachment; filename="${reference}.ics"`);
  response.type('text/calendar').send(file);
  return true;
}
