import type { LetterSubject } from '../../services/letters/model.ts';
import { formatDay } from '../../services/platform/time.ts';
import type { Section, Sentence } from './letter-layout.ts';
import type { Voice } from './voice.ts';

type Facts = Extract<LetterSubject, { kind: 'entry-ended' }>['facts'];

const reasons: Record<string, (v: Voice) => readonly Sentence[]> = {
  'risk-managed': (v) => [`${v.You} now ${v.verb('get')} the right support without the register.`],
  'moved-away': (v) => [`${v.You} ${v.have} moved to another area. Other areas have registers of their own.`],
  'consent-withdrawn': (v) => [`We were told that ${v.you} should not be on the register any more.`],
  'consent-not-valid': (v) => [
    `We need a yes to keep ${v.your} name on the register. We found that the yes we had was not given in the right way.`,
  ],
  other: () => [],
};

/** The stay on the register has ended: since when, why, and the way back. */
export function entryEndedLetter({ day, reason }: Facts, v: Voice, reasonLabel: string | null): Section[] {
  if (reason === 'died') return afterADeath(v);
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
        `${v.You} ${v.verb('keep')} the support that ${v.you} ${v.have} now.`,
        'We plan no new meetings because of the register.',
        `If things get harder, ask us again. You can do this at any time. Somebody who supports ${v.you} can do it too.`,
        'If you do not agree, tell us. We will answer you.',
        'You do not have to do anything now.',
      ],
    },
  ];
}

function afterADeath(v: Voice): Section[] {
  return [
    {
      heading: 'We are very sorry',
      say: [
        `We were told that ${v.you} has died. We are very sorry.`,
        `We have taken ${v.your} name off the Dynamic Support Register.`,
      ],
    },
    {
      heading: 'What happens next',
      list: true,
      say: [
        `We will not send you any more letters about ${v.you}.`,
        'You do not have to do anything.',
        'If you want to talk to somebody from our team, tell us. We will contact you.',
      ],
    },
  ];
}
