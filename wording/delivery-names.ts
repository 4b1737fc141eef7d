import type { DeliveryKind } from '../services/notifications/model.ts';
import { todoButtons } from './todo-buttons.ts';

/** What a delivery is called where it did not arrive. */
export const deliveryNames: Record<DeliveryKind, string> = {
  'advance-words': 'the card that the family has said something for a meeting',
  'request-for-triage': 'the card of a new request in this channel',
  'request-news': 'news of their request to the requester',
  'mdt-invitation': 'the MDT invitation that a requester asked for',
  'decision-overdue': 'a reminder of an overdue decision',
  'record-outcome': 'the reminder to record the outcome',
  todo: 'the card of a to-do in this channel',
  invitation: 'the invitation',
  cancellation: 'the cancellation',
  summary: 'the summary of what was agreed',
  'mail-instead': 'the email with news of the request',
  'register-digest': 'the list of what is due on the register',
  'calendars-late': 'the card that calendars are late',
  'mailbox-away': 'the card that the shared mailbox cannot be read',
  'mailbox-back': 'the card that the shared mailbox can be read again',
  'calendars-back': 'the card that calendars are back',
  'clock-reminder': 'the reminder to the key professional',
  escalation: 'the email to the senior manager',
  'referral-for-triage': 'the card of a new referral in this channel',
  'referral-news': 'news of their referral to the referrer',
  'register-enquiry': 'the card of a question about the register in this channel',
  'register-enquiry-answered': 'the answer to a question about the register',
  'letter-to-release': 'the card of a letter to release in this channel',
  letter: 'a letter',
  'service-question': 'a question to a service',
  'service-question-reminder': 'the reminder of a question to a service',
  'service-question-escalation': 'the email to the manager of a service',
  'service-question-answered': 'the card of an answered question',
  'quorum-lost': 'the card that too few can come to a meeting',
  'stand-in-needed': 'the question whether somebody can come in a colleague’s place',
  'response-chaser': 'the reminder to answer an invitation',
  proposal: 'the question which times suit',
  'proposal-chaser': 'the reminder to say which times suit',
  'proposal-withdrawn': 'the email that the question about times is withdrawn',
  'quorum-reached': 'the card that enough people can come',
  'proposal-booked': 'the card that a time was booked',
  'proposal-closed': 'the card that no time suits',
  'times-off': 'the email that the times are no longer needed',
  'consent-form': 'the consent form',
  'action-reminder': 'the reminder of an agreed action',
  'action-escalation': 'the email to an organisation’s manager about an overdue action',
  'sign-in-code': 'a code to sign in',
  'new-link': 'a new link',
  'mail-for-triage': 'the card of an email in this channel',
  'more-mails-wait': 'the card that more emails wait',
  'mails-not-moved': 'the card of emails that could not be moved',
  'mail-reply': 'the answer to a request by email',
  'mailed-draft': 'the card of a draft made of an email',
};

const askAboutTimes = (meeting: string): string =>
  `Call them, and ask which of the times suit: press ${meeting}, then “See the answers”.`;
const seePerson = `press “${todoButtons.person}” to see it`;

/** By what did not arrive: the same whatever it is about, or by the button that leads to the meeting. */
const instead: Partial<Record<DeliveryKind, string | ((meeting: string) => string)>> = {
  'advance-words': (meeting) => `Press ${meeting}, then “What they want to say”.`,
  proposal: askAboutTimes,
  'proposal-chaser': askAboutTimes,
  'quorum-reached': (meeting) =>
    `Press ${meeting}, then “See the answers”: they say at which time enough people can come.`,
  'proposal-booked': (meeting) => `Press ${meeting}: the card says what was booked.`,
  'proposal-closed': (meeting) => `Press ${meeting}, then “Ask again”.`,
  'action-reminder': 'Call them, and ask how the action is going.',
  'action-escalation':
    'Tell the manager another way that an action is overdue: the reference and the date, nothing else.',
  'quorum-lost': (meeting) =>
    `Press ${meeting}: the card says who is still needed. “Reschedule” there shows other times.`,
  'stand-in-needed': 'Their colleague has declined. Call them, and ask who can come.',
  'response-chaser': 'Call them, and ask whether they can come.',
  'request-for-triage': 'The request is safe. Write “queue” here to open it.',
  'decision-overdue': 'Write “queue” here to see what waits for a decision.',
  'record-outcome': (meeting) => `Press ${meeting}, then “Record the outcome”.`,
  'register-digest': 'Write “due” here to see what is due on the register.',
  'calendars-late':
    'What you book, move or cancel goes out by itself later. If a meeting is soon, tell people yourself.',
  'calendars-back': 'There is nothing else to do: press “Done”.',
  'mailbox-away': 'Look into the shared mailbox yourself: what people write there is not seen here.',
  'mailbox-back': 'There is nothing else to do: press “Done”.',
  'clock-reminder': `Tell the key professional another way what is due and by when: ${seePerson}. Check their email address there.`,
  escalation: `Tell the senior manager another way that a date has passed: ${seePerson}. Have whoever looks after this service check their address.`,
  'referral-for-triage': 'The referral is safe. Write “referrals” here to open it.',
  'referral-news': 'Tell the referrer another way that there is news of their referral. Tell them no more than that.',
  'register-enquiry': 'The question is safe. Write “register questions” here to open it.',
  'register-enquiry-answered':
    'Tell whoever asked, by phone, that their question is answered. What you may tell them is on the question’s card: write “register questions” here.',
  'mail-for-triage': 'The email is safe. Write “mailbox” here to open it.',
  'more-mails-wait': 'The emails are safe. Write “mailbox” here to open them.',
  'mails-not-moved': 'Look into the shared mailbox: some emails are not in the folder where they belong.',
  'mailed-draft': 'Tell whoever wrote the email that a draft waits for them: they write “my requests” to open it.',
  'letter-to-release': 'The letter is safe. Write “letters” here to read and release it.',
  'service-question': `Call the service, and tell them the question: ${seePerson}. Check the address in the directory.`,
  'service-question-reminder': `Call the service: its answer to a question is missing (${seePerson}). Check the address in the directory.`,
  'service-question-escalation': `Tell the service’s manager another way that a question was not answered: ${seePerson}.`,
  'service-question-answered': `The answer is safe: ${seePerson}.`,
  'consent-form': 'Check their email address. Or ask them by phone, on paper or in person, and record what they say.',
  letter: `Press “${todoButtons.letter}”: check the address, or tell them by phone, in person or by post, and record it there.`,
};

/**
 * What is done instead of a delivery. A card for this channel is not lost with the message: what it shows waits in a list,
 * which opens with a few words.
 *
 * @param meeting the button that leads to the meeting, in quotation marks
 */
export function insteadOf(kind: DeliveryKind, meeting: string): string | undefined {
  const words = instead[kind];
  return typeof words === 'function' ? words(meeting) : words;
}
