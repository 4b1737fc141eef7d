/** What a message is known by: its number in the inbox it was listed from, and its Message-ID where it has one. */
export type MailId = { uidValidity: string; uid: number; messageId: string | null };

/** RFC 5322, 2.1.1: no line is longer. What is, was not made by a mail program. */
const LONGEST = 998;

/** As a mailbox id: all three parts, because a message that was moved is found again by the last of them. */
export function mailboxIdOf({ uidValidity, uid, messageId }: MailId): string {
  return `${uidValidity}/${uid}/${messageId ?? ''}`;
}

/** The parts of a mailbox id. Throws RangeError for what is none of ours. */
export function readMailboxId(mailboxId: string): MailId {
  const [, uidValidity, uid, messageId] = /^(\d+)\/(\d+)\/(.*)$/s.exec(mailboxId) ?? [];
  if (uidValidity === undefined || uid === undefined) throw new RangeError('Not an id of this mailbox');
  return { uidValidity, uid: Number(uid), messageId: messageId === '' || messageId === undefined ? null : messageId };
}

/** The Message-ID in a header block, with its angle brackets; null where there is none that can be used. */
export function idInHeaders(headers: Buffer | undefined): string | null {
  const unfolded = (headers?.toString('latin1') ?? '').replace(/\r?\n[ \t]+/g, ' ');
  const said = /^message-id:(.*)$/im.exec(unfolded)?.[1]?.trim() ?? '';
  const id = /<[^<>\s]+>/.exec(said)?.[0] ?? (/^[^<>\s]+$/.test(said) ? `<${said}>` : null);
  return id !== null && id.length <= LONGEST ? id : null;
}
