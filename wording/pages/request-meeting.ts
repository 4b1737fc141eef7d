import type { RequestField, RequestView } from '../../services/mbe-requests/model.ts';
import { requestStateInWords } from '../request-states.ts';
import { type MeetingTime, whatHappensNext } from '../what-happens-next.ts';
import { askingWords } from './asking.ts';

/** What the pages on which professionals without Teams ask for a meeting say. */
export const requestWords = {
  before: {
    title: 'Ask for a Meeting by Exception',
    lines: [
      'A Meeting by Exception brings several agencies together for one person, when an MDT or a professionals meeting is not enough.',
      'An MDT comes first wherever possible. We ask why it is not being taken forward without us.',
      'We ask four things: the person’s name, what the meeting is for, whom to invite, and why an MDT is not enough. It takes about five minutes.',
      'If you have Microsoft Teams in the Trust, you can also write to our bot there.',
      'First we ask for your email address, and send a code to it. Nothing is kept before you type that code.',
    ],
    rather: 'Would you rather write on paper?',
  },
  titles: {
    '1': 'Who it is about and why',
    mdt: 'An MDT first?',
    '2': 'Who to invite',
  },
  stepOf: (number: number) => `Ask for a meeting: step ${number} of 3`,
  aboutYou: 'About you',
  aboutMeeting: 'About the meeting',
  organisations: 'Organisations to invite',
  chosen: 'Organisations you have chosen',
  find: 'Find',
  findLabel: 'Find an organisation by a word of its name',
  found: 'Organisations found: tick those to invite',
  nothingTyped: 'Type a word of the organisation’s name, then press Find',
  family: 'The person and their family',
  ifKnown: 'If you know it',
  checkTitle: 'Check your request before you send it',
  send: 'Send request',
  sentTitle: 'We have your request',
  recordTitle: (reference: string) => `Your request ${reference}`,
  referenceIs: 'Your reference is',
  about: (name: string, sentOn: string) => `About ${name}. Sent on ${sentOn}.`,
  withdrawLink: 'Withdraw this request',
  withdrawTitle: 'Withdraw this request?',
  withdrawLines: ['The team stops working on it. You can ask again at any time.'],
  copy: 'Copy to a new draft',
  join: 'Join the meeting',
  when: 'When',
  where: 'Where',
  online: 'Online',
} as const;

const hints: Partial<Record<RequestField, string>> = {
  phone: 'We may ring this number about your request.',
  furtherPeople: 'One a line, with name and email. For example: Sam Example, sam@example.org',
  basisDetail: 'Leave this empty if they know and agree.',
  basisDay: 'Leave this empty if there was no best-interest decision. For example, 14 1 2027',
  dateOfBirth: 'For example, 31 3 1990',
  neededBy: 'The day by which the meeting must have happened. For example, 14 1 2027',
  place: 'Leave this empty to meet online.',
  nhsNumber: 'It has 10 digits.',
};

/** A line under what a field asks; undefined where none is needed. */
export function requestFieldHint(field: RequestField): string | undefined {
  return hints[field];
}

const labels: Partial<Record<RequestField, string>> = {
  place: 'Place',
  neededBy: 'Needed by',
  furtherPeople: 'Further people to invite',
};

/** What a field asks on a page, where it is not as in Teams. */
export function requestFieldLabel(field: RequestField): string | undefined {
  return labels[field];
}

/** What happens next with a request, as its page says it. */
export function nextOfRequest(
  request: Pick<RequestView, 'state' | 'decideBy' | 'overdue'>,
  meeting: MeetingTime | null,
  address: string,
): string[] {
  const lines = whatHappensNext(request, meeting).map((line) =>
    line.replace(/^We tell you here /, 'We tell you on this page '),
  );
  const underWay = ['submitted', 'information-requested', 'approved'].includes(request.state);
  return underWay ? [...lines, askingWords.mailed(address)] : lines;
}

/** The state of somebody's own request. */
export function stateOfRequest(request: Pick<RequestView, 'state'>, meeting: MeetingTime | null): string {
  if (request.state === 'approved' && meeting?.state === 'booked') return 'Approved, meeting booked';
  return requestStateInWords(request.state);
}
