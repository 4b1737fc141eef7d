import type { InviteeResponse, MeetingState } from '../services/meetings/model.ts';
import { formatInstant } from '../services/platform/time.ts';
import type { ProposalState } from '../services/proposals/model.ts';
import { lengthWords } from './team-request.ts';

/** Words for somebody invited, who answers in Teams. */
export const forInvitee = {
  proposalHeading: 'Which of these times suit you?',
  invitationHeading: 'Can you come?',
  invitationOver: 'Your invitation',
  youStandIn: 'You are asked to come in somebody’s place.',
  youNamed: 'You named to come in your place:',
  moved: 'The meeting was moved meanwhile. Look at the new time and answer again.',
  tooLate: 'Your answer could not be recorded any more: here is how it stands now.',
  note: 'Anything we should know? One line, without the name of the person',
  onBehalf: 'What did they say?',
  enterAnswer: 'Record their answer',
  noteOfTheirs: 'Anything they said with it, in one line',
  theirStandInName: 'If somebody comes instead of them: their name',
  entered: 'Recorded.',
  standInName: 'If somebody comes instead of you: their name',
  standInEmail: 'Their email address',
  standInHeading: 'A stand-in',
  whoName: 'Your name (required)',
  whoJobRole: 'Your job role (required)',
  whoPhone: 'Your phone number (required)',
  sendAnswer: 'Send my answer',
  changeAnswer: 'Change my answer',
  response: 'Your answer (required)',
  reminder: 'You have not answered yet. Please say which of these times suit you.',
  list: 'My invitations',
  nothing: 'You are not invited to anything at the moment.',
  answered: 'Thank you. Your answer is recorded.',
  answeredWithStandIn: 'Thank you. Your answer is recorded, and your stand-in is told.',
  standInLeft: 'Your answer is recorded. Your stand-in is not yet: check their name and address.',
  alreadyInvited: 'They are invited already, so nothing was changed about a stand-in. Your answer is recorded.',
  notInvited: 'You are not invited to this meeting under the address that Teams knows of you.',
  onlyInChat: 'Invitations are shown in your own chat with me, not in a channel.',
} as const;

/** What a lock screen may show. */
export function inviteeSummary(reference: string): string {
  return `${reference}: your answer is needed`;
}

export const responseLabels: Record<InviteeResponse, string> = {
  accepted: 'Yes, I will come',
  tentative: 'Maybe',
  declined: 'No, I can’t come',
};

/** 'A meeting of 1 hour, online.' A place that says who the person is is written to nobody. */
export function meetingInBrief(
  lengthMinutes: number,
  { place, placeWithheld }: { place: string | null; placeWithheld: boolean },
): string {
  const where = placeWithheld ? 'in person: ask us where' : place === null ? 'online' : `at ${place}`;
  return `A meeting of ${lengthWords(lengthMinutes)}, ${where}.`;
}

/** Until when an answer counts, or why none is awaited any more. */
export function answerUntil({ state, deadline, canAnswer }: AskedUntil): string {
  if (canAnswer) return `Please answer by ${formatInstant(deadline)}. You can change your answer until then.`;
  return over[state];
}
type AskedUntil = { state: ProposalState; deadline: Date; canAnswer: boolean };

const over: Record<ProposalState, string> = {
  open: 'The time to answer is over. Tell the team if something has changed.',
  chosen: 'A time was chosen: your invitation says which.',
  closed: 'This question is closed: none of the times suited enough people. You may be asked about others.',
  replaced: 'This question was replaced by a newer one.',
  withdrawn: 'This question was withdrawn. There is nothing left to answer.',
};

const answerProblems: Record<string, string> = {
  missing: 'Say whether this time suits you.',
  'not-a-choice': 'Choose one of the answers.',
  'unknown-choice': 'Choose one of the answers.',
  'too-long': 'Shorten this to one line.',
  'bad-email': 'Enter an email address, for example name@example.org.',
  'not-a-phone-number': 'Enter a phone number, for example 01632 960 456.',
};

const missing: Record<string, string> = {
  standInName: 'Enter the name of your stand-in.',
  standInEmail: 'Enter the email address of your stand-in.',
  name: 'Several people read this address. Enter your name.',
  jobRole: 'Enter your job role.',
  phone: 'Enter a phone number.',
  response: 'Say whether you can come.',
};

/** What to put right about an answer. */
export function answerProblemText({ field, problem }: { field: string; problem: string }): string {
  if (problem === 'missing' && field in missing) return missing[field] ?? '';
  return answerProblems[problem] ?? 'Check this and try again.';
}

const states: Record<MeetingState, string> = {
  'being-arranged': 'No time is booked at the moment. You are told as soon as there is one.',
  booked: 'The end of this meeting has passed.',
  'took-place': 'This meeting is over.',
  'did-not-take-place': 'This meeting did not take place.',
  cancelled: 'This meeting is cancelled.',
  'outcome-recorded': 'This meeting is over.',
};

/** Why there is nothing to answer. */
export function notBookedWords(state: MeetingState): string {
  return states[state];
}
