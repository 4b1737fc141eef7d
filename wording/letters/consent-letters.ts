import { formatDay } from '../../services/platform/time.ts';
import type { Section } from './letter-layout.ts';
import { whatTheRegisterIs } from './register-words.ts';
import type { Voice } from './voice.ts';

/** Consent ends soon: a new answer is needed, and nothing bad happens whatever it is (domain.md §4, §10). */
export function consentRenewalLetter({ until }: { until: string }, v: Voice, contact: string): Section[] {
  const day = formatDay(until);
  const heading =
    v.receiver === 'person'
      ? 'Do you still want to be on the register?'
      : `Is it still right that ${v.you} is on the register?`;
  return [
    {
      heading,
      say: [
        `${v.Your} name is on the Dynamic Support Register.`,
        ...whatTheRegisterIs,
        `The yes that we have for this ends on ${day}.`,
        `Please give us a new answer by ${day}.`,
      ],
    },
    {
      heading: 'What to do now',
      list: true,
      say: [
        `Tell us yes or no. Write to ${contact}, or tell somebody who supports ${v.you}.`,
        'Do you want to know more first? Ask us. We will explain it to you.',
        'You can take your time until then. You can ask somebody you trust to help you.',
      ],
    },
    {
      heading: 'What happens next',
      list: true,
      say: [
        `If the answer is yes, ${v.your} name stays on the register.`,
        `If the answer is no, we take ${v.your} name off the register. ${v.You} ${v.verb('keep')} the support that ${v.you} ${v.have} now.`,
        `If we have no answer by ${day}, we hold no new meetings about ${v.you} and share nothing new about ${v.you}. We will ask again.`,
      ],
    },
  ];
}

/** Consent was withdrawn: that it was done, and what is kept. */
export function consentWithdrawnLetter({ day }: { day: string }, v: Voice): Section[] {
  return [
    {
      heading: `${v.Your} name is off the register`,
      say: [
        `We were told that ${v.you} should not be on the Dynamic Support Register any more.`,
        `We took ${v.your} name off the register on ${formatDay(day)}.`,
      ],
    },
    {
      heading: 'What happens next',
      list: true,
      say: [
        `${v.You} ${v.verb('keep')} the support that ${v.you} ${v.have} now.`,
        'We plan no new meetings because of the register.',
        `We share nothing new about ${v.you} because of the register.`,
        'The law says that we must keep some of what we wrote down. You can ask us what we keep.',
        `${v.You} can come back to the register. Tell us at any time.`,
        'You do not have to do anything now.',
      ],
    },
  ];
}
