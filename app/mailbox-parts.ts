import { pollMailbox } from '../services/mailbox/poll-mailbox.ts';
import type { SharedMailbox } from '../services/mailbox/shared-mailbox.ts';
import { tellOfMoreMails } from '../services/mailbox/tell-of-more-mails.ts';
import { tellOfUnmoved } from '../services/mailbox/tell-of-unmoved.ts';
import type { SweepPart } from './sweeping.ts';

/** Looking what has come into the shared mailbox, and telling the team how it is with it, where the service reads it. */
export function mailboxParts(mailbox: SharedMailbox | undefined): SweepPart[] {
  if (mailbox === undefined) return [];
  return [
    ['mailbox', (deps) => pollMailbox({ ...deps, mailbox: mailbox.reader })],
    ['more-mails-wait', tellOfMoreMails],
    ['mails-not-moved', tellOfUnmoved],
  ];
}
