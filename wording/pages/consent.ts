import type { OnlineProblem } from '../../services/consent/answer-consent-page.ts';
import { MAX_CONSENT_NAME, MAX_CONSENT_TEXT } from '../../services/consent/model.ts';
import type { OnlineAnswer, OnlineSay } from '../../services/consent/online-consent.ts';
import { formatDay } from '../../services/platform/time.ts';
import type { ConsentFormat, ConsentReader } from '../consent-information.ts';
import type { Voice } from '../letters/voice.ts';

/** The words of the consent pages. */
export const consentPage = {
  title: 'The Dynamic Support Register',
  about: (name: string) => `This page is about ${name}.`,
  formatsLabel: 'How do you want to read this?',
  formatNow: '(you are reading this now)',
  formats: { plain: 'Plain words', 'easy-read': 'Easy Read', symbols: 'Pictures and few words' } satisfies Record<
    ConsentFormat,
    string
  >,
  onPaper: 'Print this as a form for paper',
  go: 'I have read this. Go to the question',
  goAs: (name: string) => `I have read this. I am ${name}`,
  questionTitle: (reader: ConsentReader, v: Voice) =>
    reader === 'other' ? `Should ${v.your} name be on the register?` : 'Do you want to be on the register?',
  answerLabel: 'Your answer',
  name: 'Your full name',
  nameHint: 'This stands for your signature.',
  sharing: 'May we share what is needed with the services that help?',
  sharingChoices: { yes: 'Yes, with services that have signed the sharing agreement', no: 'No' },
  personView: (v: Voice) => `What does ${v.you} think about it?`,
  personViewHint: 'In their own words, if you can. If you do not know, say so.',
  othersAgree: (v: Voice) => `Does everybody with parental responsibility for ${v.you} agree?`,
  othersAgreeHint:
    'If somebody does not agree, a senior person in our team decides what happens next. Nothing is shared until then.',
  othersAgreeChoices: { yes: 'Yes, or there is nobody else', no: 'No, or I am not sure' },
  assessedOn: (v: Voice) => `When was it last assessed that ${v.you} cannot decide this?`,
  assessedOnHint: 'For example, 27 3 2027. If you do not know, ask us to phone you.',
  goOn: 'Continue',
  confirm: {
    title: 'Check your answer',
    nothingYet: 'Nothing is recorded until you press the button below.',
    answer: 'Your answer',
    name: 'Your name',
    sharing: 'Sharing',
    personView: 'What the young person thinks',
    whatNext: 'What happens next',
    back: 'Change my answer',
  },
  evidence: (format: string) =>
    `Answered on the consent page, behind a code sent to the address on record. Read first: the explanation (${format}).`,
  buttons: {
    give: 'Yes, this is my answer',
    renew: 'Yes, this is my answer',
    refuse: 'No, this is my answer',
    withdraw: 'Take the name off the register now',
    lead: 'Send my answer',
  },
  toInformation: 'Read about the register again',
  changed: 'Something has changed since you opened this page. Please choose again',
} as const;

const ownAnswers: Record<OnlineAnswer, string> = {
  give: 'Yes, put my name on the register',
  refuse: 'No, do not put my name on the register',
  renew: 'Yes, keep my name on the register',
  withdraw: 'No, take my name off the register',
};

/** One of the answers, as it is chosen. */
export function answerWords(answer: OnlineAnswer, reader: ConsentReader, v: Voice): string {
  return reader === 'other' ? ownAnswers[answer].replace('my', v.your) : ownAnswers[answer];
}

/** What each answer does, said before it is confirmed. */
export function whatItDoes(answer: OnlineAnswer, v: Voice, toClinicalLead: boolean): string[] {
  if (toClinicalLead) return lead(v);
  switch (answer) {
    case 'give':
      return [
        'We keep your yes. The team decides about the register, and writes to you.',
        'You can take your yes back on this page at any time.',
      ];
    case 'renew':
      return [
        `${v.Your} name stays on the register. The new year begins today.`,
        'You can take your yes back on this page at any time.',
      ];
    case 'refuse':
      return [`${v.Your} name is not put on the register.`, keeps(v), 'If you change your mind, tell us at any time.'];
    case 'withdraw':
      return [
        `${v.Your} name comes off the register at once.`,
        'Meetings that are planned because of the register are cancelled. If one is very soon, a senior person in our team decides about it first.',
        `We share nothing new about ${v.you} because of the register.`,
        keeps(v),
      ];
  }
}

function keeps(v: Voice): string {
  return `${v.You} ${v.verb('keep')} the support that ${v.they} have now.`;
}

function lead(v: Voice): string[] {
  return [
    'A senior person in our team reads what you say. They talk with you before they decide.',
    `Until then we share nothing about ${v.you} because of the register.`,
    keeps(v),
  ];
}

/** The page after the second press. */
export function doneWords(said: OnlineAnswer | 'lead', v: Voice): { title: string; lines: string[] } {
  if (said === 'lead') return { title: 'Thank you. We will talk with you', lines: lead(v) };
  const titles: Record<OnlineAnswer, string> = {
    give: 'Thank you. We have your yes',
    renew: `Thank you. ${v.Your} name stays on the register`,
    refuse: 'Thank you. We have your no',
    withdraw: `${v.Your} name is off the register`,
  };
  const after: Record<OnlineAnswer, string[]> = {
    give: [
      'The team decides about the register next, and writes to you.',
      'You can take your yes back on this page at any time.',
    ],
    renew: [
      'The new year begins today. We ask again before it ends.',
      'You can take your yes back on this page at any time.',
    ],
    refuse: [keeps(v), 'Nobody asks you why. If you change your mind, tell us at any time.'],
    withdraw: [
      'This counts from now on. We will write to you about it.',
      `We plan no new meetings, and share nothing new about ${v.you}, because of the register. If a meeting was planned very soon, a senior person in our team decides about it and tells you.`,
      keeps(v),
      'If you change your mind, tell us at any time.',
    ],
  };
  return { title: titles[said], lines: after[said] };
}

/** Why somebody can say nothing here, and what they can do. */
export function whyNotHere(say: Extract<OnlineSay, { may: false }>, v: Voice): string[] {
  switch (say.because) {
    case 'own-consent':
      return [
        `${v.You} ${v.verb('decide')} this themself, so we ask ${v.them}. You can help ${v.them} to read this page.`,
        'If you think that they cannot decide it, or if you decide for them by law, please contact us.',
      ];
    case 'no-authority':
      return [
        'You support them, and somebody else says yes or no. You can help them to read this page.',
        'If you have something to tell us, please contact us.',
      ];
    case 'age-unknown':
      return ['We do not know yet who is to be asked. Please contact us, and we will talk about it.'];
  }
}

/** How consent stands, for somebody who may say something about it. */
export function standsNow(state: { state: string; until?: string | null }, onRegister: boolean, v: Voice): string {
  if (state.state === 'valid') {
    return state.until ? `We have a yes. It counts until ${formatDay(state.until)}.` : 'We have a yes.';
  }
  if (state.state === 'lapsed') return 'The yes that we had has run out. We need a new answer.';
  return onRegister
    ? `${v.Your} name is on the register, and we need an answer.`
    : 'We do not have a yes at the moment.';
}

const texts: Record<string, string> = {
  speaker: 'Choose who you are',
  onlineAnswer: 'Choose yes or no',
  consenterName: 'Enter your full name',
  sharing: 'Choose whether we may share what is needed',
  personView: 'Enter what they think. If you do not know, say so',
  othersAgree: 'Choose whether everybody agrees',
};

/** What is wrong with an answer. */
export function onlineProblemText({ field, problem }: OnlineProblem): string {
  if (field === 'capacityAssessedOn') {
    if (problem === 'in-the-future') return 'The day of the assessment must be in the past';
    return problem === 'missing' ? 'Enter the day of the assessment' : 'Enter a real day, for example 27 3 2027';
  }
  if (problem === 'too-long') {
    return `Shorten this to ${field === 'consenterName' ? MAX_CONSENT_NAME : MAX_CONSENT_TEXT} characters or fewer`;
  }
  return texts[field] ?? 'Check your answer';
}

/** The form for paper: nobody's name is on it. */
export const consentPaper = {
  title: 'The Dynamic Support Register: yes or no',
  forWhom: { adult: 'for an adult or a young person from 16', child: 'for a child or young person under 16' },
  how: [
    'Read the explanation first. Somebody you trust can read it with you.',
    'Tick one answer, write your name, sign and send it to us.',
    'You can also tell us your answer by phone.',
  ],
  sendTo: 'Send the form to',
  questionHeading: 'Your answer',
  aboutName: 'Name of the person this is about',
  born: 'Date of birth',
  answers: {
    adult: [
      'Yes, put my name on the register, or keep it there',
      'No, do not put my name on the register, or take it off',
    ],
    child: [
      'Yes, put the child’s name on the register, or keep it there',
      'No, do not put the child’s name on the register, or take it off',
    ],
  },
  sharing: 'May we share what is needed with the services that help?',
  sharingAnswers: ['Yes', 'No'],
  relation: 'I am the',
  relations: ['Parent', 'Guardian', 'Somebody else with parental responsibility'],
  childView: 'What the child or young person thinks',
  name: 'Your full name',
  signature: 'Your signature',
  signedOn: 'Date',
} as const;
