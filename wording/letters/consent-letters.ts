import type { LetterSubject } from '../../services/letters/model.ts';
import { formatDay } from '../../services/platform/time.ts';
import type { Section, Sentence } from './letter-layout.ts';
import { whatTheRegisterIs } from './register-words.ts';
import type { Voice } from './voice.ts';

type Renewal = Extract<LetterSubject, { kind: 'consent-renewal' }>['facts'];
type Withdrawal = Extract<LetterSubject, { kind: 'consent-withdrawn' }>['facts'];

/**
 * Consent ends soon: a new answer is needed, and nothing bad happens whatever it is (domain.md §4, §10). Somebody who does
 * not decide it themself is asked what they think, and not for an answer that would not count.
 */
export function consentRenewalLetter({ until, decides }: Renewal, v: Voice, contact: string): Section[] {
  const day = formatDay(until);
  const own = decides === 'person';
  return [
    {
      heading: renewalHeading(own, v),
      say: [
        `${v.Your} name is on the Dynamic Support Register.`,
        ...whatTheRegisterIs,
        own
          ? `The yes that we have for this ends on ${day}.`
          : `Somebody else said yes for ${v.you}. This yes ends on ${day}.`,
        ...whoAnswers(own, v, day),
      ],
    },
    { heading: 'What to do now', list: true, say: whatToDo(own, v, contact) },
    {
      heading: 'What happens next',
      list: true,
      say: [
        `If the answer is yes, ${v.your} name stays on the register.`,
        `If the answer is no, we take ${v.your} name off the register. Nobody has to say why.`,
        `If we have no answer by ${day}, we will ask again. Until we have one, we hold no new meetings because of the register. We share nothing new about ${v.you} because of it.`,
        `Whatever the answer is, ${v.you} ${v.verb('keep')} the support that ${v.they} have now.`,
      ],
    },
  ];
}

function renewalHeading(own: boolean, v: Voice): string {
  const isPerson = v.receiver === 'person';
  if (own) return `${isPerson ? 'Do you' : `Does ${v.you}`} still want to be on the register?`;
  return `Should ${v.you} stay on the register?`;
}

function whoAnswers(own: boolean, v: Voice, day: string): Sentence[] {
  if (own) {
    return [
      v.receiver === 'person'
        ? `Please give us a new answer by ${day}.`
        : `This time we ask ${v.you} for the answer. Please help ${v.them} to give it by ${day}.`,
    ];
  }
  return v.receiver === 'person'
    ? ['We will ask them again. We also want to know what you think.']
    : [`If you are the one who decides this, please give us a new answer by ${day}.`];
}

function whatToDo(own: boolean, v: Voice, contact: string): Sentence[] {
  const explain = 'Do you want to know more first? Ask us. We will explain it to you.';
  const time = 'You can take your time until then. You can ask somebody you trust to help you.';
  if (v.receiver !== 'person') {
    return [
      own
        ? `Tell us what ${v.you} ${v.verb('say')}, yes or no. Write to ${contact}, or tell somebody who supports ${v.you}.`
        : `Tell us yes or no. Write to ${contact}, or tell somebody who supports ${v.you}.`,
      `Please talk with ${v.you} about it first. Tell us what ${v.they} think.`,
      ...(own ? [] : ['If you are not the one who decides this, you can still tell us what you think.']),
      explain,
    ];
  }
  return own
    ? [`Tell us yes or no. Write to ${contact}, or tell somebody who supports you.`, explain, time]
    : [`Tell us what you think. Write to ${contact}, or tell somebody who supports you.`, explain, time];
}

/** Consent was withdrawn: that it was done, what stops, and what is kept. */
export function consentWithdrawnLetter(facts: Withdrawal, v: Voice): Section[] {
  return [
    facts.wasNotOn
      ? {
          heading: `${v.Your} name is not on the register`,
          say: [
            `We were told that ${v.your} name should not go on the Dynamic Support Register.`,
            'It is not on the register. We do not put it there without a new yes.',
          ],
        }
      : {
          heading: `${v.Your} name is off the register`,
          say: [
            `We were told that ${v.your} name should not be on the Dynamic Support Register any more.`,
            `It came off the register on ${formatDay(facts.day)}.`,
          ],
        },
    {
      heading: 'What happens next',
      list: true,
      say: [
        `${v.You} ${v.verb('keep')} the support that ${v.they} have now.`,
        ...(facts.meetingSoon
          ? [
              'A meeting was planned very soon. Our clinical lead decides if it still takes place. This is a senior person in our team. We will tell you.',
            ]
          : []),
        'We plan no new meetings because of the register.',
        `We share nothing new about ${v.you} because of the register.`,
        'Other services may know something from before. You can ask us whom we have told.',
        'We keep what we wrote down before. The law says how long we must keep it. You can ask us what we keep.',
        `If ${v.you} ${v.verb('want')} to be on the register later, tell us. You can do this at any time.`,
        'You do not have to do anything now.',
      ],
    },
  ];
}
