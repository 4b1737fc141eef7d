/** A message as a mailbox lists it. */
export type ListedMessage = {
  /** What the mailbox calls it; stays the same when the message is moved. */
  mailboxId: string;
  /** Its Message-ID, with angle brackets; made of `mailboxId` where it has none. */
  messageId: string;
  receivedAt: Date;
};

/** Where the original goes: done with, or to be looked at by somebody. */
export type MailboxFolder = 'handled' | 'to-look-at';

/** The DSR team's shared mailbox, read and tidied. Nothing is ever deleted in it by the service. */
export type MailboxReader = {
  /**
   * The messages that have come into the inbox since a position; all that are there now where it is null. A message may be
   * listed twice, and never goes unlisted.
   *
   * @returns where the next reading begins, once what was listed is stored; `more` when there is more to list at once
   */
  listNew(position: string | null): Promise<{ messages: ListedMessage[]; position: string; more: boolean }>;
  /**
   * The whole message (RFC 5322), or 'too-large' over `mostBytes`; 'unreadable' where the mailbox has it and will never be able
   * to give it; null when it is no longer there.
   */
  read(mailboxId: string, mostBytes: number): Promise<Buffer | 'too-large' | 'unreadable' | null>;
  /** Moves the original out of the inbox. One that is there already, or is gone, counts as moved. */
  move(mailboxId: string, folder: MailboxFolder): Promise<void>;
};
