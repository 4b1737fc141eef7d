import type { LetterSubject } from '../../services/letters/model.ts';
import { formatDay } from '../../services/platform/time.ts';
import type { Section, Sentence } from './letter-layout.ts';
import { whatAReferralIs } from './register-words.ts';
import type { Voice } from './voice.ts';

type Facts = Extract<LetterSubject, { kind: 'referral-not-eligible' }>['facts'];
type Decision = { note: string | null; whatElseHelps: string | null; reasonLabel: string | null; reference: string };

/** The product's own reasons, as somebody may read them who is meant. An area's other reasons stand in the area's words. */
const reasons: Record<string, (v: Voice) => readonly Sentence[]> = {
  'no-learning-disability-or-autism': (v) => [
    'The register is for people with a learning disability and for autistic people.',
    `From what we were told, we do not know that ${v.you} ${v.have} a learning disability or ${v.are} autistic.`,
  ],
  'not-at-risk': (v) => [
    'The register is for people who may have to go into a mental health hospital, or who may lose the place where they live.',
    `From what we were told, this is not so for ${v.you} at the moment.`,
  ],
  'supported-elsewhere': (v) => [`${v.You} already ${v.verb('get')} support for this in another way.`],
  'other-area': (v) => [`Another area has its own register for ${v.you}. Another team is responsible for it.`],
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
          say: [
            `We were asked to put ${v.your} name on the Dynamic Support Register.`,
            whatAReferralIs,
            `On ${formatDay(day)} we decided not to do this.`,
          ],
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
      'If you do not agree with our decision, tell us. We will answer you.',
    ];
  }
  return [
    ...(v.receiver === 'person'
      ? ['You did nothing wrong. This does not mean that you need no support.']
      : [`This does not mean that ${v.you} ${v.verb('need')} no support.`]),
    `The support that ${v.you} ${v.have} now does not change because of this.`,
    'We do nothing more with this referral. You do not have to do anything now.',
    `If things get harder, ask us again. You can do this at any time. Somebody who supports ${v.you} can do it too.`,
    'If you do not agree with our decision, tell us. We will answer you.',
  ];
}
