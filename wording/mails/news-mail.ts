import type { MailContent } from '../../services/mail/port.ts';
import type {
  ChatNewsView,
  PageNewsView,
  RequestNewsView,
  TeamNewsView,
} from '../../services/notifications/words-port.ts';
import { formatInstant } from '../../services/platform/time.ts';
import { layOutMail } from './mail-layout.ts';

/** What became of the request, in a sentence; the reasons are in Teams, where only the requester reads them. */
function whatHappened(view: Pick<RequestNewsView, 'state' | 'meeting'>): string {
  const { meeting, state } = view;
  if (state === 'approved' && meeting?.state === 'booked' && meeting.startsAt !== null) {
    return `The meeting is booked for ${formatInstant(meeting.startsAt)}.`;
  }
  if (state === 'approved' && meeting?.state === 'did-not-take-place') return 'The meeting did not take place.';
  if (state === 'approved' && (meeting?.state === 'took-place' || meeting?.state === 'outcome-recorded')) {
    return 'The meeting has taken place.';
  }
  return sentences[state];
}

const sentences: Record<RequestNewsView['state'], string> = {
  draft: 'Your request has not been sent yet.',
  submitted: 'The team has your request and will decide.',
  'information-requested': 'The team has a question for you and cannot go on without your answer.',
  approved: 'Your request was approved. The team is looking for a time for the meeting.',
  declined: 'Your request was not taken forward. The reason is in Teams.',
  withdrawn: 'Your request was withdrawn.',
  closed: 'The meeting has taken place and your request is finished.',
  cancelled: 'The meeting was cancelled and your request has ended.',
};

/** News of their request for a requester whom the bot could not reach in Teams. No reason, no question, no name. */
export function requestNewsMail(view: RequestNewsView): MailContent {
  return layOutMail(`${view.reference}: news of your request`, view, [
    { paragraph: whatHappened(view) },
    { heading: 'What to do now' },
    {
      list: [
        `Open your chat with the bot in Microsoft Teams and type “status ${view.reference}” to read more.`,
        'Do not write anything about the person in an answer to this email.',
      ],
    },
    { paragraph: 'You get this email because we could not be sure to reach you in Teams.' },
  ]);
}

/** News of their request or referral for somebody without Teams. No reason, no question, no name: those are on their page. */
export function pageNewsMail(view: PageNewsView): MailContent {
  const { reference, request, url } = view;
  const happened = request === null ? 'There is news of your referral.' : onThePage(whatHappened(request));
  const open = [
    ...(url === null ? [] : [{ link: { words: 'Open your page', url } }]),
    {
      list: [
        'On the page, we send a code to this address before we show anything.',
        'Do not write anything about the person in an answer to this email.',
      ],
    },
  ];
  return layOutMail(`${reference}: news`, view, [{ paragraph: happened }, { heading: 'What to do now' }, ...open]);
}

function onThePage(sentence: string): string {
  return sentence.replace('The reason is in Teams.', 'The reason is on your page.');
}

const askForStatus = (reference: string) => `type “status ${reference}” to the bot`;

const teamNews: Record<
  TeamNewsView['about'],
  { subject: string; happened: string; where: (reference: string) => string }
> = {
  'decision-overdue': {
    subject: 'a decision is overdue',
    happened: 'This request has waited for a decision longer than it should.',
    where: askForStatus,
  },
  'record-outcome': {
    subject: 'record what was agreed',
    happened: 'The end of this meeting has passed. What was agreed has not been recorded yet.',
    where: askForStatus,
  },
  'quorum-lost': {
    subject: 'too few people can come',
    happened: 'Somebody can no longer come to this meeting, so too few are left to hold it.',
    where: askForStatus,
  },
  'quorum-reached': {
    subject: 'enough people can come',
    happened: 'Enough people can come at one of the times you asked about. You can book it now.',
    where: askForStatus,
  },
  'proposal-booked': {
    subject: 'a time was booked',
    happened: 'Enough people could come at one of the times you asked about, so it was booked.',
    where: askForStatus,
  },
  'proposal-closed': {
    subject: 'no time suits enough people',
    happened: 'The time to answer is over. At none of the times you asked about can enough people come.',
    where: askForStatus,
  },
  'advance-words': {
    subject: 'something was said for a meeting',
    happened: 'The person or their family have said what they want to be heard at this meeting.',
    where: askForStatus,
  },
  'service-question-answered': {
    subject: 'a service has answered',
    happened: 'A service has answered a question that you asked.',
    where: () => 'open the person’s card: the answer is under “Questions to services”',
  },
};

/** A reminder for the DSR team's owner or chair, or an answer that they wait for. */
export function teamNewsMail(view: TeamNewsView): MailContent {
  const { subject, happened, where } = teamNews[view.about];
  return layOutMail(`${view.reference}: ${subject}`, view, [
    { paragraph: happened },
    { paragraph: `Open Microsoft Teams and ${where(view.reference)}.` },
    { paragraph: 'You get this email because we could not be sure to reach you in Teams.' },
  ]);
}

/** News of a referral, or an answer about the register: that it is there to read, and nothing of what it says. */
export function chatNewsMail(view: ChatNewsView): MailContent {
  const subject = view.reference === null ? 'Your question to the team is answered' : `${view.reference}: news`;
  return layOutMail(subject, view, [
    {
      paragraph: view.reference === null ? 'There is an answer to your question.' : 'There is news of your referral.',
    },
    { heading: 'What to do now' },
    {
      list: [
        view.reference === null
          ? 'Open your chat with the bot in Microsoft Teams to read it. If it is not there, answer this email and we tell you another way.'
          : 'Open your chat with the bot in Microsoft Teams. Type “my referrals” to read it.',
        'Do not write anything about the person in an answer to this email.',
      ],
    },
    { paragraph: 'You get this email because we could not be sure to reach you in Teams.' },
  ]);
}
