import type { LetterSubject } from '../../services/letters/model.ts';
import { formatDay } from '../../services/platform/time.ts';
import type { Section } from './letter-layout.ts';
import { askAgain, supportStays, weWereAsked } from './register-words.ts';
import type { Voice } from './voice.ts';

type Facts = Extract<LetterSubject, { kind: 'referral-withdrawn' }>['facts'];

/** A referral ended before it was decided. To a referrer it says no more than that, whatever the reason was. */
export function referralWithdrawnLetter({ day, because }: Facts, v: Voice, reference: string): Section[] {
  if (v.receiver === 'referrer') {
    return [
      {
        heading: 'Your referral has ended',
        say: [`Your referral ${reference} ended on ${formatDay(day)}. We did not decide about it.`],
      },
      {
        heading: 'What happens next',
        list: true,
        say: [
          'We do nothing more with this referral.',
          'Please go on with the support that you give now.',
          'If the risk gets higher, send a new referral. You can do this at any time.',
        ],
      },
    ];
  }
  if (because === 'already-on-register') return forSomebodyOnTheRegister(day, v);
  return [
    {
      heading: 'A referral has ended',
      say: [
        ...weWereAsked(v),
        `The referral ended on ${formatDay(day)}. We made no decision about it. You can ask us why it ended.`,
      ],
    },
    {
      heading: 'What happens next',
      list: true,
      say: ['We do nothing more with this referral. You do not have to do anything.', supportStays(v), askAgain(v)],
    },
  ];
}

function forSomebodyOnTheRegister(day: string, v: Voice): Section[] {
  return [
    {
      heading: 'Nothing changes about the register',
      say: [
        ...weWereAsked(v),
        `${v.You} ${v.are} on the register already. So we ended this referral on ${formatDay(day)}.`,
      ],
    },
    {
      heading: 'What happens next',
      list: true,
      say: [
        `${v.You} ${v.verb('stay')} on the register. You do not have to do anything.`,
        'We have read the referral. We will think about what it says when we plan support.',
        supportStays(v),
        `${v.You} can say no to the register at any time. Tell us. Saying no does not change the support that ${v.they} have now.`,
      ],
    },
  ];
}
