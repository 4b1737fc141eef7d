import type { ContactWay } from '../services/consent/model.ts';
import {
  type LetterKind,
  type LetterProblem,
  type LetterReceiver,
  type LetterState,
  type LetterView,
  MAX_OWN_WORDS,
} from '../services/letters/model.ts';
import type { LetterFormat } from '../services/people/model.ts';
import { formatDay, formatInstant } from '../services/platform/time.ts';
import type { StateWords } from './team-request.ts';

export const letterKindWords: Record<LetterKind, string> = {
  'referral-accepted': 'The referral was accepted',
  'referral-not-eligible': 'The referral was not accepted',
  'referral-withdrawn': 'The referral has ended',
  'consent-renewal': 'Consent is to be renewed',
  'consent-withdrawn': 'Consent was withdrawn',
  'entry-ended': 'The time on the register has ended',
  'meeting-invitation': 'Invitation to a meeting',
  'meeting-agreed': 'What was agreed at a meeting',
};

export const letterReceiverWords: Record<LetterReceiver, string> = {
  person: 'the person',
  representative: 'speaks for the person',
  referrer: 'the referrer',
};

export const letterWayLabels: Record<ContactWay, string> = {
  email: 'Email',
  post: 'Post',
  phone: 'Phone',
  'in-person': 'In person',
};

export const letterFormatLabels: Record<LetterFormat, string> = {
  plain: 'Plain words',
  'easy-read': 'Easy Read',
  'large-print': 'Large print (print it in 18 point)',
};

const states: Record<LetterState, StateWords> = {
  drafted: { words: '● To read and release', tone: 'accent' },
  released: { words: '● To be told', tone: 'accent' },
  told: { words: '✓ Told', tone: 'default' },
  'not-needed': { words: '✕ Not needed', tone: 'default' },
};

/** A letter's state: what there is to do. */
export function letterState(letter: Pick<LetterView, 'state' | 'mail'>): StateWords {
  return letter.state === 'released' && letter.mail === 'under-way'
    ? { words: '→ On its way', tone: 'default' }
    : states[letter.state];
}

/** The same where only the state is known. */
export function letterStateWords(state: LetterState): string {
  return states[state].words;
}

/** What a notification or a lock screen may show of a letter: reference and state. */
export function letterSummary(letter: Pick<LetterView, 'reference' | 'state' | 'mail'>): string {
  return `${letter.reference}: letter ${letterState(letter).words.slice(2).toLowerCase()}`;
}

/** What will leave, or has left, where that is not all of the letter, or nobody can be reached. */
export function letterWarning(letter: LetterView): string | null {
  if (letter.state !== 'drafted' && letter.state !== 'released') return null;
  if (letter.state === 'drafted' && letter.address === null) {
    return letter.via === 'in-person'
      ? 'Nobody has said how to reach them. Find out, then choose “Change how it goes”, or release it and tell them in person.'
      : 'There is no address. Choose “Change how it goes”.';
  }
  if (letter.mail === 'failed') return 'The email could not be delivered. Tell them another way, and record it below.';
  if (letter.mail === 'may-have-been-sent')
    return 'We cannot tell whether the email arrived, and did not send it twice. Ask them, and record it below.';
  if (letter.part === 'notice')
    return letter.state === 'drafted'
      ? 'This address is not marked secure. Only a short email without this text goes there, and you tell them the rest another way.'
      : 'Only a short email without this text went to their address. Tell them the rest another way, and record it below.';
  if (letter.kind === 'meeting-agreed' && letter.state === 'drafted')
    return 'Professionals typed what was agreed. Read it as the person who gets it will. If something must not be told like this, choose “Not needed” and tell them yourself.';
  if (letter.part === 'notice-and-chat' && letter.state === 'drafted')
    return 'This address is not marked secure. A short email without this text goes there. The referrer reads the outcome in their chat in Teams.';
  return null;
}

const toldHows: Record<string, string> = {
  email: 'by email',
  post: 'by post',
  phone: 'by phone',
  'in-person': 'in person',
  teams: 'in Teams, with a short email',
};

/** 'By phone on Tuesday 12 January 2027, recorded by Cora Example' */
export function toldWords({ on, how, by }: NonNullable<LetterView['told']>): string {
  const words = toldHows[how] ?? how;
  const recorded = by === null ? '' : `, recorded by ${by}`;
  return `${words.charAt(0).toUpperCase()}${words.slice(1)} on ${formatDay(on)}${recorded}`;
}

const notNeeded: Record<string, string> = {
  'consent-withdrawn': 'Consent was withdrawn before it was told',
  'consent-renewed': 'Consent was renewed',
  'entry-ended': 'The time on the register has ended',
  'no-longer-so': 'It no longer says what is so',
};

/** Why a letter is not needed: a code of ours, or a coordinator's own words. */
export function notNeededWords(because: string): string {
  return notNeeded[because] ?? because;
}

/** Who released a letter, and when. */
export function releasedWords({ by, at }: NonNullable<LetterView['released']>): string {
  return `${by}, ${formatInstant(at)}`;
}

export const letterLabels = {
  ownWords: 'A sentence of your own (it is added to the letter)',
  via: 'How does it go? (required)',
  address: 'Email address, postal address or phone number (required, but not in person)',
  format: 'In which format? (required)',
  toldOn: 'Told on (required)',
  toldHow: 'How (required)',
  why: 'Why is it not needed? (required)',
} as const;

export const letterIntros = {
  tell: 'Once they have been told what the letter says, record when and how.',
  readdress: 'This changes this letter alone. What is recorded of the person stays as it is.',
  setAside: 'Nobody will be sent this letter. The reason is kept.',
} as const;

const missing: Record<LetterProblem['field'], string> = {
  ownWords: 'Write the sentence.',
  via: 'Choose how it goes.',
  address: 'Write where it goes.',
  format: 'Choose a format.',
  toldOn: 'Say on which day they were told.',
  toldHow: 'Choose how they were told.',
  why: 'Say why nobody needs to be told.',
};

/** What to put right in a field about a letter. */
export function letterProblemText({ field, problem }: LetterProblem): string {
  switch (problem) {
    case 'missing':
      return missing[field];
    case 'too-long':
      return field === 'address'
        ? 'Shorten this to 500 characters or fewer.'
        : `Shorten this to ${new Intl.NumberFormat('en-GB').format(MAX_OWN_WORDS)} characters or fewer.`;
    case 'bad-email':
      return 'This is no email address. Example: name@example.org';
    case 'unknown-choice':
      return 'Choose one of the answers in the list.';
    case 'not-a-date':
      return 'Write the day like 27/01/2027.';
    case 'in-the-future':
      return 'This day has not come yet.';
    case 'before-release':
      return 'This day is before the letter was released.';
  }
}

/** Why something with a letter was not done. */
export type LetterRefusalWords =
  | { reason: 'not-allowed' | 'not-found' | 'changed-meanwhile' | 'bad-email' | 'no-ground' }
  | { reason: 'too-late'; state: LetterState };

/** Why it was not done. */
export function letterRefusalText(refusal: LetterRefusalWords): string {
  switch (refusal.reason) {
    case 'not-allowed':
      return 'Only the DSR team can do this. Nothing was changed.';
    case 'not-found':
      return 'There is no such letter. Type “letters” to see those that wait.';
    case 'changed-meanwhile':
      return 'This letter has changed since you read it. Nothing was sent. Please read it again.';
    case 'bad-email':
      return 'This is no email address. Nothing was changed.';
    case 'no-ground':
      return 'It is not recorded that the person agrees to sharing, so this letter cannot go now. Nothing was sent.';
    case 'too-late':
      return `This can no longer be done: the letter is ${states[refusal.state].words.slice(2).toLowerCase()}. Nothing was changed.`;
  }
}

/** What has just been done with a letter. */
export const letterDone = {
  releasedByMail: 'Released. The email goes out now.',
  releasedByHand: 'Released. Now tell them, and record it here.',
  worded: 'Your sentence is in the letter. Read it once more, then release it.',
  wordedAway: 'Your sentence was taken out again.',
  readdressed: 'Changed. Read it once more, then release it.',
  told: 'Recorded that they were told.',
  setAside: 'Recorded. Nobody is sent this letter.',
  secure: 'The address is marked secure. The whole text goes there.',
} as const;

/** '3 letters wait, 2 of them to be read and released. The oldest comes first.' */
export function letterCount(list: { total: number; toRelease: number; page: number; pages: number }): string {
  if (list.total === 0) return 'No letter waits. All done.';
  const what = list.total === 1 ? '1 letter waits' : `${list.total} letters wait`;
  const page = list.pages > 1 ? `, page ${list.page} of ${list.pages}` : '';
  return `${what}, ${list.toRelease} to be read and released${page}. The oldest comes first.`;
}
