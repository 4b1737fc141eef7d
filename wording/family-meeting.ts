import type { OutcomeContent } from '../services/meetings/disclosure.ts';
import type { WhoComes } from '../services/meetings/who-comes.ts';
import { dayOf, formatDay, formatTime } from '../services/platform/time.ts';
import { lengthWords } from './team-request.ts';

/** The pictures beside Easy Read: each stands for what its line says, and is never the only one to say it. */
export const symbols = [
  'calendar',
  'clock',
  'place',
  'screen',
  'people',
  'person',
  'speech',
  'hand-up',
  'question',
  'phone',
  'tick',
  'cross',
  'letter',
] as const;
export type SymbolName = (typeof symbols)[number];

/** One idea, in plain words and in Easy Read (one or more short sentences); null leaves it out there. */
export type FamilyLine = { symbol: SymbolName; plain: string | null; easy: string | null };

function line(symbol: SymbolName, plain: string | null, easy: string | null = plain): FamilyLine {
  return { symbol, plain, easy };
}

/** When and where a meeting is, for the person and their family. */
type FamilyTime = {
  startsAt: Date;
  endsAt: Date;
  /** null = online, or a place that may not be written down */
  place: string | null;
  placeWithheld: boolean;
};

/** On which day, from when to when, how long, and where. */
export function whenLines({ startsAt, endsAt }: Pick<FamilyTime, 'startsAt' | 'endsAt'>): FamilyLine[] {
  const minutes = Math.round((endsAt.getTime() - startsAt.getTime()) / 60_000);
  const [from, to] = [formatTime(startsAt), formatTime(endsAt)];
  return [
    line('calendar', `The meeting is on ${formatDay(dayOf(startsAt))}.`),
    line('clock', `It starts at ${from} and ends at ${to}.`, `It starts at ${from}. It ends at ${to}.`),
    line('clock', `It takes ${lengthWords(minutes)}.`),
  ];
}

/** Where a meeting is: online, a place, or that the place may not be written down. */
export function whereLines({ place, placeWithheld }: Pick<FamilyTime, 'place' | 'placeWithheld'>): FamilyLine[] {
  if (placeWithheld) return [line('place', 'We do not write the place here, to keep it private. Ask us where it is.')];
  if (place !== null) return [line('place', `It is at this place: ${place}`)];
  return [
    line(
      'screen',
      'It is online. You can see and hear the others on a computer, a tablet or a phone.',
      'It is online. You see the others on a screen. You can use a phone, a tablet or a computer.',
    ),
  ];
}

/** What it is for: the purpose category in the policy's words, and no more. */
export function purposeLines(purpose: string | null): FamilyLine[] {
  return purpose === null ? [] : [line('speech', `We will talk about this: ${purpose}`)];
}

/** Who will be there, one a line. */
export function whoLines(who: readonly WhoComes[], team: string): FamilyLine[] {
  return who.map((one) => whoLine(one, team));
}

function whoLine(one: WhoComes, team: string): FamilyLine {
  const name = one.name ?? 'Somebody';
  switch (one.who) {
    case 'chair':
      return line(
        'person',
        `${name} from our team, the ${team}. They run the meeting.`,
        `${name} from our team. They run the meeting.`,
      );
    case 'you':
      return line('person', 'You, if you want to come.');
    case 'person':
      return line('person', 'The person the meeting is about, if they want to come.');
    case 'carer':
      return line('person', 'A parent or carer.');
    case 'professional':
      return professional(one);
  }
}

function professional({ name, job, organisation, coming }: WhoComes): FamilyLine {
  const plain = [name, job, organisation].filter((part) => part !== null).join(', ');
  const easy = [
    `${name ?? 'Somebody'}.`,
    ...(job === null ? [] : [`Their job: ${job}.`]),
    ...(organisation === null ? [] : [`From: ${organisation}.`]),
    ...(coming ? [] : ['We do not know yet if they will come.']),
  ].join(' ');
  return line('person', coming ? plain : `${plain} (we do not know yet if they will come)`, easy);
}

/** That nobody has to come, and what happens then. */
export const freeToChoose: readonly FamilyLine[] = [
  line('tick', 'You do not have to come. It is your choice.', 'You do not have to come. It is your choice.'),
  line('speech', 'If you do not come, you can still tell us what you think. The meeting may go on without you.'),
];

/** What was agreed, and who will do it. */
export function agreedLines({ decisions, actions, nextStep }: OutcomeContent): {
  decided: FamilyLine[];
  toDo: FamilyLine[];
  next: FamilyLine[];
} {
  return {
    decided: decisions.map(({ text }) => line('tick', text)),
    toDo: actions.map(({ what, who, dueDay }) =>
      line(
        'person',
        `${what} – ${who} will do this by ${formatDay(dueDay)}.`,
        `${ended(what)} Who will do it: ${ended(who)} By when: ${formatDay(dueDay)}.`,
      ),
    ),
    next: nextStep === null ? [] : [line('calendar', nextStep)],
  };
}

/** What was typed, with a stop at its end, so that what follows is a sentence of its own. */
function ended(text: string): string {
  return /[.?!]$/.test(text.trim()) ? text.trim() : `${text.trim()}.`;
}
