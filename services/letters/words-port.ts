import type { LetterFormat } from '../people/model.ts';
import type { LetterReceiver, LetterSubject } from './model.ts';
import type { LetterMeeting } from './read-letter.ts';

/** Everything the words of a letter are made of. */
export type LetterContentView = LetterSubject & {
  receiver: LetterReceiver;
  receiverName: string;
  /** Stands in letters to the person and to those who speak for them; never in one to a referrer. */
  personName: string;
  format: LetterFormat;
  reference: string;
  /** The coordinator's words on a decision, and what else could help; null where there are none. */
  note: string | null;
  whatElseHelps: string | null;
  ownWords: string | null;
  /** The words of the policy for the reason's code; null where the letter has none. */
  reasonLabel: string | null;
  team: string;
  whoRuns: string;
  contact: string;
  emergencyAdvice: readonly string[];
  /** How the team is reached without e-mail; null where the area has not said. */
  teamContact: { phone: string; post: readonly string[] } | null;
  /** The meeting that it is about, with its purpose in the policy's words. */
  meeting: (LetterMeeting & { purpose: string | null }) | null;
};

/** A letter's words. `subject` is what a mail's subject may say: the reference, nothing about the person. */
export type LetterContent = { subject: string; text: string };

/** The words of letters. wording/letters implements it; the caller hands it in. */
export type LetterWords = { letter(view: LetterContentView): LetterContent };
