import type { MailContent } from '../../services/mail/port.ts';
import type { CancellationView, InvitationView } from '../../services/notifications/words-port.ts';
import { formatSpan } from '../../services/platform/time.ts';
import { cancelledSubject, howToJoin, meetingLocation, meetingSubject } from '../event-texts.ts';
import { layOutMail, type MailPiece } from './mail-layout.ts';

function purposeLine(purpose: string | null): [string, string][] {
  return purpose === null ? [] : [['What it is about', purpose]];
}

function joining(view: InvitationView): MailPiece[] {
  if (view.joinUrl !== null) return [{ link: { words: 'Join the meeting', url: view.joinUrl } }];
  const words = howToJoin(view);
  return words === null ? [] : [{ paragraph: words }];
}

/** The mail around a calendar invitation, also one that moves the meeting. Names nobody and says nothing about anybody. */
export function invitationMail(view: InvitationView): MailContent {
  const pieces: MailPiece[] = [
    {
      paragraph: view.moved
        ? 'This meeting has changed. The details below replace those we sent you before.'
        : `The ${view.team} invites you to a meeting.`,
    },
    {
      facts: [
        ['When', formatSpan(view.startsAt, view.endsAt)],
        ['Where', meetingLocation(view)],
        ['Reference', view.reference],
        ...purposeLine(view.purpose),
      ],
    },
    ...joining(view),
    { heading: 'What to do now' },
    {
      list: [
        'Answer the invitation in your calendar, so that we know who is coming.',
        'If you cannot come, send somebody in your place and tell us who.',
        'Do not write names or anything about the individual into your answer.',
      ],
    },
  ];
  return layOutMail(meetingSubject(view), view, pieces);
}

/** The mail around the cancellation of a meeting. */
export function cancellationMail(view: CancellationView): MailContent {
  return layOutMail(cancelledSubject(view), view, [
    { paragraph: 'This meeting will not take place. It is taken out of your calendar.' },
    {
      facts: [
        ['It was to be', formatSpan(view.startsAt, view.endsAt)],
        ['Reference', view.reference],
        ...purposeLine(view.purpose),
      ],
    },
    { paragraph: 'If we arrange another time, you get a new invitation.' },
  ]);
}
