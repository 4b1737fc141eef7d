import { mailboxFolders } from './mailbox-folders.ts';

/** What the team is told of the shared mailbox itself, not of one email. */
export const mailboxNews = {
  away: {
    heading: 'The shared mailbox cannot be read',
    text: [
      'For ten minutes we could not see what people write to the shared mailbox. Their emails wait there, and are taken as soon as it can be read again.',
      'Until then look into the mailbox yourself for anything urgent. Tell people who wait for you to ask the bot in Teams, or to call you.',
    ],
  },
  back: {
    heading: 'The shared mailbox can be read again',
    text: ['What came in meanwhile is taken now. You do not have to do anything.'],
  },
  open: 'Open the mailbox',
  moreWait: (count: number) => ({
    heading: count === 1 ? 'One more email waits' : `${count} more emails wait`,
    text: [
      `So many came at once that ${count === 1 ? 'it has' : 'they have'} no card here. Nothing is lost: ${count === 1 ? 'it is' : 'all of them are'} in the list of the mailbox, what speaks of danger first.`,
    ],
  }),
  notMoved: (count: number) => ({
    heading: count === 1 ? 'An email could not be moved' : `${count} emails could not be moved`,
    text: [
      `For a day the service could not move ${count === 1 ? 'it to where it belongs' : 'them to where they belong'} in the shared mailbox. Nothing is lost: what ${count === 1 ? 'it says was' : 'they say was'} taken, or stands in the list of the mailbox.`,
      `Move ${count === 1 ? 'it' : 'them'} yourself: what was dealt with to “${mailboxFolders.handled}”, what somebody must look at to “${mailboxFolders['to-look-at']}”. Ask whoever looks after the mailbox whether its folders are full, and whether the service may still move emails.`,
    ],
  }),
} as const;
