import { calendarFile } from '../../calendar/calendar-file.ts';
import type { EventWords } from '../../calendar/words-port.ts';
import type { Mail } from '../../mail/port.ts';
import type { ComposerDeps } from './composer.ts';

/**
 * The iCalendar part of one person's invitation or cancellation: UID and SEQUENCE are the meeting's and the same for
 * everybody, the only ATTENDEE is the receiver.
 *
 * @returns a function, because a file can be made only for an address that was checked
 */
export function calendarEntry(
  deps: Pick<ComposerDeps, 'clock' | 'organiser'>,
  method: 'REQUEST' | 'CANCEL',
  meeting: { transactionId: string; sequence: number; startsAt: Date; endsAt: Date },
  attendee: { name: string; email: string },
  texts: EventWords,
): () => NonNullable<Mail['calendar']> {
  const { name, address } = deps.organiser;
  return () => ({
    method,
    content: calendarFile({
      method,
      uid: meeting.transactionId,
      sequence: meeting.sequence,
      now: deps.clock.now(),
      start: meeting.startsAt,
      end: meeting.endsAt,
      organiser: { name, email: address },
      attendee,
      summary: texts.subject,
      description: texts.body,
      location: texts.location,
    }),
  });
}
