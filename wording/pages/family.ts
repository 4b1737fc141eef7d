import type { FamilyMeetingView } from '../../services/meetings/family-meeting.ts';
import { dayOf, daysBetween, formatDay, formatInstant } from '../../services/platform/time.ts';
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
type FamilySection = {
  heading: string;
  lines: FamilyLine[];
  /** A link that looks like a button: `path` is beneath the meeting's own page, or a whole address. */
  links: { words: string; to: 'come' | 'when' | 'say' | 'bring' | 'helps' | { url: string }; second?: true }[];
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
        coming(view),
        ...people(view, about.team),
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
        to: 'when',
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
  const brought = bringing === null ? [] : [line('people', `Somebody you bring: ${bringing}`)];
  const lines = [...whoLines(who, team), ...brought];
  return lines.length === 0 ? [] : [{ heading: 'Who will be there', lines, links: [] }];
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
        ? { words: 'Tell us if you will come', to: 'come' }
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
        ...(bringing === null ? [] : [line('tick', `You told us who comes with you: ${bringing}`)]),
      ],
      links: [
        {
          words: bringing === null ? 'Tell us who comes with you' : 'Change who comes with you',
          to: 'bring',
          second: true,
        },
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
