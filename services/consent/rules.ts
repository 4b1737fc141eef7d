import type { CalendarDay } from '../platform/time.ts';

/** What an MbE request says of whether the person knows and agrees (domain.md §10, MbE and consent). */
export type Basis = 'consents' | 'best-interest' | 'not-yet';

/** May information about the person leave the DSR team for this meeting, and on what ground? */
export type SharingGround =
  | { may: true; because: 'consent' | 'best-interest' | 'clinical-lead' }
  | { may: false; because: 'not-yet' | 'decision-ended' };

/**
 * The consent gate of a meeting. With "not yet" nothing about the person leaves, unless the clinical lead decided, for
 * this meeting only, that it may be shared without consent; that decision ends with its last day.
 *
 * @param untilDays the last days of the clinical lead's decisions for this meeting
 * @param today the day in Europe/London
 */
export function sharingGround(
  basis: Basis | null,
  untilDays: readonly CalendarDay[],
  today: CalendarDay,
): SharingGround {
  if (basis === 'consents') return { may: true, because: 'consent' };
  if (basis === 'best-interest') return { may: true, because: 'best-interest' };
  if (untilDays.some((until) => until >= today)) return { may: true, because: 'clinical-lead' };
  return { may: false, because: untilDays.length > 0 ? 'decision-ended' : 'not-yet' };
}
