import type { MailContent } from '../../services/mail/port.ts';
import type { ProposalMailView, ProposalWithdrawnView } from '../../services/notifications/words-port.ts';
import { formatInstant, formatSpan } from '../../services/platform/time.ts';
import { isFamily, meetingLocation } from '../event-texts.ts';
import { lengthWords } from '../team-request.ts';
import { layOutMail, type MailPiece } from './mail-layout.ts';

const forProfessionals = [
  'Say yes, “if need be” or no to each time. You can change your answer later.',
  'If you cannot come at any of them, you can name somebody to come in your place, or tell us in one line what would help.',
  'Do not write names or anything about the person in an answer to this email.',
];

/** For the person and their parent or carer: one thing a sentence. */
const forFamily = [
  'Tell us for each time: yes, no, or only if there is no other time.',
  'You do not have to come.',
  'Do you want somebody to come with you? Tell us.',
  'If no time is good for you, tell us what would be better.',
  'Email is not always private. To tell us something private, ask us to phone you.',
  'If you do not know why we ask, ask us.',
];

function opening({ reminder, receiver, team, deadline }: ProposalMailView): MailPiece {
  const by = formatInstant(deadline);
  if (isFamily(receiver)) {
    return {
      paragraph: reminder
        ? `We asked you when a meeting would suit you. We do not have your answer yet. Please tell us by ${by}.`
        : `We are planning a meeting and would like you to be there. Which of these times are good for you? Please tell us by ${by}.`,
    };
  }
  return {
    paragraph: reminder
      ? `We still need your answer: which of these times suit you? Please answer by ${by}.`
      : `The ${team} is looking for a time for a meeting that needs you. Which of these times suit you? Please answer by ${by}.`,
  };
}

function answering({ url, receiver }: ProposalMailView): MailPiece[] {
  if (url === null) return [{ paragraph: 'Answer this email: say which of the times suit you.' }];
  const words = isFamily(receiver) ? 'Tell us which times are good' : 'Answer now';
  return [
    { link: { words, url } },
    { paragraph: 'The link is for you alone. On the page, we send a code to this address before we show anything.' },
  ];
}

/** Asks which of the times suit, or asks once more. Names nobody and says nothing about anybody. */
export function proposalMail(view: ProposalMailView): MailContent {
  const { reference, reminder, receiver, slots, lengthMinutes } = view;
  const subject = `${reminder ? 'Reminder: which' : 'Which'} time suits you? Meeting ${reference}`;
  return layOutMail(subject, view, [
    opening(view),
    { list: slots.map(({ startsAt, endsAt }) => formatSpan(startsAt, endsAt)) },
    {
      facts: [
        ['How long', lengthWords(lengthMinutes)],
        ['Where', meetingLocation(view)],
        ['Reference', reference],
      ],
    },
    ...answering(view),
    { heading: isFamily(receiver) ? 'What you can do' : 'What to do now' },
    { list: isFamily(receiver) ? forFamily : forProfessionals },
  ]);
}

/** The question is taken back. */
export function proposalWithdrawnMail(view: ProposalWithdrawnView): MailContent {
  const { reference, receiver } = view;
  return layOutMail(`No answer needed: meeting ${reference}`, view, [
    {
      paragraph: isFamily(receiver)
        ? 'We asked you which times are good for a meeting. You do not need to answer any more. We are sorry if you kept the times free.'
        : 'We asked you which times suit you for a meeting. You do not need to answer any more, and need not keep these times free.',
    },
    { facts: [['Reference', reference]] },
    { paragraph: 'If we look for other times, we ask you again.' },
  ]);
}
