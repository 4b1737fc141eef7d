/** A message in a mailbox of the server. */
export type ImapMessage = { uid: number; raw: Buffer; receivedAt: Date; flags: Set<string> };
export type ImapBox = { uidValidity: number; uidNext: number; messages: ImapMessage[] };

/** What the server can do beside IMAP4rev1, and how it meets who asks. */
export type ImapMood = {
  /** Beside IMAP4rev1, such as MOVE, UIDPLUS, NAMESPACE. */
  capabilities: string[];
  /** Where folders live: 'INBOX.' on some servers. */
  prefix: string;
  /** Says why it makes no folder (RFC 5530). */
  saysWhy: boolean;
  /** What it does at a command, before its work or after it, in place of an answer. */
  breaks: { command: RegExp; when: 'before' | 'after'; how: 'hangs-up' | 'says-nothing' | 'says-no' } | null;
};

/** The server, as its commands see it. */
export type ImapWorld = {
  user: string;
  password: string;
  boxes: Map<string, ImapBox>;
  mood: ImapMood;
  /** Every command heard, without what it is about. */
  commands: string[];
  /** Those who are signed in. */
  sessions: { now: number; most: number };
};

/** One conversation. */
export type ImapSession = { world: ImapWorld; box: ImapBox | null; signedIn: boolean };
