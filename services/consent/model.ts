import type { CalendarDay } from '../platform/time.ts';

export const consentEventKinds = [
  'informed',
  'given',
  'refused',
  'renewed',
  'withdrawn',
  'expired',
  'found-invalid',
] as const;
export type ConsentEventKind = (typeof consentEventKinds)[number];

/** On what authority somebody consents, in the order of domain.md §4. 'deputy' is appointed by the Court of Protection. */
export const consentRoutes = [
  'person',
  'parent',
  'guardian',
  'parental-responsibility',
  'deputy',
  'attorney',
  'best-interest',
] as const;
export type ConsentRoute = (typeof consentRoutes)[number];

export const consentForms = ['in-person', 'phone', 'paper', 'online'] as const;
export type ConsentForm = (typeof consentForms)[number];

/** For what consent is asked: to be on the register, and to share with the agencies of the agreement. */
export const consentScopes = ['register', 'sharing'] as const;
export type ConsentScope = (typeof consentScopes)[number];

/** Formats in which the register is explained, and in which people are told things. */
export const informationFormats = ['plain', 'easy-read', 'symbols', 'photosymbols', 'large-print', 'spoken'] as const;
export type InformationFormat = (typeof informationFormats)[number];

/** Ways to reach the person and those who speak for them. */
export const contactWays = ['email', 'post', 'phone', 'in-person'] as const;
export type ContactWay = (typeof contactWays)[number];

/** Longest name or role, and longest text, in characters. The limits are ours. */
export const MAX_CONSENT_NAME = 120;
export const MAX_CONSENT_TEXT = 2000;

/** One event as the rules read it. */
export type ConsentEvent = {
  id: string;
  seq: number;
  day: CalendarDay;
  kind: ConsentEventKind;
  route: ConsentRoute | null;
  /** Of an agreement: to the register, and not to sharing anything outside the DSR team. */
  registerOnly?: boolean;
};

/**
 * Where consent to the register stands on a day. `until` is the last day it holds. 'lapsed' suspends the entry and ends
 * nothing; 'withdrawn' and 'refused' end it.
 */
export type ConsentState =
  | { state: 'none' }
  | {
      state: 'valid';
      route: ConsentRoute;
      since: CalendarDay;
      until: CalendarDay | null;
      eventId: string;
      /** Nothing may be shared outside the DSR team on it. */
      registerOnly?: true;
    }
  | { state: 'lapsed'; on: CalendarDay; route: ConsentRoute }
  | { state: 'refused' | 'withdrawn' | 'found-invalid'; on: CalendarDay };
