/** What is sent; each kind is composed by services/notifications from the present state when its job runs. */
export const deliveryKinds = [
  /** Card to the DSR channel: a request to triage, or one that came back with an answer. */
  'request-for-triage',
  /** Card to the requester: something happened to their request. Falls back to mail. */
  'request-news',
  /** Card to the owner, or the channel: undecided for too long. */
  'decision-overdue',
  /** Card to the chair: the meeting's end has passed. Falls back to the channel. */
  'record-outcome',
  /** Card to the channel: something to do by hand. */
  'todo',
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
  /** Mail to an address: the code that somebody asked for on a page. */
  'sign-in-code',
  /** Mail to an address: a personal link in the place of a lost one. */
  'new-link',
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
