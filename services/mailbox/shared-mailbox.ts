import type {
  MailboxFacts,
  MailedReplyInput,
  MailedReplyOutcome,
  MailedRequestInput,
  MailedRequestOutcome,
} from './model.ts';
import type { MailboxReader } from './port.ts';

/** The shared mailbox of this service: who reads it, and what has to be known to understand what comes into it. */
export type SharedMailbox = { reader: MailboxReader; facts: MailboxFacts };

/** Makes requests and drafts of messages: the use case `submit-mailed-request`; adds to them: `fill-mailed-draft`. */
export type MailedRequests = {
  submit(input: MailedRequestInput): Promise<MailedRequestOutcome>;
  fill(input: MailedReplyInput): Promise<MailedReplyOutcome>;
};
