/** What the team is told of the shared mailbox itself, not of one email. */
export const mailboxNews = {
  away: {
    heading: 'The shared mailbox cannot be read',
    text: [
      'For ten minutes we could not see what people write to the shared mailbox. Their emails wait there, and are taken as soon as it can be read again.',
      'Until then look into the mailbox yourself for anything urgent. Tell people to ask here in Teams, on the web form or by phone.',
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
      `So many came at once that ${count === 1 ? 'it has' : 'they have'} no card here. Nothing is lost: ${count === 1 ? 'it is' : 'all of them are'} in the list of the mailbox, and what speaks of danger stands first there and always gets a card of its own.`,
    ],
  }),
  notMoved: (count: number) => ({
    heading: count === 1 ? 'An email stays in the inbox' : `${count} emails stay in the inbox`,
    text: [
      `The service has tried for a day to move ${count === 1 ? 'it' : 'them'} out of the inbox of the shared mailbox, and cannot. Nothing is lost: what ${count === 1 ? 'it says was' : 'they say was'} taken, or stands in the list of the mailbox.`,
      'Move what was dealt with by hand. Ask whoever looks after the mailbox whether its folders are full, and whether the service may still move emails.',
    ],
  }),
} as const;
