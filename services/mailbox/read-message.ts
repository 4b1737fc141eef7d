import type { MailboxFacts, ReadMessage } from './model.ts';

/**
 * Reads a whole message (RFC 5322) into what matters of it. Never throws for anything a message may be; what cannot be read
 * is empty. Takes time in proportion to its length.
 */
export async function readMessage(_raw: Buffer, _mailbox: MailboxFacts): Promise<ReadMessage> {
  return {
    messageId: null,
    from: null,
    senderChecked: false,
    subject: '',
    forwarded: false,
    text: '',
    cut: false,
    newText: '',
    attachments: 0,
    answers: [],
    kind: { kind: 'other' },
  };
}
