import type { LetterContentView, LetterWords } from '../../services/letters/words-port.ts';
import { letterSubject } from '../mails/letter-mail.ts';
import { acceptedLetter } from './accepted.ts';
import { consentRenewalLetter, consentWithdrawnLetter } from './consent-letters.ts';
import { DIED, entryEndedLetter } from './entry-ended.ts';
import { layOutLetter, type Section } from './letter-layout.ts';
import { meetingAgreedLetter } from './meeting-agreed.ts';
import { meetingInvitationLetter } from './meeting-invitation.ts';
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
    case 'meeting-invitation':
      return meetingInvitationLetter(view.facts, view);
    case 'meeting-agreed':
      return meetingAgreedLetter(view.facts, view);
    case 'entry-ended':
      return entryEndedLetter(view.facts, v, view.reasonLabel);
  }
}

function whoToAsk(view: LetterContentView): Section {
  const { receiver, contact, reference, teamContact } = view;
  const write = [
    `Do you have a question? Write to ${contact}.`,
    `Please put this reference into your email: ${reference}`,
    ...(teamContact === null
      ? []
      : [`You can phone us: ${teamContact.phone}`, `You can write a letter to us: ${teamContact.post.join(', ')}`]),
  ];
  if (receiver === 'referrer') {
    return {
      heading: 'Who to ask',
      list: true,
      say: [...write, 'Do not write anything about the person in an email. Ask us to phone you.'],
    };
  }
  const noEmail = 'If you do not use email, ask somebody you trust to write to us for you.';
  const phone = 'You can ask us to phone you, or to read this letter to you.';
  const about = isAboutMeeting(view) && receiver !== 'person' ? null : voiceOf(receiver, view.personName).you;
  if (isAfterADeath(view)) return { heading: 'Who to ask', list: true, say: [...write, noEmail, phone] };
  return {
    heading: 'Who to ask',
    list: true,
    say: [
      ...write,
      noEmail,
      phone,
      {
        plain: 'You can ask for this letter in plain words, in Easy Read or in large print.',
        easy: 'You can ask for this letter in other words, or in large print.',
      },
      ...(about === null ? [] : [`You can ask us what we have written down about ${about}.`]),
    ],
  };
}

function isAboutMeeting({ kind }: LetterContentView): boolean {
  return kind === 'meeting-invitation' || kind === 'meeting-agreed';
}

function isAfterADeath(view: LetterContentView): boolean {
  return view.kind === 'entry-ended' && view.facts.reason === DIED;
}

function emergency(view: LetterContentView): Section {
  if (isAfterADeath(view)) {
    return {
      heading: 'If you need help for yourself',
      list: true,
      say: ['You can talk to your GP about how you are.', 'We are not an emergency service.', ...view.emergencyAdvice],
    };
  }
  return {
    heading: 'This is not an emergency service',
    list: true,
    say: ['We cannot help in an emergency.', ...view.emergencyAdvice],
  };
}
