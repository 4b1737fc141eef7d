import type { LetterContentView, LetterWords } from '../../services/letters/words-port.ts';
import { letterSubject } from '../mails/letter-mail.ts';
import { acceptedLetter } from './accepted.ts';
import { consentRenewalLetter, consentWithdrawnLetter } from './consent-letters.ts';
import { entryEndedLetter } from './entry-ended.ts';
import { layOutLetter, type Section } from './letter-layout.ts';
import { notEligibleLetter } from './not-eligible.ts';
import { referralWithdrawnLetter } from './referral-withdrawn.ts';
import { voiceOf } from './voice.ts';

/** The words of every letter, as the use cases of letters ask for them. */
export const letterWords: LetterWords = {
  letter: (view) => ({ subject: letterSubject(view.reference), text: letterText(view) }),
};

function letterText(view: LetterContentView): string {
  const { receiverName, team, whoRuns, format } = view;
  const own: Section[] = view.ownWords === null ? [] : [{ heading: 'From our team', say: [], free: view.ownWords }];
  return layOutLetter(
    {
      greeting: `Dear ${receiverName}`,
      sections: [...about(view), ...own, whoToAsk(view), emergency(view)],
      signature: [team, whoRuns, `Reference: ${view.reference}`],
    },
    format,
  );
}

function about(view: LetterContentView): Section[] {
  const v = voiceOf(view.receiver, view.personName);
  switch (view.kind) {
    case 'referral-accepted':
      return acceptedLetter(view.facts, v, view.reference);
    case 'referral-not-eligible':
      return notEligibleLetter(view.facts, v, view);
    case 'referral-withdrawn':
      return referralWithdrawnLetter(view.facts, v, view.reference);
    case 'consent-renewal':
      return consentRenewalLetter(view.facts, v, view.contact);
    case 'consent-withdrawn':
      return consentWithdrawnLetter(view.facts, v);
    case 'entry-ended':
      return entryEndedLetter(view.facts, v, view.reasonLabel);
  }
}

function whoToAsk({ receiver, contact }: LetterContentView): Section {
  const write = `Do you have a question? Write to ${contact}. Say the reference that stands at the end of this letter.`;
  if (receiver === 'referrer') {
    return { heading: 'Who to ask', list: true, say: [write, 'Do not write anything about the person in an email.'] };
  }
  return {
    heading: 'Who to ask',
    list: true,
    say: [
      write,
      'You can also ask somebody you trust to write to us for you.',
      'You can ask us to phone you, or to read this letter to you.',
      'You can ask for this letter in plain words, in Easy Read or in large print.',
      'You can ask us what we have written down.',
    ],
  };
}

function emergency({ emergencyAdvice }: LetterContentView): Section {
  return {
    heading: 'This is not an emergency service',
    list: true,
    say: ['We cannot help in an emergency.', ...emergencyAdvice],
  };
}
