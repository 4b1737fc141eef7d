/** What is said in one mail. */
export type MailContent = { subject: string; text: string; html: string };

/** One mail to one receiver. */
export type Mail = MailContent & {
  /** Stable for one delivery, so that a repeat is recognised as the same message. */
  messageId: string;
  to: { name: string; address: string };
  /** An invitation or its cancellation, as iCalendar text. */
  calendar?: { method: 'REQUEST' | 'CANCEL'; content: string };
};

/** Sends mail. Throws `MailRefused` when the server said no for good, anything else when it may have been sent. */
export type Mailer = { send(mail: Mail): Promise<void> };

/** The server refused this mail for good (a 5xx reply): trying again is of no use. */
export class MailRefused extends Error {
  override name = 'MailRefused';
}
