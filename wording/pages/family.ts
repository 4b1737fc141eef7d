import type { FamilyMeetingView, FamilySlot, FamilyTextProblem } from '../../services/meetings/family-meeting.ts';
import { MAX_ADVANCE_WORDS, MAX_BRINGING, MAX_HELPS } from '../../services/meetings/family-meeting.ts';
import type { LetterFormat } from '../../services/people/model.ts';
import { dayOf, daysBetween, formatDay, formatInstant, formatTime } from '../../services/platform/time.ts';
import {
  type FamilyLine,
  freeToChoose,
  purposeLines,
  type SymbolName,
  whenLines,
  whereLines,
  whoLines,
} from '../family-meeting.ts';
import { lengthWords } from '../team-request.ts';

/** A heading of the page with its lines, and where they lead. */
export type FamilySection = {
  heading: string;
  lines: FamilyLine[];
  /** A link that looks like a button: `path` is beneath the meeting's own page, or a whole address. */
  links: { words: string; to: 'come' | 'times' | 'say' | 'bring' | 'helps' | { url: string }; second?: true }[];
};

const line = (symbol: SymbolName, plain: string, easy: string | null = plain): FamilyLine => ({ symbol, plain, easy });

/** 'in 6 days', 'tomorrow', 'today' */
function howSoon(startsAt: Date, now: Date): FamilyLine[] {
  const days = daysBetween(dayOf(now), dayOf(startsAt));
  if (days < 0) return [];
  const words = days === 0 ? 'That is today.' : days === 1 ? 'That is tomorrow.' : `That is in ${days} days.`;
  return [line('calendar', words)];
}

const titles: Record<FamilyMeetingView['stage'], string> = {
  'being-arranged': 'Your meeting',
  asked: 'Your meeting: when can you come?',
  booked: 'Your meeting',
  over: 'Your meeting is over',
  told: 'What was agreed at your meeting',
  cancelled: 'Your meeting is cancelled',
  'did-not-happen': 'Your meeting did not happen',
};

/** What the page is called. A carer's meeting is "the meeting". */
export function familyTitle({ stage, kind }: Pick<FamilyMeetingView, 'stage' | 'kind'>): string {
  const title = titles[stage];
  return kind === 'individual'
    ? title
    : title.replace('Your meeting', 'The meeting').replace('your meeting', 'the meeting');
}

/** The sections of the page, in the order in which somebody needs them. */
export function familySections(
  view: FamilyMeetingView,
  about: { now: Date; team: string; contact: string },
): FamilySection[] {
  switch (view.stage) {
    case 'cancelled':
    case 'did-not-happen':
      return [{ heading: 'What happens now', lines: [...off(view), ...question], links: [] }];
    case 'over':
      return [after, ...people(view, about.team), help];
    case 'told':
      return [help];
    case 'being-arranged':
      return [looking, ...toTalkAbout(view), ...people(view, about.team), ...tellUs(view), help];
    case 'asked':
      return [askedAbout(view), ...toTalkAbout(view), ...people(view, about.team), ...tellUs(view), help];
    case 'booked':
      return [
        whenAndWhere(view, about.now),
        ...toTalkAbout(view),
        ...people(view, about.team),
        coming(view),
        ...tellUs(view),
        help,
      ];
  }
}

const question: FamilyLine[] = [line('question', 'Do you want to know why? Ask us.')];

function off({ stage, startsAt }: FamilyMeetingView): FamilyLine[] {
  const when = startsAt === null ? '' : ` on ${formatDay(dayOf(startsAt))}`;
  return stage === 'cancelled'
    ? [
        line('cross', `The meeting${when} is cancelled. It does not happen.`),
        line('tick', 'You do not have to do anything.'),
        line('letter', 'If there is a new meeting, we will tell you.'),
      ]
    : [
        line('cross', `The meeting${when} did not happen.`),
        line('letter', 'If there is a new meeting, we will tell you.'),
      ];
}

const after: FamilySection = {
  heading: 'What happens now',
  lines: [
    line('tick', 'The meeting is over.'),
    line('letter', 'We write down what people agreed. Then we tell you in a letter. You can also read it here.'),
    line('tick', 'You do not have to do anything now.'),
  ],
  links: [],
};

const looking: FamilySection = {
  heading: 'When it is',
  lines: [
    line('calendar', 'We are looking for a day. We do not know it yet.'),
    line('letter', 'We will tell you when we know.'),
  ],
  links: [],
};

function askedAbout({ slots, answerBy, lengthMinutes }: FamilyMeetingView): FamilySection {
  const count = slots.length === 1 ? 'one time' : `${slots.length} times`;
  const answered = slots.length > 0 && slots.every(({ mine }) => mine !== null);
  return {
    heading: 'When it could be',
    lines: [
      line('calendar', `We ask you about ${count}. Tell us which are good for you.`),
      line('clock', `The meeting takes ${lengthWords(lengthMinutes)}.`),
      ...(answerBy === null ? [] : [line('clock', `Please tell us by ${formatInstant(answerBy)}.`)]),
      ...(answered ? [line('tick', 'You have answered. Thank you. You can change it.')] : []),
    ],
    links: [
      {
        words: answered ? 'Change my answer' : 'Say when you can come',
        to: 'times',
        ...(answered ? { second: true } : {}),
      },
    ],
  };
}

function whenAndWhere(view: FamilyMeetingView, now: Date): FamilySection {
  const { startsAt, endsAt, joinUrl, begun } = view;
  if (startsAt === null || endsAt === null) return looking;
  const online = view.place === null && !view.placeWithheld;
  return {
    heading: 'When and where',
    lines: [
      ...whenLines({ startsAt, endsAt }).toSpliced(1, 0, ...howSoon(startsAt, now)),
      ...(begun ? [line('clock', 'It has started.')] : []),
      ...whereLines(view),
      ...(online && joinUrl === null ? [line('letter', 'We will send you the link before the meeting.')] : []),
    ],
    links: joinUrl === null ? [] : [{ words: 'Join the meeting', to: { url: joinUrl }, second: true }],
  };
}

function toTalkAbout({ purpose }: FamilyMeetingView): FamilySection[] {
  return purpose === null ? [] : [{ heading: 'What it is for', lines: purposeLines(purpose), links: [] }];
}

function people({ who, bringing }: FamilyMeetingView, team: string): FamilySection[] {
  const brought = bringing === null ? [] : [line('people', `You bring: ${bringing}`)];
  return [{ heading: 'Who will be there', lines: [...whoLines(who, team), ...brought], links: [] }];
}

const answers: Record<NonNullable<FamilyMeetingView['response']>, FamilyLine> = {
  accepted: line('tick', 'You said: yes, I will come.'),
  tentative: line('question', 'You said: I do not know yet.'),
  declined: line('cross', 'You said: no, I will not come. That is okay.'),
};

function coming({ response }: FamilyMeetingView): FamilySection {
  return {
    heading: 'Do you want to come?',
    lines: [...freeToChoose, ...(response === null ? [] : [answers[response]])],
    links: [
      response === null
        ? { words: 'Tell us if you come', to: 'come' }
        : { words: 'Change my answer', to: 'come', second: true },
    ],
  };
}

function tellUs({ words, bringing, begun }: FamilyMeetingView): FamilySection[] {
  if (begun) return [];
  return [
    {
      heading: 'What you want to say',
      lines: [
        line('speech', 'You can tell us now what you want to say. We give it to the person who runs the meeting.'),
        ...(words === null ? [] : [line('tick', 'You have told us something. You can read it again and change it.')]),
      ],
      links: [
        {
          words: words === null ? 'Say something before the meeting' : 'Read or change what you said',
          to: 'say',
          second: true,
        },
      ],
    },
    {
      heading: 'Bring somebody with you',
      lines: [
        line(
          'people',
          'You can bring somebody you trust. For example a friend, somebody from your family, or an advocate.',
          'You can bring somebody you trust. It can be a friend, or family. It can be an advocate. An advocate helps you to say what you want.',
        ),
        ...(bringing === null ? [] : [line('tick', `You said that you bring: ${bringing}`)]),
      ],
      links: [
        { words: bringing === null ? 'Tell us whom you bring' : 'Change whom you bring', to: 'bring', second: true },
      ],
    },
  ];
}

const help: FamilySection = {
  heading: 'What helps you to take part?',
  lines: [
    line(
      'hand-up',
      'Is there something that makes it easier for you? For example breaks, an interpreter, or a call before the meeting.',
      'What makes it easier for you? It can be a break. It can be an interpreter. It can be a call from us.',
    ),
  ],
  links: [{ words: 'Tell us what helps you', to: 'helps', second: true }],
};

/** The three formats, as somebody chooses between them. */
export const formatChoices: { format: LetterFormat; words: string }[] = [
  { format: 'plain', words: 'Plain words' },
  { format: 'easy-read', words: 'Easy Read' },
  { format: 'large-print', words: 'Large print' },
];

/** '1. Tuesday 19 January 2027, 10am to 11am' as the question about one time. */
export function slotQuestion({ startsAt, endsAt }: Pick<FamilySlot, 'startsAt' | 'endsAt'>): string {
  return `${formatDay(dayOf(startsAt))}, from ${formatTime(startsAt)} to ${formatTime(endsAt)}`;
}

export const familyWords = {
  formatsLabel: 'How do you want to read this?',
  formatNow: '(this is what you see now)',
  print: 'You can print this page.',
  reference: (reference: string) => `Reference: ${reference}`,
  agreedHeading: 'The letter that we wrote to you',
  askHeading: 'Do you have a question?',
  ask: (contact: string) => `Write to ${contact}.`,
  phone: (phone: string) => `Phone us: ${phone}.`,
  post: (lines: readonly string[]) => `Write a letter to: ${lines.join(', ')}.`,
  askPhone: 'You can ask us to phone you.',
  back: 'Back to the meeting',
  done: {
    come: 'Thank you. We have your answer.',
    times: 'Thank you. We have your answer.',
    say: 'Thank you. The person who runs the meeting gets what you said.',
    bring: 'Thank you. We know whom you bring.',
    helps: 'Thank you. Somebody from our team will read it.',
  },
  come: {
    title: 'Do you want to come to the meeting?',
    hint: 'You do not have to come. You can change your answer later.',
    choices: [
      { value: 'accepted', text: 'Yes, I will come' },
      { value: 'tentative', text: 'I do not know yet' },
      { value: 'declined', text: 'No, I will not come' },
    ],
    note: 'Do you want to tell us something about your answer? (you do not have to)',
    button: 'Send my answer',
  },
  times: {
    title: 'When can you come?',
    hint: 'Choose an answer for each time. You can change it later.',
    choices: [
      { value: 'yes', text: 'Yes, this is good' },
      { value: 'if-need-be', text: 'Only if there is no other time' },
      { value: 'no', text: 'No, I cannot come then' },
    ],
    note: 'Is there something we should know about these times? (you do not have to)',
    button: 'Send my answers',
  },
  say: {
    title: 'What do you want to say?',
    lines: [
      'For example: what goes well, what does not go well, or what you want to be different.',
      'The person who runs the meeting reads it before the meeting. Others at the meeting may hear about it.',
      'You can change it until the meeting starts.',
    ],
    label: 'Your words',
    button: 'Send this',
  },
  bring: {
    title: 'Whom do you bring?',
    lines: ['Write who it is. For example: my sister Ana, or my advocate.', 'Leave it empty if you come alone.'],
    label: 'Who comes with you',
    button: 'Send this',
  },
  helps: {
    title: 'What helps you to take part?',
    lines: [
      'For example: Easy Read, big letters, an interpreter, breaks, a quiet room, a phone call before the meeting.',
      'Somebody from our team reads it. We may call you to talk about it.',
    ],
    label: 'What helps you',
    button: 'Send this',
  },
  tooLate:
    'The meeting has started or is over, so this cannot be changed here any more. If it is important, ask us to phone you.',
  changed: 'Something about the meeting has changed. Please read it again.',
  noteTooLong: 'This is too long. Say it in one or two sentences',
  chooseAnswer: 'Choose one of the answers',
  chooseForTime: (slot: Pick<FamilySlot, 'startsAt' | 'endsAt'>) => `Choose an answer for ${slotQuestion(slot)}`,
} as const;

const longest = { say: MAX_ADVANCE_WORDS, bring: MAX_BRINGING, helps: MAX_HELPS } as const;

/** What to put right in a text of theirs. */
export function familyTextProblem({ problem }: FamilyTextProblem, page: keyof typeof longest): string {
  if (problem === 'missing') return 'Write something, or go back to the meeting';
  return `This is too long. Shorten it to ${new Intl.NumberFormat('en-GB').format(longest[page])} letters or fewer`;
}
