import { formatSpan } from '../services/platform/time.ts';

/** What has just been done with a meeting, for the line at the top of the card. */
export const meetingDone = {
  cancelled: 'The meeting is cancelled.',
  cancelledAndAgain: 'The meeting is cancelled. We are looking for another time.',
  didNotHappen: 'Recorded: the meeting did not take place.',
  didNotHappenAndAgain: 'Recorded: the meeting did not take place. We are looking for another time.',
  sharing: 'Recorded. What was held back can now be sent.',
} as const;

/** Said after a time was booked, or the meeting was moved. */
export function bookedWords(span: { startsAt: Date | null; endsAt: Date | null }, moved: boolean): string {
  const when = span.startsAt && span.endsAt ? ` for ${formatSpan(span.startsAt, span.endsAt)}` : '';
  return moved
    ? `Moved${when.replace(' for ', ' to ')}. Everybody invited is told.`
    : `Booked${when}. Invitations are on their way.`;
}
