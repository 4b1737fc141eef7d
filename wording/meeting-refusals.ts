import type { NamedPerson } from '../services/mbe-requests/model.ts';
import { formatInstant } from '../services/platform/time.ts';

/** Why something about a meeting or an outcome was not done. Somebody else may have been first: then who, and when. */
export type MeetingRefusal = { reason: string; by?: NamedPerson | null; at?: Date | null };

const words: Record<string, string> = {
  'not-allowed': 'Only the DSR team can do this. Nothing was changed.',
  'not-found': 'This is no longer there. Nothing was changed.',
  'wrong-state': 'This can no longer be done: here is how it stands now.',
  'changed-meanwhile': 'Somebody else has changed this meanwhile: here is how it stands now.',
  'already-ended': 'The end of this meeting has passed. Record what came of it, or that it did not take place.',
  'not-ended': 'This meeting is not over yet. You can record its outcome once its end has passed.',
  'already-booked': 'A time has been booked already: here is how it stands now.',
  'no-consent':
    'There is no consent to the register now, so no other meeting can be arranged from it. Choose to arrange no other meeting.',
  'entry-ended':
    'The person is no longer on the register, so no other meeting can be arranged from it. Choose to arrange no other meeting.',
  'clinical-lead-decides':
    'Consent to the register has ended, and the clinical lead decides whether this meeting is still held. Nothing was changed. The clinical lead has been asked; tell them if it is urgent.',
  'family-invited':
    'The person or their family are invited by email, so everybody would see their address. Those invited stay hidden from each other.',
  'no-outcome': 'No outcome has been recorded yet.',
  'already-sent': 'The summaries have been sent already: here is how it stands now.',
};

/** Why it was not done, and what to do instead. Names are free text: escape the result for a card. */
export function meetingRefusalText(refusal: MeetingRefusal): string {
  if (refusal.reason === 'already-booked' && refusal.by && refusal.at) {
    return `${refusal.by.name} booked a time on ${formatInstant(refusal.at)}: here is how it stands now.`;
  }
  return words[refusal.reason] ?? 'This could not be done. Nothing was changed: here is how it stands now.';
}

/** Only the clinical lead may, and a coordinator pressed. */
export const onlyTheClinicalLead = 'Only the clinical lead can decide this. Nothing was changed.';
