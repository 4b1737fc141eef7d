/** What is said in one mail. */
export type MailContent = { subject: string; text: string; html: string };

/** One mail to one receiver. */
export type Mail = MailContent & {
  /** Stable for one delivery, so that a repeat is recognised as the same message. With its angle brackets. */
  messageId: string;
  to: MailAddress;
  /** An invitation or its cancellation, as iCalendar text. */
  calendar?: { method: 'REQUEST' | 'CANCEL'; content: string };
  /** It lets whoever reads it in: no copy may lie among the sent items of a mailbox that others read too. */
  keepNoCopy?: boolean;
};

/** Somebody's name as mail programs show it, and their address. */
export type MailAddress = { name: string; address: string };

/**
 * Sends mail. Throws `MailRefused` when the server said no for good, `MailNotSent` when it certainly did not take the
 * mail this time, and anything else when the mail may have been sent.
 */
export type Mailer = { send(mail: Mail): Promise<void> };

/** The server refused this mail for good (a 5xx reply): trying again is of no use. */
export class MailRefused extends Error {
  override name = 'MailRefused';
}

/** The mail has not left (no connection, or a 4xx reply): it can be tried again without a risk of sending it twice. */
export class MailNotSent extends Error {
  override name = 'MailNotSent';
}
