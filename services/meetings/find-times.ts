import type { Span } from '../calendar/port.ts';
import { dayOf } from '../platform/time.ts';
import type { FoundTime, TimesSought } from './find-times-model.ts';
import { spreadSlots } from './find-times-spread.ts';
import { foundTime, surveyOf, surveyOfOne } from './find-times-survey.ts';

export { whatWouldHelp } from './find-times-changes.ts';
export { compareTimes } from './find-times-compare.ts';
export { windowOf } from './find-times-grid.ts';
export type { FoundTime, QuorumGroup, Seat, SeatPerson, SingleChange, TimesSought } from './find-times-model.ts';

const MOST_TIMES = 6;

/**
 * Times for a meeting, best first, each with its reasons. The first is the best of all by `compareTimes`; those after it
 * are spread over days and half days among equally good ones, and overlap only where the calendar has no other room.
 * Times that are not quorate are given too, when there are no better ones: `quorate` says so.
 *
 * Pure: working hours in England on working days, right across both clock changes. Nobody counts as free whose calendar
 * is unknown. Takes n log n in busy blocks, in any order.
 *
 * @throws RangeError when length or step is not a positive number of minutes, or hours are no times of day
 */
export function findTimes(sought: TimesSought): FoundTime[] {
  const survey = surveyOf(sought);
  const today = dayOf(sought.now);
  const wanted = Math.min(Math.max(Math.trunc(sought.wanted), 1), MOST_TIMES);
  return spreadSlots(survey, wanted).map((slot) => foundTime(survey, slot, today));
}

/**
 * Who can, who can't and who hasn't said for one time: typed by somebody, or offered before. It is looked at as it is,
 * also outside the working hours: an empty calendar is then no yes of somebody whose hours nobody knows.
 *
 * @throws RangeError when it doesn't end after it starts
 */
export function lookAtTime(
  span: Span,
  sought: Pick<TimesSought, 'seats' | 'quorum' | 'travelMinutes' | 'workingHours' | 'now' | 'askedUntil'>,
): FoundTime {
  return foundTime(surveyOfOne(span, sought), 0, dayOf(sought.now));
}
