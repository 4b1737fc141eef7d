/** What is sent; each kind is composed by services/notifications from the present state when its job runs. */
export const deliveryKinds = [
  /** Card to the DSR channel: a request to triage, or one that came back with an answer. */
  'request-for-triage',
  /** Card to the requester: something happened to their request. Falls back to mail. */
  'request-news',
  /** Card to the requester: an MDT invitation that they send themselves. */
  'mdt-invitation',
  /** Card to the owner, or the channel: undecided for too long. */
  'decision-overdue',
  /** Card to the chair: the meeting's end has passed. Falls back to the channel. */
  'record-outcome',
  /** Card to the channel: something to do by hand. */
  'todo',
  /** Card to the chair or the owner: what the person or their family want to say at a meeting. Falls back to the channel. */
  'advance-words',
  /** Calendar mail to one invitee. */
  'invitation',
  'cancellation',
  /** One receiver's action summary, or the notice that stands for it. */
  'summary',
  /** Mail to a requester who could not be reached in Teams. */
  'mail-instead',
  /** Card to the channel, once a working day: what is due on the register. */
  'register-digest',
  /** Mail to a key professional: a deadline comes near or was missed. Reference only. */
  'clock-reminder',
  /** Mail to a senior manager: a deadline of a red or amber risk was missed. Reference only. */
  'escalation',
  /** Card to the DSR channel: a referral to triage, or one that came back with an answer. */
  'referral-for-triage',
  /** Card to the referrer: something happened to their referral. Falls back to mail. */
  'referral-news',
  /** Card to the DSR channel: somebody asks whether a person is on the register. */
  'register-enquiry',
  /** Card to whoever asked whether a person is on the register. Falls back to mail. */
  'register-enquiry-answered',
  /** Card to the DSR channel: a letter to read and release. */
  'letter-to-release',
  /** A released letter by mail, or the notice that stands for it. */
  'letter',
  /** Mail to a service: it is asked something on behalf of somebody on the register. Reference and day only. */
  'service-question',
  /** Mail to a service: its answer is still missing. */
  'service-question-reminder',
  /** Mail to a service's manager: a question was not answered in time. */
  'service-question-escalation',
  /** Card to whoever asked: a service has answered. */
  'service-question-answered',
  /** Card to the chair or the owner: too few can come to a booked meeting. Falls back to the channel. */
  'quorum-lost',
  /** Mail to somebody of an agency whose contact has declined: can you come instead? */
  'stand-in-needed',
  /** Mail to somebody invited who has not answered. */
  'response-chaser',
  /** Card, or mail with a personal link, to somebody invited: which of these times suit? And once more to who has not said. */
  'proposal',
  'proposal-chaser',
  /** Mail to whoever was asked about times: the team has taken the question back. */
  'proposal-withdrawn',
  /** Card to the chair or the owner: enough people can come at one of the times. Falls back to the channel. */
  'quorum-reached',
  /** Card to the chair or the owner: a time was booked by itself. Falls back to the channel. */
  'proposal-booked',
  /** Card to the chair or the owner: the deadline is past, and at none of the times can enough people come. */
  'proposal-closed',
  /** Mail to somebody who was asked about times: they are not needed any more. */
  'times-off',
  /** Mail to whoever can answer the consent form: a personal link to it. */
  'consent-form',
  /** Mail to an address: the code that somebody asked for on a page. */
  'sign-in-code',
  /** Mail to an address: a personal link in the place of a lost one. */
  'new-link',
  /** Mail to an address that owns an agreed action: it comes near its day. Reference only. */
  'action-reminder',
  /** Mail to an organisation's manager: an agreed action of theirs is overdue. Reference only. */
  'action-escalation',
  /** Card to the DSR channel: a message in the shared mailbox that a person has to look at. */
  'mail-for-triage',
  /** Card to the DSR channel: more emails wait for a person than get a card of their own. */
  'more-mails-wait',
  /** Card to the DSR channel: emails that could not be moved out of the inbox for a day. */
  'mails-not-moved',
  /** Card to the channel: the calendar has not answered for a while; and once it does again. */
  'calendars-late',
  'calendars-back',
  /** Card to the channel: the shared mailbox cannot be read; and once it can again. */
  'mailbox-away',
  'mailbox-back',
  /** Mail to whoever wrote a request to the shared mailbox: its reference, or the names of what is missing and a link. */
  'mail-reply',
  /** Card to somebody of the tenant: a draft that was made of their email, to confirm and complete. Falls back to that mail. */
  'mailed-draft',
] as const;
export type DeliveryKind = (typeof deliveryKinds)[number];

export const deliveryStates = ['due', 'sending', 'sent', 'may-have-been-sent', 'failed', 'not-needed'] as const;
export type DeliveryState = (typeof deliveryStates)[number];

/** A delivery to be made for one event and one receiver. `eventKey` is unique: the same event is never delivered twice. */
export type NewDelivery = {
  kind: DeliveryKind;
  eventKey: string;
  channel: 'teams' | 'mail';
  requestId?: string;
  meetingId?: string;
  outcomeId?: string;
  inviteeId?: string;
  professionalId?: string;
  /** Codes and numbers only, for instance the SEQUENCE of an invitation or the id of a to-do. */
  detail?: Record<string, string | number | boolean>;
};
