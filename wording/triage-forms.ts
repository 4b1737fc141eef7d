import { formatInstant } from '../services/platform/time.ts';
import type { NamedProfessional, ReferralState } from '../services/referrals/model.ts';
import type { TriageProblem } from '../services/referrals/triage-model.ts';
import { teamReferralState } from './referral-for-team.ts';

export const triageLabels = {
  rating: 'Rating (required)',
  setting: 'Where is the person now?',
  admittedOn: 'If in hospital: day of admission (required for Blue)',
  locality: 'Part of the area (required)',
  decidedBy: 'Who decided: a name, a role, or both (required)',
  reviewers: 'The risk review is not complete (required)',
  reason: 'Reason (required)',
  note: 'What the letters say about the reason (required for “Another reason”)',
  whatElseHelps: 'What else could help the person (required)',
  question: 'What do you need to know? (required)',
} as const;

/** The choice of a coordinator who decides before everybody has taken part in the review. */
export const reviewChoices = [
  { code: 'wait', label: 'Wait until they have taken part' },
  { code: 'go-on', label: 'Decide now. The review goes on, and its clock runs on' },
] as const;

export const triageIntros = {
  accept: 'The person comes onto the register today. Letters to them and to the referrer are drafted for you to read.',
  refuse:
    'Letters to the person and to the referrer are drafted for you to read. They hold the reason and what you write here, so write it so that the person can read it.',
  ask: 'The referrer gets your question in their chat, or you ask them yourself where they have none.',
  pauses: 'The review’s clock stands until the answer comes: your area’s policy allows that.',
  runsOn: 'The review’s clock runs on meanwhile.',
  reviewers: 'Write one name a line, with the role. What you write takes the place of what was recorded before.',
} as const;

const missing: Partial<Record<TriageProblem['field'], string>> = {
  rating: 'Choose the rating.',
  admittedOn: 'Say on which day the person was admitted.',
  locality: 'Choose where the person lives.',
  decidedBy: 'Say who decided: a name, a role, or both.',
  reviewers: 'Record who took part in the review first, or choose to decide now.',
  reason: 'Choose a reason.',
  note: 'Say which other reason, so that the person understands it.',
  whatElseHelps: 'Write what else could help: nobody is to be left with a no alone.',
  question: 'Write your question.',
};

/** What to put right in a field of a form about a referral. */
export function triageProblemText({ field, problem }: TriageProblem): string {
  switch (problem) {
    case 'missing':
      return missing[field] ?? 'Fill this in.';
    case 'too-long':
      return field === 'education' || field === 'social-care' || field === 'health'
        ? 'Write at most 10 names, each of 120 characters or fewer.'
        : 'This is too long. Please shorten it.';
    case 'unknown-choice':
      return 'Choose one of the answers in the list.';
    case 'not-a-date':
      return 'Write the day of admission like 27/01/2027. It cannot be before the person was born.';
    case 'in-the-future':
      return 'This day has not come yet.';
    case 'blue-needs-hospital':
      return 'Blue is for people in a mental health hospital. Choose the kind of hospital, or another rating.';
    case 'hospital-needs-blue':
      return 'Somebody in a mental health hospital is rated Blue. Choose Blue, or say that the person is in the community.';
  }
}

/** Why something about a referral was not done. */
export type TriageRefusal =
  | { reason: 'not-allowed' | 'not-found' | 'changed-meanwhile' }
  | { reason: 'undecided-duplicates' | 'on-register' | 'no-duplicate' | 'both-on-register' | 'not-on-register' }
  | { reason: 'too-late'; state: ReferralState }
  | { reason: 'already-owned'; by: NamedProfessional }
  | { reason: 'already-decided'; by: NamedProfessional; at: Date; state: ReferralState };

function inWords(state: ReferralState): string {
  return teamReferralState(state).words.slice(2).toLowerCase();
}

/** Why it was not done, and what stands instead. Names are free text: escape the result for a card. */
export function triageRefusalText(refusal: TriageRefusal): string {
  switch (refusal.reason) {
    case 'not-allowed':
      return 'Only the DSR team can do this. Nothing was changed.';
    case 'not-found':
      return 'There is no such referral. Type “referrals” to look through those that wait.';
    case 'changed-meanwhile':
      return 'Somebody changed this referral while you had it open. What you entered is still here: choose Back to see what changed, or send it again.';
    case 'undecided-duplicates':
      return 'Look at who may be the same person first. Nobody was added to the register.';
    case 'on-register':
      return 'This person is on the register already. Nobody was added.';
    case 'no-duplicate':
      return 'They are no longer two records that may be one person. Nothing was changed.';
    case 'both-on-register':
      return 'Both are on the register. End one of the two entries first, then link them. Nothing was changed.';
    case 'not-on-register':
      return 'This person is not on the register, so the referral needs a decision. Nothing was changed.';
    case 'too-late':
      return `This can no longer be done: the referral is ${inWords(refusal.state)}. Nothing was changed.`;
    case 'already-owned':
      return `${refusal.by.name} took this referral first.`;
    case 'already-decided':
      return `${refusal.by.name} was first: the referral is ${inWords(refusal.state)} since ${formatInstant(refusal.at)}. Nothing you entered was recorded.`;
  }
}

/** What has just been done, for the line at the top of the card. */
export const triageDone = {
  accepted: 'Accepted. The person is on the register. Read the letters below and release them.',
  refused: 'Recorded as not eligible. Read the letters below and release them.',
  asked: 'Your question goes to the referrer.',
  taken: 'This referral is yours now.',
  reviewers: 'Recorded who took part.',
  linked: 'Linked: they are the same person.',
  different: 'Recorded: they are different people.',
  closed: 'Ended. Read the letters below and release them.',
} as const;
