import type { Sentence } from './letter-layout.ts';

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

/** What a referral is. */
export const whatAReferralIs: Sentence = {
  plain: null,
  easy: 'A referral is when somebody asks us to put a person on the register.',
};
