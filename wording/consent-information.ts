import type { SymbolName } from './family-meeting.ts';
import type { Voice } from './letters/voice.ts';

/** How the register is explained on the pages and on paper. 'symbols': a picture for each idea, with the fewest words. */
export const consentFormats = ['plain', 'easy-read', 'symbols'] as const;
export type ConsentFormat = (typeof consentFormats)[number];

/** To whom it is explained: the person, a young person under 16, or somebody who speaks for the person. */
export type ConsentReader = 'adult' | 'child' | 'other';

/** One idea, in each of the three; null leaves it out there. */
type ConsentLine = { symbol: SymbolName } & Record<ConsentFormat, string | null>;

/** What the area has laid down that the explanation needs. */
export type ConsentFacts = {
  team: string;
  /** Consent is asked for anew each year. */
  yearly: boolean;
  /** From this age on somebody decides themself. */
  ownConsentFrom: number;
};

function line(symbol: SymbolName, plain: string, easy: string = plain, symbols: string | null = easy): ConsentLine {
  return { symbol, plain, 'easy-read': easy, symbols };
}

/** What the register is. */
function whatItIs(v: Voice): ConsentLine[] {
  return [
    line(
      'people',
      'The Dynamic Support Register is a list of people with a learning disability and autistic people who may need more support, or other support.',
      'The register is a list of people. It is for people with a learning disability and for autistic people. People on the list may need more support.',
      'A list of people who may need more support.',
    ),
    line(
      'place',
      'It is there so that people can live well at home, and do not have to go into a mental health hospital, or can leave one.',
      'We want people to live well at home. We want fewer people to be in a mental health hospital.',
      'It helps people to live well at home.',
    ),
    line(
      'cross',
      `Being on the register does not mean that ${v.you} ${v.have} to go into a hospital.`,
      `Being on the list does not mean that ${v.you} ${v.have} to go into a hospital.`,
      'It does not mean going into a hospital.',
    ),
  ];
}

/** Who sees what is written down. */
function whoSeesIt(v: Voice, { team }: ConsentFacts): ConsentLine[] {
  return [
    line(
      'person',
      `The ${team} can see what is written down about ${v.you}.`,
      `Our team can see what is written about ${v.you}.`,
      'Our team sees it.',
    ),
    line(
      'people',
      'If you agree to sharing, other services see what they need to help, and no more. They have signed an agreement with us. They are health, social care and education services, the ambulance service and the police.',
      'You can say yes to sharing. Then other services see what they need to help. They see no more than that. They are health services, social care, education, the ambulance and the police.',
      'If you say yes to sharing, other services see what they need.',
    ),
    line(
      'cross',
      'You can also agree to the register and not to sharing.',
      'You can say yes to the list and no to sharing.',
      'You can say no to sharing.',
    ),
  ];
}

/** That it is a choice, and what each choice does (domain.md §4). */
function itIsAChoice(v: Voice, { yearly }: ConsentFacts): ConsentLine[] {
  return [
    line(
      'question',
      'You can say yes or no. Nobody has to say why.',
      'You can say yes. You can say no. You do not have to say why.',
      'Yes or no. You choose.',
    ),
    line(
      'tick',
      `If the answer is no, nothing changes in the support that ${v.you} ${v.have} now.`,
      `If the answer is no, ${v.you} ${v.verb('keep')} the support that ${v.they} have now.`,
      `No: ${v.you} ${v.verb('keep')} the same support.`,
    ),
    line(
      'hand-up',
      `You can change your mind at any time. Then ${v.your} name comes off the register at once.`,
      `You can change your mind. You can do this at any time. Then we take ${v.your} name off the list.`,
      'You can change your mind at any time.',
    ),
    ...(yearly
      ? [
          line(
            'calendar',
            'A yes counts for one year. We ask again every year.',
            'A yes counts for one year. Then we ask again.',
            'We ask again every year.',
          ),
        ]
      : []),
  ];
}

function youngPeople(reader: ConsentReader, v: Voice, { ownConsentFrom }: ConsentFacts): ConsentLine[] {
  if (reader === 'child') {
    return [
      line(
        'people',
        `Until you are ${ownConsentFrom}, a parent or guardian usually says yes or no for you. We want to know what you think.`,
        `Until you are ${ownConsentFrom}, a parent or guardian says yes or no for you. We want to know what you think.`,
        'We want to know what you think.',
      ),
      line(
        'speech',
        'You can tell us here what you want. Then a senior person in our team talks with you, and decides who is asked. Until then we share nothing.',
        'You can tell us here what you want. A senior person in our team talks with you. They decide who is asked. Until then we share nothing.',
        'Tell us what you want. We will talk with you.',
      ),
    ];
  }
  return [
    line(
      'speech',
      `Please talk with ${v.you} about it first. We ask you what ${v.they} think.`,
      `Please talk with ${v.you} first. Tell us what ${v.they} think.`,
      `Talk with ${v.you} first.`,
    ),
  ];
}

const help: ConsentLine[] = [
  line(
    'phone',
    'You can ask us questions first, and you can take your time. Somebody you trust can help you.',
    'You can ask us questions first. You can take your time. Somebody you trust can help you.',
    'Ask us. Take your time.',
  ),
];

/** A heading with what it says. */
export type ConsentPart = { heading: string; lines: ConsentLine[] };

/** What the register is, who sees it, and that it is a choice: said before any question. */
export function consentInformation(reader: ConsentReader, v: Voice, facts: ConsentFacts): ConsentPart[] {
  return [
    { heading: 'What the register is', lines: whatItIs(v) },
    { heading: 'Who can see it', lines: whoSeesIt(v, facts) },
    { heading: reader === 'adult' ? 'It is your choice' : 'It is a choice', lines: itIsAChoice(v, facts) },
    ...(reader === 'adult'
      ? [{ heading: 'If you want help', lines: help }]
      : [{ heading: 'Before you answer', lines: [...youngPeople(reader, v, facts), ...help] }]),
  ];
}
