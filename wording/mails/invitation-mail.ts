import type { MailContent } from '../../services/mail/port.ts';
import type { CancellationView, InvitationView } from '../../services/notifications/words-port.ts';
import { formatSpan } from '../../services/platform/time.ts';
import { cancelledSubject, howToJoin, isFamily, meetingLocation, meetingSubject } from '../event-texts.ts';
import { layOutMail, type MailPiece } from './mail-layout.ts';

function purposeLine(purpose: string | null): [string, string][] {
  return purpose === null ? [] : [['What it is about', purpose]];
}

function joining(view: InvitationView): MailPiece[] {
  if (view.joinUrl !== null) return [{ link: { words: 'Join the meeting', url: view.joinUrl } }];
  const words = howToJoin(view);
  return words === null ? [] : [{ paragraph: words }];
}

/** For somebody who comes for an organisation, or because of their work. */
const forProfessionals = [
  'Answer the invitation in your calendar, so that we know who is coming.',
  'If you cannot come, send somebody in your place and tell us who.',
  'Do not write names or anything about the person in your answer.',
];

/** For the person and their parent or carer: one thing a sentence, no rule that only agencies need. */
const forFamily = [
  'Tell us if you can come. Answer the invitation, or answer this email.',
  'You do not have to come.',
  'Do you want to know who will be there, or what will happen? Ask us.',
  'Do you want somebody to come with you? Ask us.',
  'Do you need something to make the meeting easier, like a break or an interpreter? Tell us.',
  'If you cannot come, you can still tell us what is important to you.',
  'Email is not always private. To tell us something private, ask us to phone you.',
  'If you do not know why you are invited, ask us.',
];

function moved({ receiver }: InvitationView): string {
  return isFamily(receiver)
    ? 'This meeting has changed. What we sent you before is no longer right. This is how it is now:'
    : 'This meeting has changed. The details below replace those we sent you before.';
}

/** The mail around a calendar invitation, also one that moves the meeting. Names nobody and says nothing about anybody. */
export function invitationMail(view: InvitationView): MailContent {
  const pieces: MailPiece[] = [
    { paragraph: view.moved ? moved(view) : `The ${view.team} invites you to a meeting.` },
    {
      facts: [
        ['When', formatSpan(view.startsAt, view.endsAt)],
        ['Where', meetingLocation(view)],
        ['Reference', view.reference],
        ...purposeLine(view.purpose),
      ],
    },
    ...joining(view),
    { heading: isFamily(view.receiver) ? 'What you can do' : 'What to do now' },
    { list: isFamily(view.receiver) ? forFamily : forProfessionals },
  ];
  return layOutMail(meetingSubject(view), view, pieces);
}

/** The mail around the cancellation of a meeting. */
export function cancellationMail(view: CancellationView): MailContent {
  return layOutMail(cancelledSubject(view), view, [
    { paragraph: 'This meeting is cancelled. You do not need to do anything.' },
    {
      facts: [
        ['It was planned for', formatSpan(view.startsAt, view.endsAt)],
        ['Reference', view.reference],
        ...purposeLine(view.purpose),
      ],
    },
    {
      paragraph: isFamily(view.receiver)
        ? 'Do you want to know why? Ask us. If there is to be another meeting, we will invite you again.'
        : 'If we find another time, we send you a new invitation.',
    },
  ]);
}
