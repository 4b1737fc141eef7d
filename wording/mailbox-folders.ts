import type { MailboxFolder } from '../services/mailbox/port.ts';

/** What the folders of the shared mailbox are called in Outlook. People find mails in them: the names are not changed. */
export const mailboxFolders: Record<MailboxFolder, string> = {
  handled: 'Roundtable - dealt with',
  'to-look-at': 'Roundtable - to look at',
};
