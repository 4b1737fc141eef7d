/** What an event may be about in words. Neither says who the person is (domain.md §8). */
export type EventFacts = {
  /**
   * How much the words may say: the reference and the purpose category, or the reference alone. One event is read by all
   * who are invited to it, so it says no more than the one who may know least is to read.
   */
  says: 'purpose-and-reference' | 'reference-only';
  reference: string;
  /** A code of the policy's purposeCategories; null where `says` is 'reference-only'. */
  purposeCategory: string | null;
  start: Date;
  end: Date;
  /** Where they meet; null = online. */
  place: string | null;
};

/** The words of a calendar event. `location` null leaves the calendar to say that it is online. */
export type EventWords = { subject: string; body: string; location: string | null };

/** Puts an event into words; `wording/` does it. */
export type EventTexts = (facts: EventFacts) => EventWords;
