/** Why help is shown. */
export type HelpReason = 'asked' | 'not-understood' | 'danger';

export const helpHeadings: Record<HelpReason, string> = {
  asked: 'How I can help',
  'not-understood': 'Sorry, I did not understand that',
  danger: 'This chat cannot call for help',
};

const intros: Record<HelpReason, string> = {
  asked:
    'I help you ask the Dynamic Support Register (DSR) team for a Meeting by Exception (MbE) or refer somebody to its register, and tell you what becomes of it.',
  'not-understood': 'Nothing was sent to anybody. Press a button, or type one of these:',
  danger: 'Nobody reads along here, and nothing was sent to anybody. For anything else, press a button or type:',
};

/** The opening sentence of the help card. */
export function helpIntro(reason: HelpReason): string {
  return intros[reason];
}

/** How a request can begin elsewhere: the address of the shared mailbox where it is read, and the app's place in any chat. */
export type OtherWays = { mailbox: string | null; inAnyChat: boolean };

/** The same in sentences; none where there is no other way. */
export function otherWays({ mailbox, inAnyChat }: OtherWays): string[] {
  return [
    ...(mailbox === null
      ? []
      : [`You can also ask for a meeting by email: write to ${mailbox}, with the subject “MbE request”.`]),
    ...(inAnyChat
      ? [
          'You can also begin in any chat: choose “Request an MbE” beside the message box, or in the menu of a message, whose text becomes your draft.',
        ]
      : []),
  ];
}

/** What can be typed that is there only where the service reads the shared mailbox. */
const ofTheMailbox = new Set(['mailbox']);

/** What can be typed here and what it does. */
export function choicesIn(place: 'chat' | 'channel', { mailbox }: Pick<OtherWays, 'mailbox'>) {
  return helpChoices[place].filter(({ title }) => mailbox !== null || !ofTheMailbox.has(title));
}

/** What can be typed and what it does, for requesters and for the DSR team's channel. */
export const helpChoices: Record<'chat' | 'channel', { title: string; value: string }[]> = {
  chat: [
    { title: 'request a meeting', value: 'Ask for a meeting. You can also paste a whole request.' },
    { title: 'refer someone', value: 'Refer somebody to the register, in short steps.' },
    { title: 'my requests', value: 'Continue a draft, see how a request stands, withdraw it.' },
    { title: 'my referrals', value: 'The same for referrals.' },
    { title: 'invitations', value: 'What you are invited to: which times suit you, and whether you come.' },
    { title: 'is someone on the register', value: 'Ask a coordinator, with your reason.' },
    { title: 'status MBE-2026-0042', value: 'See everything that happened to one request.' },
  ],
  channel: [
    { title: 'queue', value: 'Open requests, the soonest needed first.' },
    { title: 'to do', value: 'What the team still has to do by hand.' },
    { title: 'referrals', value: 'Referrals that wait, what is due first.' },
    { title: 'letters', value: 'Letters to read and release, or to tell.' },
    { title: 'questions', value: 'Who asks whether somebody is on the register.' },
    { title: 'mailbox', value: 'Emails to the shared mailbox that somebody has to look at.' },
    { title: 'enter a referral', value: 'In our own chat: write down one that came by phone, email or on paper.' },
    { title: 'register', value: 'Who is on the register, in order of risk.' },
    { title: 'due', value: 'What is due and overdue on the register.' },
    { title: 'person DSR-0123', value: 'One person on the register. A part of the name finds them too.' },
    { title: 'panel', value: 'Whom the panel is to discuss, in order of risk.' },
    { title: 'MTG-2026-0007', value: 'One meeting of the register, as it stands.' },
    { title: 'policy', value: 'The rules of this area, and where each comes from.' },
    { title: 'status MBE-2026-0042', value: 'See everything that happened to one request.' },
  ],
};
