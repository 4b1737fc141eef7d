import type { Sentence } from './letter-layout.ts';
import type { Voice } from './voice.ts';

/** What the register is, for somebody who has never heard of it (S1). */
export const whatTheRegisterIs: readonly Sentence[] = [
  {
    plain:
      'The register is a list of people with a learning disability and autistic people who may need more support, or other support.',
    easy: 'The register is a list of people. It is for people with a learning disability and for autistic people. People on the list may need more support.',
  },
  {
    plain: 'It is there so that people do not have to go into a mental health hospital, or can leave one.',
    easy: 'We want people to live well at home. We want fewer people to be in a mental health hospital.',
  },
];

/** Somebody who takes words as they are said may think of a hospital when they read of one. */
export function noHospital(v: Voice): Sentence {
  return `Being on the register does not mean that ${v.they} have to go into a hospital.`;
}

/** That somebody has asked, and what that is called. */
export function weWereAsked(v: Voice): readonly Sentence[] {
  return [
    `We were asked to put ${v.your} name on the Dynamic Support Register.`,
    'This is called a referral.',
    ...whatTheRegisterIs,
  ];
}

/** How to come back, said of somebody who is not on the register. */
export function askAgain(v: Voice): Sentence {
  return `If ${v.you} ${v.verb('need')} more help, ask us again. You can do this at any time. Somebody who supports ${v.you} can do it too.`;
}

/** A decision that somebody may not agree with. */
export const tellUsIfNot: Sentence = 'If you do not agree with our decision, tell us. We will answer you.';

/** What leaving the register, or never coming onto it, does not change (domain.md §4). */
export function supportStays(v: Voice): Sentence {
  return `The support that ${v.you} ${v.have} now does not change because of this.`;
}
