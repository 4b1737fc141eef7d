import type { LetterSubject } from '../../services/letters/model.ts';
import { formatDay } from '../../services/platform/time.ts';
import type { Section, Sentence } from './letter-layout.ts';
import { askAgain, supportStays, tellUsIfNot, weWereAsked } from './register-words.ts';
import type { Voice } from './voice.ts';

type Facts = Extract<LetterSubject, { kind: 'referral-not-eligible' }>['facts'];
type Decision = { note: string | null; whatElseHelps: string | null; reasonLabel: string | null; reference: string };

/** The product's own reasons, as somebody may read them who is meant. An area's other reasons stand in the area's words. */
const reasons: Record<string, (v: Voice) => readonly Sentence[]> = {
  'no-learning-disability-or-autism': (v) => [
    'The register is for people with a learning disability and for autistic people.',
    `What we were told does not show that ${v.you} ${v.have} a learning disability, or ${v.are} autistic.`,
    'We may not know everything. If you know more, tell us. Then somebody can ask us again.',
  ],
  'not-at-risk': (v) => [
    'The register is for people who may have to go into a mental health hospital, or who may lose the place where they live.',
    `From what we were told, we think that this is not so for ${v.you} now. If this is wrong, tell us.`,
  ],
  'supported-elsewhere': (v) => [
    `From what we were told, ${v.you} already ${v.verb('get')} support from other services. We think that this support is the right one now.`,
  ],
  'other-area': (v) => [
    `Another area is responsible for ${v.you}. That area has its own register and its own team.`,
    'You can ask us how to reach that team.',
  ],
  other: () => [],
};

/** A referral was not accepted: why, what else could help, and that asking again is possible. */
export function notEligibleLetter({ day, reason }: Facts, v: Voice, decision: Decision): Section[] {
  const { note, whatElseHelps, reasonLabel, reference } = decision;
  const why = reasons[reason]?.(v) ?? [`${reasonLabel ?? reason}.`];
  return [
    v.receiver === 'referrer'
      ? {
          heading: 'Your referral was not accepted',
          say: [
            `On ${formatDay(day)} we decided about your referral ${reference}. We did not put the person on the register.`,
          ],
        }
      : {
          heading: 'Our decision about the register',
          say: [...weWereAsked(v), `We decided on ${formatDay(day)}. We will not put ${v.your} name on the register.`],
        },
    { heading: 'Why', say: why, free: note },
    { heading: 'What else could help', say: [], free: whatElseHelps },
    { heading: 'What happens next', list: true, say: next(v) },
  ];
}

function next(v: Voice): Sentence[] {
  if (v.receiver === 'referrer') {
    return [
      'We tell the person, or somebody who speaks for them. You do not have to do this.',
      'Please go on with the support that you give now.',
      'If the risk gets higher, send a new referral. You can do this at any time.',
      tellUsIfNot,
    ];
  }
  return [
    v.receiver === 'person' ? 'You did nothing wrong.' : 'It was right to ask us.',
    `We know that ${v.you} may still need support. ${v.You} can get support without the register.`,
    supportStays(v),
    'We do nothing more with this referral. You do not have to do anything now.',
    askAgain(v),
    tellUsIfNot,
  ];
}
