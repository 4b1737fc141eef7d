/** Messages the bot starts by itself. The notifier reads the present state and makes the card; ids only here. */
export type TeamsMessage =
  /** To the DSR channel: a request to triage. */
  | { kind: 'request-for-triage'; requestId: string }
  /** To the requester: what became of their request (asked, approved, declined, booked, moved, cancelled, closed). */
  | { kind: 'request-news'; requestId: string }
  /** To the requester: the MDT invitation they asked for. */
  | { kind: 'mdt-invitation'; draftId: string }
  /** To the owner, or the channel when there is none: undecided for too long. */
  | { kind: 'decision-overdue'; requestId: string }
  /** To the chair: the meeting's end has passed. */
  | { kind: 'record-outcome'; meetingId: string }
  /** To the chair or the owner: too few can come to a booked meeting; other times are being looked for. */
  | { kind: 'quorum-lost'; meetingId: string }
  /** To the channel: something to do by hand. */
  | { kind: 'todo'; todoId: string }
  /** To the channel: what is due on the register today. */
  | { kind: 'register-digest' }
  /** To the DSR channel: a referral to triage. */
  | { kind: 'referral-for-triage'; referralId: string }
  /** To the referrer: what became of their referral. */
  | { kind: 'referral-news'; referralId: string }
  /** To the DSR channel, and once answered to whoever asked: is this person on the register? */
  | { kind: 'register-enquiry' | 'register-enquiry-answered'; enquiryId: string }
  /** To whoever asked, or the channel: a service has answered a question. */
  | { kind: 'service-question-answered'; questionId: string }
  /** To the chair or the owner: the person or their family have said something for the meeting. */
  | { kind: 'advance-words'; meetingId: string }
  /** To the DSR channel: a message in the shared mailbox that a person has to look at. */
  | { kind: 'mail-for-triage'; mailedMessageId: string }
  /** To the DSR channel: so many emails wait for a person and have no card of their own. */
  | { kind: 'more-mails-wait'; count: number }
  /** To the DSR channel: so many emails could not be moved out of the inbox for a day. */
  | { kind: 'mails-not-moved'; count: number }
  /** To the DSR channel: a letter to read and release. */
  | { kind: 'letter-to-release'; letterId: string }
  /** To somebody of the tenant who wrote to the shared mailbox: the draft that was made of it. */
  | { kind: 'mailed-draft'; draftId: string; professionalId: string }
  /** To somebody invited who is in Teams: the times they are asked about; `reminder` when they have not answered yet. */
  | { kind: 'proposal'; inviteeId: string; reminder?: true }
  /**
   * To the chair or the owner: enough people can come at one of the times; it was booked by itself; or the deadline is past,
   * and at none can enough people come.
   */
  | { kind: 'quorum-reached' | 'proposal-booked' | 'proposal-closed'; meetingId: string }
  /** To the channel: the calendar has not answered, or the mailbox not been read, for a while; and once it is back. */
  | { kind: 'calendars-late' | 'calendars-back' | 'mailbox-away' | 'mailbox-back' };

export type TeamsReceiver = { to: 'channel' } | { to: 'professional'; professionalId: string };

/** `unreachable`: no chat with them is known, or Teams says 403/404 for good. `unclear`: it may have been posted. */
export type TeamsSendResult =
  | { sent: true; activityId: string }
  | { sent: false; because: 'unreachable' | 'unclear' | 'try-again' };

export type Notifier = {
  /** Posts one card. Never repeats a post by itself. */
  post(receiver: TeamsReceiver, message: TeamsMessage): Promise<TeamsSendResult>;
  /** Brings every copy of the cards of a record up to date. Throws when one could not be reached, so that the job repeats. */
  refresh(nounId: string): Promise<void>;
};
