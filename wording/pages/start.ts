import type { AreaPolicy } from '../../services/policies/model.ts';

/** The start page: what this is, and where each goes from here. Everybody reads it first, so no sentence is long. */
export const startWords = {
  title: 'Help from the Dynamic Support Register team',
  lead: 'We bring people together to help somebody with a learning disability, or who is autistic, stay well and out of hospital.',
  choicesHeading: 'What do you want to do?',
  choices: {
    code: {
      text: 'I had an email or a letter from you',
      hint: 'See your meetings, answer a question, say what you have done.',
    },
    self: { text: 'Ask for help for myself', hint: 'Tell us about you. You can stop and come back later.' },
    carer: { text: 'Ask for help for somebody I care for', hint: 'For a parent, carer, family member or friend.' },
    professional: { text: 'Refer somebody I work with', hint: 'For professionals, in any service.' },
    request: {
      text: 'Ask for a Meeting by Exception',
      hint: 'For professionals: a meeting of several agencies, when an MDT is not enough.',
    },
    register: { text: 'Read what the register is', hint: 'Also in Easy Read.' },
    paper: { text: 'Print a form', hint: 'Fill it in by hand and send it to us.' },
  },
  contactHeading: 'Rather talk or write to us?',
  phone: (phone: string) => `Phone us: ${phone}`,
  email: (address: string) => `Email us: ${address}`,
  post: 'Write to us:',
  emailSafely: 'Please do not put anything private into an email. Ask us to ring you.',
} as const;

/** How the team is reached, a line each. Phone and post where the area states them, the shared mailbox always. */
export function contactLines(policy: Pick<AreaPolicy, 'teamContact'>, mailbox: string): string[] {
  const stated = 'value' in policy.teamContact ? policy.teamContact.value : null;
  return [
    ...(stated === null ? [] : [startWords.phone(stated.phone)]),
    startWords.email(mailbox),
    ...(stated === null ? [] : [`${startWords.post} ${stated.post.join(', ')}`]),
  ];
}

/** What the register is, in plain words and in Easy Read: one idea a line. */
export const registerWords = {
  title: 'What is the register?',
  plainHeading: 'In plain words',
  forWhom: (criteria: string) => `It is for: ${criteria}.`,
  plain: [
    'The Dynamic Support Register is a list. It is kept by a small NHS team.',
    'On it are people who may have to go into a mental health hospital, or whose home may not work out any more, if they do not get the right help.',
    'Being on the list means that the people who can help know about it, meet, and agree who does what.',
    'Nobody comes onto it without agreeing. Where somebody cannot decide this, the law says who decides.',
    'You can say no. That changes nothing in the help that you get now.',
    'You can say yes and change your mind later, at any time. We ask again every year.',
    'We share only what others need to know to help, and only with services that have signed an agreement with us.',
  ],
  easyHeading: 'Easy Read',
  easy: [
    'The register is a list.',
    'It is for people with a learning disability and autistic people.',
    'It is for people who might have to go to hospital. Or lose their home.',
    'People who can help talk to each other.',
    'They make a plan with you.',
    'We ask you first.',
    'You can say yes. You can say no.',
    'If you say no, your help stays the same.',
    'You can change your mind.',
    'We keep your information safe.',
  ],
  back: 'Go to the start page',
} as const;
