import { noticeMailboxOutages } from '../services/mailbox/notice-outages.ts';
import { pollMailbox } from '../services/mailbox/poll-mailbox.ts';
import type { SharedMailbox } from '../services/mailbox/shared-mailbox.ts';
import { tellOfMoreMails } from '../services/mailbox/tell-of-more-mails.ts';
import { tellOfUnmoved } from '../services/mailbox/tell-of-unmoved.ts';
import { tellOfOutage } from '../services/outages/tell-of-outages.ts';
import type { Deps } from '../services/platform/deps.ts';
import type { SweepPart } from './sweeping.ts';

/** Looking what has come into the shared mailbox, and telling the team how it is with it, where the service reads it. */
export function mailboxParts(deps: Deps, shared: SharedMailbox | undefined): SweepPart[] {
  if (shared === undefined) return [];
  const mailbox = noticeMailboxOutages(deps, shared.reader);
  return [
    ['mailbox', () => pollMailbox({ ...deps, mailbox })],
    ['mailbox-outage', () => tellOfOutage(deps, 'mail')],
    ['more-mails-wait', tellOfMoreMails],
    ['mails-not-moved', tellOfUnmoved],
  ];
}
