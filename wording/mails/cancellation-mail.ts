import type { MailContent } from '../../services/mail/port.ts';
import type { CancellationView, TimesOffView } from '../../services/notifications/words-port.ts';
import { formatSpan } from '../../services/platform/time.ts';
import { cancelledSubject, isFamily } from '../event-texts.ts';
import { layOutMail, type MailPiece } from './mail-layout.ts';

/** Why a meeting is off, in words for each: an agency that may know, whoever may not, and the person and their family. */
type ReasonWords = { agency: string; other: string | null; family: string };

/**
 * By the policy's code. Whoever may not know about the person hears only what is about the meeting itself. A code without
 * words here gives no reason to anybody: so 'cannot-go-ahead', which can mean that consent has ended.
 */
const reasons: Readonly<Record<string, ReasonWords>> = {
  'not-needed': {
    agency: 'The meeting is no longer needed.',
    other: null,
    family: 'We found that this meeting is not needed now.',
  },
  'too-few': {
    agency: 'Too few of those who must be there can come.',
    other: 'Too few people can come.',
    family: 'Not enough people could come. It is not because of you.',
  },
  'another-time': {
    agency: 'Another time has to be found.',
    other: 'Another time has to be found.',
    family: 'We need to find another day or another time.',
  },
  'another-way': {
    agency: 'It is being dealt with in another way.',
    other: null,
    family: 'We will talk about it with you in another way.',
  },
};

/** Why a meeting is off, as one receiver is told it; null where they are told no reason. Their page says the same. */
export function reasonFor({ reason, receiver, mayKnow }: Pick<CancellationView, 'reason' | 'receiver' | 'mayKnow'>) {
  const words = reason === null ? undefined : reasons[reason];
  if (words === undefined) return null;
  if (isFamily(receiver)) return mayKnow ? words.family : null;
  return mayKnow ? words.agency : words.other;
}

function why(view: Pick<CancellationView, 'reason' | 'receiver' | 'mayKnow'>): MailPiece[] {
  const words = reasonFor(view);
  return words === null ? [] : [{ paragraph: words }];
}

function whatThen(view: Pick<CancellationView, 'reason' | 'receiver' | 'mayKnow'>): MailPiece {
  const toKnow = reasonFor(view) === null ? 'why' : 'more';
  return {
    paragraph: isFamily(view.receiver)
      ? `Do you want to know ${toKnow}? Ask us. If there is to be another meeting, we will invite you again.`
      : 'If we find another time, we send you a new invitation.',
  };
}

/** The mail around the cancellation of a meeting. */
export function cancellationMail(view: CancellationView): MailContent {
  return layOutMail(cancelledSubject(view), view, [
    { paragraph: 'This meeting is cancelled. You do not need to do anything.' },
    ...why(view),
    {
      facts: [
        ['It was planned for', formatSpan(view.startsAt, view.endsAt)],
        ['Reference', view.reference],
        ...(view.purpose === null ? [] : [['What it is about', view.purpose] as const]),
      ],
    },
    whatThen(view),
  ]);
}

/** To whoever was asked about times of a meeting that is off: nothing was in their calendar. */
export function timesOffMail(view: TimesOffView): MailContent {
  return layOutMail(cancelledSubject({ ...view, purpose: null }), view, [
    {
      paragraph: isFamily(view.receiver)
        ? 'We asked you when you could come to a meeting. We do not need to know any more. You do not need to do anything.'
        : 'The times we asked you about are no longer needed. You do not need to do anything.',
    },
    ...why(view),
    { facts: [['Reference', view.reference]] },
    whatThen(view),
  ]);
}
