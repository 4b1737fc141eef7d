/** What is on record as evidence where somebody agrees for themself on the page. */
export const agreedOnThePage = 'Agreed on the web page, after confirming their email address with a code';

/** Everything else that the referral pages say. */
export const referWords = {
  choose: {
    title: 'Who is this about?',
    choices: {
      self: { text: 'Me', hint: 'I ask for help for myself.' },
      carer: { text: 'Somebody I care for', hint: 'I am a parent, carer, family member or friend.' },
      professional: { text: 'Somebody I work with', hint: 'I am a professional.' },
    } as Record<string, { text: string; hint: string }>,
  },
  before: {
    self: {
      title: 'Ask for help for yourself',
      lines: [
        'We ask you about you, what is happening and what would help. It takes about 20 minutes.',
        'You can stop at any page and come back later.',
        'Somebody you trust can do it with you.',
        'First we ask for your email address, and send a code to it. Nothing is kept before you type that code.',
      ],
      rather: 'Would you rather talk to us, or write on paper?',
    },
    carer: {
      title: 'Ask for help for somebody you care for',
      lines: [
        'We ask about you, about the person, what is happening and what would help. It takes about 20 minutes.',
        'You can stop at any page and come back later.',
        'If you can, talk with them about it first. You can send this also if you have not yet.',
        'First we ask for your email address, and send a code to it. Nothing is kept before you type that code.',
      ],
      rather: 'Would you rather talk to us, or write on paper?',
    },
    professional: {
      title: 'Refer somebody you work with',
      lines: [
        'It takes about 15 minutes. You can stop at any page and come back later.',
        'Have to hand: date of birth, where they live, what has been tried, who else knows them, and what they said about being on the register.',
        'If you have Microsoft Teams in the Trust, you can also write “refer someone” to our bot.',
        'First we ask for your email address, and send a code to it. Nothing is kept before you type that code.',
      ],
      rather: 'Would you rather write on paper?',
    },
  },
  notTaken: { title: 'You cannot refer here', turnHeading: 'Where you can turn' },
  printForm: 'Print the form',
  aboutYou: 'About you',
  aboutThem: 'About the person',
  somebodyElse: 'Somebody who speaks for the person, or helps them',
  withdrawLink: 'Withdraw this referral',
  named: 'People you have named',
  takeOut: 'Take out',
  addThis: 'Add this person',
  iAmOne: 'I am one of them',
  checkTitle: 'Check your answers before you send them',
  nobodyNamed: 'Nobody named',
  send: 'Send it',
  sentTitle: 'We have it',
  recordTitle: (reference: string) => `Your referral ${reference}`,
  referenceIs: 'Your reference is',
  about: (name: string, sentOn: string) => `About ${name}. Sent on ${sentOn}.`,
  withdrawTitle: 'Withdraw this referral?',
  withdrawLines: ['The team stops working on it. You can refer again at any time.'],
  stepOf: (number: number, of: number) => `Step ${number} of ${of}`,
} as const;
