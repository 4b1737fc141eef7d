import type { LetterSubject } from '../../services/letters/model.ts';
import { formatDay } from '../../services/platform/time.ts';
import type { Section, Sentence } from './letter-layout.ts';
import { askAgain, supportStays, tellUsIfNot } from './register-words.ts';
import type { Voice } from './voice.ts';

type Facts = Extract<LetterSubject, { kind: 'entry-ended' }>['facts'];

/** The code of the policy's end reasons that only a representative is ever told. */
export const DIED = 'died';

const reasons: Record<string, (v: Voice) => readonly Sentence[]> = {
  'risk-managed': (v) => [`We think that ${v.you} ${v.verb('get')} the right support now, without the register.`],
  'moved-away': (v) => [
    `We were told that ${v.you} ${v.have} moved to another area. Other areas have their own registers.`,
  ],
  'consent-withdrawn': (v) => [`We were told that ${v.your} name should not be on the register any more.`],
  'consent-not-valid': (v) => [
    `We need a yes to keep ${v.your} name on the register.`,
    'We found that the yes we had was not given in the right way. This is not your fault.',
  ],
  other: () => ['You can ask us why.'],
};

/** What is different of some ends: how to come back. */
const wayBack: Record<string, (v: Voice) => readonly Sentence[]> = {
  'moved-away': (v) => [
    `If ${v.you} ${v.verb('need')} more help, ask the team of the new area. You can ask us how to reach that team.`,
  ],
  'consent-not-valid': (v) => [
    `If ${v.you} ${v.verb('want')} to be on the register, tell us. You can do this at any time.`,
  ],
};

/** The stay on the register has ended: since when, why, and the way back. Nobody writes to somebody who has died. */
export function entryEndedLetter({ day, reason }: Facts, v: Voice, reasonLabel: string | null): Section[] {
  if (reason === DIED) return afterADeath(v);
  return [
    {
      heading: `${v.Your} name is off the register`,
      say: [`${v.Your} name was on the Dynamic Support Register until ${formatDay(day)}.`],
    },
    { heading: 'Why', say: reasons[reason]?.(v) ?? [`${reasonLabel ?? reason}.`] },
    {
      heading: 'What happens next',
      list: true,
      say: [
        supportStays(v),
        'We plan no new meetings because of the register.',
        ...(wayBack[reason]?.(v) ?? [askAgain(v)]),
        tellUsIfNot,
        'You do not have to do anything now.',
      ],
    },
  ];
}

function afterADeath(v: Voice): Section[] {
  if (v.receiver !== 'representative')
    throw new Error('A letter about a death to somebody who does not speak for them');
  return [
    {
      heading: 'We are very sorry',
      say: [
        `We were told that ${v.you} has died. We are very sorry.`,
        `${v.Your} name is not on the Dynamic Support Register any more.`,
      ],
    },
    {
      heading: 'What happens next',
      list: true,
      say: [
        `We have stopped our other letters about ${v.you}.`,
        'You do not have to do anything.',
        'If you want to talk to somebody from our team, tell us. We will contact you.',
      ],
    },
  ];
}
