import type { ConsentRoute } from '../../services/consent/model.ts';
import type { LetterSubject } from '../../services/letters/model.ts';
import { formatDay } from '../../services/platform/time.ts';
import type { Section, Sentence } from './letter-layout.ts';
import { whatTheRegisterIs } from './register-words.ts';
import type { Voice } from './voice.ts';

type Facts = Extract<LetterSubject, { kind: 'referral-accepted' }>['facts'];

/**
 * A referral was accepted. The rating is in none of these letters: it needs somebody who explains it, and the person may ask
 * for it. A referrer learns the outcome and what happens next, and nothing else of the register.
 */
export function acceptedLetter(facts: Facts, v: Voice, reference: string): Section[] {
  return v.receiver === 'referrer' ? forReferrer(facts, reference) : forFamily(facts, v);
}

function forFamily({ day, consentRoute, consentUntil, nextBy }: Facts, v: Voice): Section[] {
  return [
    {
      heading: `${v.You} ${v.are} on the Dynamic Support Register`,
      say: [
        `${v.Your} name was put on the register on ${formatDay(day)}.`,
        ...whatTheRegisterIs,
        `The people who support ${v.you} use the register to plan the support together.`,
      ],
    },
    {
      heading: 'What happens next',
      list: true,
      say: [
        nextBy === null
          ? `We will talk about ${v.your} support with the people who give it. There is no date for this yet. You can ask us for one.`
          : `We will talk about ${v.your} support with the people who give it. We do this by ${formatDay(nextBy)}.`,
        `We may invite ${v.you} to a meeting. ${v.You} ${v.do} not have to come.`,
        v.receiver === 'person'
          ? 'You can tell us what helps you, and what does not help you.'
          : `${v.You} and you can tell us what helps, and what does not help.`,
        ...(consentUntil === null
          ? []
          : [
              `We will ask again if ${v.you} still ${v.verb('want')} to be on the register. We do this before ${formatDay(consentUntil)}.`,
            ]),
        'You do not have to do anything now.',
      ],
    },
    { heading: 'The choice to be on the register', list: true, say: choice(consentRoute, v) },
  ];
}

const saidYes: Record<Exclude<ConsentRoute, 'person' | 'best-interest'>, string> = {
  parent: 'A parent',
  guardian: 'A guardian',
  'parental-responsibility': 'Somebody with parental responsibility',
  deputy: 'A deputy, appointed by the Court of Protection,',
  attorney: 'An attorney for health and welfare',
};

function choice(route: ConsentRoute, v: Voice): Sentence[] {
  const stays = `If ${v.your} name comes off the register, the support that ${v.you} ${v.have} now stays the same.`;
  const another = [
    `${v.You} can tell us at any time if ${v.you} ${v.do} not want this. We will listen, and look at it again.`,
    stays,
  ];
  if (route === 'best-interest') {
    return [
      {
        plain: `Being on the register was decided for ${v.you}, as a best-interest decision. You can ask us who decided, and why.`,
        easy: `Other people decided this for ${v.you}. They thought about what is best for ${v.you}. You can ask us who decided, and why.`,
      },
      ...another,
    ];
  }
  if (route !== 'person') return [`${saidYes[route]} said yes for ${v.you}.`, ...another];
  return [
    `${v.You} said yes to being on the register.`,
    `${v.You} can say no at any time. Tell us, or tell somebody who gives support. Then we take the name off the register.`,
    stays,
  ];
}

function forReferrer({ day, nextBy }: Facts, reference: string): Section[] {
  return [
    { heading: 'Your referral was accepted', say: [`We accepted your referral ${reference} on ${formatDay(day)}.`] },
    {
      heading: 'What happens next',
      list: true,
      say: [
        'We tell the person, or somebody who speaks for them. You do not have to do this.',
        nextBy === null
          ? 'We plan the next steps with the services that support the person. If you are one of them, we will contact you.'
          : `We plan the next steps with the services that support the person, by ${formatDay(nextBy)}. If you are one of them, we will contact you.`,
        'Please go on with the support that you give now. The register does not replace it.',
        'If the risk changes, tell us the same day.',
        'You do not have to do anything else.',
      ],
    },
  ];
}
