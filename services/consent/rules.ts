import type { CalendarDay } from '../platform/time.ts';
import type { ConsentState } from './model.ts';

/** What an MbE request says of whether the person knows and agrees (domain.md §10, MbE and consent). */
export type Basis = 'consents' | 'best-interest' | 'not-yet';

/** May information about the person leave the DSR team for this meeting, and on what ground? */
export type SharingGround =
  | { may: true; because: 'consent' | 'best-interest' | 'clinical-lead' }
  | { may: false; because: 'not-yet' | 'decision-ended' | 'register-only' | BasisEnd };

/** Why a ground that there was is one no more: consent to the register was withdrawn, ran out or was found not to be valid. */
export const basisEnds = ['withdrawn', 'lapsed', 'found-invalid'] as const;
export type BasisEnd = (typeof basisEnds)[number];

/** What counts while there is no consent: the clinical lead's decisions for this meeting, by their last days. */
function withoutConsent(
  because: 'not-yet' | 'register-only' | BasisEnd,
  untilDays: readonly CalendarDay[],
  today: CalendarDay,
): SharingGround {
  if (untilDays.some((until) => until >= today)) return { may: true, because: 'clinical-lead' };
  return { may: false, because: untilDays.length > 0 ? 'decision-ended' : because };
}

/**
 * The consent gate of a meeting that serves a request. With "not yet" nothing about the person leaves, unless the clinical
 * lead decided, for this meeting only, that it may be shared without consent; that decision ends with its last day. A basis
 * given before consent to the register was withdrawn, ran out or was found invalid counts no more (domain.md §10).
 *
 * @param untilDays the last days of the clinical lead's decisions for this meeting
 * @param today the day in Europe/London
 * @param ended why the basis counts no more; null while it does
 */
export function sharingGround(
  basis: Basis | null,
  untilDays: readonly CalendarDay[],
  today: CalendarDay,
  ended: BasisEnd | null = null,
): SharingGround {
  if (ended !== null) return withoutConsent(ended, untilDays, today);
  if (basis === 'consents') return { may: true, because: 'consent' };
  if (basis === 'best-interest') return { may: true, because: 'best-interest' };
  return withoutConsent('not-yet', untilDays, today);
}

/**
 * The same for a meeting that is held for somebody on the register: consent to the register, as it stands today, is its
 * ground (domain.md §4, §10), as far as it is consent to sharing.
 *
 * @param state where consent stands today: `consentStateOn`
 */
export function registerGround(
  state: ConsentState,
  untilDays: readonly CalendarDay[],
  today: CalendarDay,
): SharingGround {
  switch (state.state) {
    case 'valid':
      if (state.registerOnly) return withoutConsent('register-only', untilDays, today);
      return { may: true, because: state.route === 'best-interest' ? 'best-interest' : 'consent' };
    case 'none':
      return withoutConsent('not-yet', untilDays, today);
    case 'refused':
      return withoutConsent('withdrawn', untilDays, today);
    default:
      return withoutConsent(state.state, untilDays, today);
  }
}
