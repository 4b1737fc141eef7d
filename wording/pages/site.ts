/** The frame of every page for people without Teams, and what stands for a page that is not there. */
export const siteWords = {
  frame: (team: string) => ({
    serviceName: team,
    footerText: 'Roundtable – meetings and referrals of the Dynamic Support Register.',
    emergencyHeading: 'This is not a crisis service. If somebody is in danger now:',
    signedInWords: 'You are here as',
    signOutWords: 'Leave this page',
  }),
  tooMany: 'There were too many tries from here. Please wait ten minutes, then try again.',
  notFound: {
    title: 'There is nothing here for you',
    lines: [
      'This page may have ended, or it may be for another email address.',
      'If somebody sent you a link, open it again. It shows you to which address we send your code.',
    ],
    toList: 'See what there is for your address',
  },
} as const;
