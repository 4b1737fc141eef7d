import { formatDay } from '../services/platform/time.ts';
import type { SequenceProblem } from '../services/register/event-sequence.ts';
import {
  type EntryField,
  type EntryProblem,
  MAX_DECIDED_BY,
  MAX_EVENT_NOTE,
  MAX_PLAN_SCORE,
  MOST_KEY_PROFESSIONALS,
} from '../services/register/model.ts';

const counted = new Intl.NumberFormat('en-GB');

const missing: Record<EntryField, string> = {
  rating: 'Choose the rating.',
  note: 'Say why: whoever reads this later was not there.',
  decidedBy: 'Say who decided: a name, a role, or both.',
  day: 'Say on which day.',
  setting: 'Choose the kind of hospital.',
  reason: 'Choose a reason.',
  answer: 'Choose how the offer was answered.',
  measure: 'Choose what was considered.',
  result: 'Choose what came of it.',
  status: 'Choose one.',
  scores: 'Score at least one point.',
  professionals: 'Say who.',
  state: 'Choose what became of it.',
};

/** What to put right in a field of a form about somebody on the register. */
export function entryProblemText({ field, problem, which }: EntryProblem): string {
  const person = which === undefined ? '' : `Person ${which}: `;
  switch (problem) {
    case 'missing':
      return missing[field];
    case 'too-long':
      return field === 'decidedBy' || field === 'professionals'
        ? `${person}Shorten this to ${MAX_DECIDED_BY} characters or fewer.`
        : `Shorten this to ${counted.format(MAX_EVENT_NOTE)} characters or fewer.`;
    case 'unknown-choice':
      return 'Choose one of the answers in the list.';
    case 'not-a-date':
      return 'Write the day like 27/01/2027.';
    case 'in-the-future':
      return 'This day has not come yet. Record what has happened.';
    case 'before-entry':
      return 'This day is before the person came onto the register.';
    case 'not-a-score':
      return `A score is a whole number from 0 to ${MAX_PLAN_SCORE}.`;
    case 'not-a-professional':
      return `${person}Write the name as well, or empty the line.`;
    case 'not-an-email':
      return `${person}This is no email address. Example: name@example.org`;
    case 'too-many':
      return `There is room for ${MOST_KEY_PROFESSIONALS} key professionals.`;
  }
}

/** Why something about somebody on the register was not done. */
export type EntryRefusalReason =
  | { reason: 'not-allowed' | 'not-found' | 'changed-meanwhile' | 'on-register-again' | 'too-short' | 'unknown-review' }
  | { reason: 'same-rating' | 'in-hospital' | 'same-setting' | 'meeting-under-way' | 'no-such-action' }
  | { reason: 'not-an-event' | 'cannot-void-entry' | 'consent-ended' }
  | { reason: 'entry-ended'; on: string }
  | { reason: 'does-not-fit'; because: SequenceProblem };

const sequence: Record<SequenceProblem, string> = {
  'in-hospital':
    'By what is recorded the person was in hospital already. Look at the history: record when they left, or take back what is wrong.',
  'not-in-hospital':
    'By what is recorded the person was not in hospital then. Look at the history: something later or earlier depends on this.',
  'before-entry': 'This day is before the person came onto the register.',
  'after-end': 'By what is recorded something happened after this. An entry can’t end before it.',
  'no-entry': 'The entry itself can’t be taken back.',
};

/** Why it was not done, and what to do instead. */
export function entryRefusalText(refusal: EntryRefusalReason): string {
  switch (refusal.reason) {
    case 'not-allowed':
      return 'Only the DSR team can do this. Nothing was changed.';
    case 'not-found':
      return 'There is nobody with this reference on the register. Type “person” and a part of the name to search.';
    case 'changed-meanwhile':
      return 'Somebody changed this entry while you had it open. What you typed is still here: check it against how things stand now, then send it again.';
    case 'entry-ended':
      return `The person left the register on ${formatDay(refusal.on)}. Nothing was changed.`;
    case 'does-not-fit':
      return `${sequence[refusal.because]} Nothing was changed.`;
    case 'on-register-again':
      return 'The person has come onto the register again since. The old entry can’t be opened beside the new one.';
    case 'same-rating':
      return 'The person has this rating on that day already. Nothing was changed.';
    case 'in-hospital':
      return 'The person is in hospital on that day, so the rating is Blue. It is decided anew when they leave: press Hospital.';
    case 'same-setting':
      return 'The person is in this kind of hospital already. Nothing was changed.';
    case 'meeting-under-way':
      return 'A meeting about this person is being arranged or is booked. Cancel it first, so that nobody is left invited.';
    case 'no-such-action':
      return 'This action is no longer in the outcome of its meeting. Nothing was changed.';
    case 'not-an-event':
      return 'This was taken back already. Nothing was changed.';
    case 'cannot-void-entry':
      return 'That somebody came onto the register can’t be taken back. End the entry instead.';
    case 'consent-ended':
      return 'Consent has ended, so the entry can’t be opened again. A new consent and a new entry are needed.';
    case 'too-short':
      return 'Type at least two letters of the name, a reference like DSR-0123, or the whole NHS number.';
    case 'unknown-review':
      return 'Choose what to record.';
  }
}

/** What has just been done. */
export const entryDone = {
  'change-rating': 'The rating is changed.',
  'record-review': 'Recorded.',
  admit: 'Admission recorded. The rating is Blue while they are in hospital.',
  'change-setting': 'Move recorded.',
  discharge: 'Discharge recorded, with the rating from now on.',
  'end-entry': 'The entry is ended. Letters, where somebody is to be told, wait to be read and released.',
  'void-register-event': 'Taken back. Both stay in the history.',
  'set-key-professionals': 'Key professionals saved.',
  'record-action-progress': 'Recorded.',
} as const;

export const entryFields = {
  rating: 'Rating (required)',
  decidedBy: 'Who decided: name, role or both (required)',
  reasonWhy: 'Why? (required)',
  note: 'Note (optional)',
  day: 'On which day? (required)',
  setting: 'What kind of hospital? (required)',
  endReason: 'Why do they leave the register? (required)',
  endNote: 'Note (required for “Another reason”)',
  voidWhy: 'Why was this a mistake? (required)',
  answer: 'How was the offer answered? (required)',
  measure: 'What was considered? (required)',
  result: 'What came of it? (required)',
  status: 'Behaviourally intensive treatment (required)',
  state: 'What became of it? (required)',
  stateNote: 'Note (required if it cannot be done)',
  pastDay: 'Rating on this day',
} as const;

export const formHeadings = {
  changeRating: 'Change the rating',
  recordReview: 'Record a review',
  admit: 'Record an admission to hospital',
  hospital: 'Hospital',
  changeSetting: 'Record a move between hospitals',
  discharge: 'Record leaving hospital',
  endEntry: 'End the entry',
  voidEvent: 'Take back something recorded by mistake',
  keyProfessionals: 'Key professionals',
  actionProgress: 'What became of this action?',
} as const;

export const formIntros = {
  changeRating: 'The ratings before stay on record. Whoever reads this later sees who decided, and why.',
  recordReview: 'What do you want to record?',
  laep: 'A LAEP meeting is an urgent meeting of its own. It is never recorded as a C(E)TR, and no C(E)TR date is met by it.',
  cetr: 'Record a C(E)TR only. A LAEP meeting, however urgent, is not one: it has its own form.',
  offer:
    'The date of the offer counts for the first date. If it was declined, the next one is counted from the offer, and the refusal is shown.',
  noPlan:
    'The points of the discharge plan are not set locally. Ask whoever looks after the area’s policy to add them.',
  noMeasures: 'The measures at each rating are not set locally. Ask whoever looks after the area’s policy to add them.',
  scores: `A whole number from 0 to ${MAX_PLAN_SCORE} for each point. Leave a point empty that was not scored.`,
  admit: 'From this day the rating is Blue, and the dates of a stay in hospital are counted from it.',
  discharge: 'Blue ends with the stay. Say which rating was decided for the time after it.',
  endEntry:
    'What happened stays on record. The person, or whoever speaks for them, is told by a letter that you read and release first; nobody writes to a person who has died. If consent was withdrawn, press Consent instead: that also stops what is under way.',
  voidEvent: 'It stays in the history, marked as taken back. Dates and rating are worked out anew without it.',
  keyProfessionals:
    'The first one is asked when something falls due. Empty a name to take somebody off the list: former ones stay on record.',
} as const;
