import type { InviteeKind } from '../meetings/model.ts';

/** What an event may say in words. There is no field for the person: an event leaves the organisation (domain.md §8). */
export type EventFacts = {
  reference: string;
  /**
   * The purpose category in words, or null for the reference alone. Everybody invited reads the one event, so it says no
   * more than the one who may know least is to read.
   */
  purpose: string | null;
  start: Date;
  end: Date;
  /** Where they meet; null = online, or a place that may not be written down. */
  place: string | null;
  /** The place says who the person is, so it is left out. */
  placeWithheld: boolean;
  joinUrl: string | null;
  /** Who reads it; 'several' where people of organisations and the person or their family read the one event. */
  receiver: InviteeKind | 'several';
};

/** The words of a calendar event. `location` null leaves the calendar to say that it is online. */
export type EventWords = { subject: string; body: string; location: string | null };

/** What a time that is only held says in somebody's calendar: the reference, and that it may go again. */
export type HoldSubject = (facts: { reference: string }) => string;

/** Puts an event into words. `wording/` does it; `app` hands it in together with the team's name and address. */
export type EventTexts = (facts: EventFacts) => EventWords;
