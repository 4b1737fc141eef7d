import type { MailContent } from '../../services/mail/port.ts';
import type { InvitationView, ResponseChaserView, StandInNeededView } from '../../services/notifications/words-port.ts';
import { formatSpan } from '../../services/platform/time.ts';
import {
  changedSubject,
  howToJoin,
  isFamily,
  meetingLocation,
  meetingSubject,
  reminderSubject,
} from '../event-texts.ts';
import { layOutMail, type MailPiece } from './mail-layout.ts';

function purposeLine(purpose: string | null): [string, string][] {
  return purpose === null ? [] : [['What it is about', purpose]];
}

function facts(view: StandInNeededView): MailPiece {
  return {
    facts: [
      ['When', formatSpan(view.startsAt, view.endsAt)],
      ['Where', meetingLocation(view)],
      ['Reference', view.reference],
      ...purposeLine(view.purpose),
    ],
  };
}

function joining(view: StandInNeededView): MailPiece[] {
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

/** For the person and their parent or carer, where there is a page: it says who comes, and takes what they tell us. */
const forFamilyWithPage = [
  'You do not have to come.',
  'You can bring somebody you trust. Tell us on your page who it is.',
  'Do you need something to make the meeting easier, like a break or an interpreter? Tell us on your page.',
  'If you cannot come, you can still tell us what is important to you.',
  'You can also answer this email, or ask us to phone you. Email is not always private.',
  'If you do not know why you are invited, ask us.',
];

/** The same without a page: one thing a sentence, no rule that only agencies need. */
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

/** The personal page, which shows nothing before a code: scanners of mail open every link. */
function openYourPage({ pageUrl, receiver }: StandInNeededView): MailPiece[] {
  if (pageUrl === null) return [];
  const words = isFamily(receiver)
    ? 'On your page you can tell us if you will come, see who will be there, and tell us what you want to say.'
    : 'Tell us on your page if you can come. If you cannot, you can send somebody in your place:';
  return [
    { paragraph: words },
    { link: { words: 'Open your page', url: pageUrl } },
    { paragraph: 'The link is for you alone. We send a code to this address before we show anything.' },
  ];
}

function whatToDo({ receiver, pageUrl }: StandInNeededView): readonly string[] {
  if (isFamily(receiver)) return pageUrl === null ? forFamily : forFamilyWithPage;
  if (pageUrl === null) return forProfessionals;
  // The page asks for the rest.
  return ['You can also answer the invitation in your calendar.', ...forProfessionals.slice(-1)];
}

function invites({ team, standsIn }: InvitationView): string {
  return standsIn
    ? `The ${team} invites you to a meeting. You were named to come in place of somebody who was invited before.`
    : `The ${team} invites you to a meeting.`;
}

function moved({ receiver }: InvitationView): string {
  return isFamily(receiver)
    ? 'This meeting has changed. What we sent you before is no longer right. This is how it is now:'
    : 'This meeting has changed. The details below replace those we sent you before.';
}

/** The mail around a calendar invitation, also one that moves the meeting. Names nobody and says nothing about anybody. */
export function invitationMail(view: InvitationView): MailContent {
  const pieces: MailPiece[] = [
    { paragraph: view.moved ? moved(view) : invites(view) },
    facts(view),
    ...joining(view),
    { heading: isFamily(view.receiver) ? 'What you can do' : 'What to do now' },
    ...openYourPage(view),
    { list: whatToDo(view) },
  ];
  return layOutMail(view.moved ? changedSubject(view) : meetingSubject(view), view, pieces);
}

/** To somebody of an agency whose contact has declined. Says nothing about the person, and nothing against the contact. */
export function standInNeededMail(view: StandInNeededView): MailContent {
  return layOutMail(`Can you come? ${meetingSubject(view)}`, view, [
    {
      paragraph: `The ${view.team} needs somebody from your organisation at a meeting. The person we invited first cannot come. Can you come in their place?`,
    },
    facts(view),
    ...joining(view),
    { heading: 'What to do now' },
    ...(view.pageUrl === null
      ? [{ list: ['Answer this email, and tell us if you can come.', 'If you cannot, tell us who could.'] }]
      : [
          { paragraph: 'Tell us if you can come. If you cannot, you can name somebody else:' },
          { link: { words: 'Open your page', url: view.pageUrl } },
          { paragraph: 'The link is for you alone. We send a code to this address before we show anything.' },
        ]),
    { paragraph: 'Do not write names or anything about the person in your answer.' },
  ]);
}

/** To somebody who has not answered an invitation; the person and their family are asked, and may leave it. */
export function responseChaserMail(view: ResponseChaserView): MailContent {
  const family = isFamily(view.receiver);
  return layOutMail(reminderSubject(view), view, [
    { paragraph: family ? gentleReminder(view) : reminder(view) },
    facts(view),
    ...joining(view),
    { heading: family ? 'What you can do' : 'What to do now' },
    ...openYourPage(view),
    {
      list: family
        ? ['You do not have to come. You can also answer this email.', 'Do you have questions? Ask us.']
        : whatToDo(view),
    },
  ]);
}

function gentleReminder({ before }: ResponseChaserView): string {
  return before
    ? 'This meeting is soon. We do not know yet if you will come.'
    : 'We invited you to a meeting. We do not know yet if you will come.';
}

function reminder({ before }: ResponseChaserView): string {
  return before
    ? 'This meeting is soon, and we do not have your answer yet.'
    : 'We invited you to this meeting, and do not have your answer yet. It helps us to know who is coming.';
}
