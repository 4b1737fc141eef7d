import { ANY_INVITEE, ANYBODY, CONTACT, column, type Entry, INDIVIDUAL, SERVICE, TEAM } from './personal-column.ts';

/** What is kept so that people without Teams can answer, be heard and be asked. */
export const outsideTeams: Record<string, readonly Entry[]> = {
  SlotAnswer: [column('answer', ANY_INVITEE, TEAM, 'To find a time when those who are needed can come')],
  ProposalAnswer: [
    column('note', ANYBODY, TEAM, 'To know what they said with their answer'),
    column('answeredBy', CONTACT, TEAM, 'To know who answered from an inbox that several people read'),
  ],
  CalendarHold: [column('mailbox', CONTACT, SERVICE, 'To keep a proposed time free in their calendar')],
  AdvanceWords: [column('text', ANYBODY, TEAM, 'To let the individual and their family be heard before the meeting')],
  DisclosureDecision: [
    column('basis', INDIVIDUAL, TEAM, 'The ground on which somebody was let know more'),
    column('note', ANYBODY, TEAM, 'The ground on which somebody was let know more'),
  ],
  Disclosure: [
    column('address', ANY_INVITEE, TEAM, 'To answer to whom something was told'),
    column('what', INDIVIDUAL, TEAM, 'To answer what was told'),
    column('basis', INDIVIDUAL, TEAM, 'To answer on what ground it was told'),
  ],
  AccessLink: [
    column('secretDigest', ANYBODY, SERVICE, 'To let somebody open what they were written to about'),
    column('address', ANYBODY, SERVICE, 'To send codes to where the link was sent, and nowhere else'),
  ],
  SignInCode: [
    column('address', ANYBODY, SERVICE, 'To let somebody confirm that they read an address'),
    column('codeDigest', ANYBODY, SERVICE, 'To let somebody confirm that they read an address'),
    column('browserDigest', ANYBODY, SERVICE, 'To take a code only in the browser that asked for it'),
  ],
  WebSession: [column('secretDigest', ANYBODY, SERVICE, 'To know a browser in which an address was confirmed')],
  MailedMessage: [
    column('senderName', ANYBODY, TEAM, 'To know who wrote to the shared mailbox'),
    column('senderAddress', ANYBODY, ['DSR team', 'receiver'], 'To answer whoever wrote to the shared mailbox'),
    column('subject', ANYBODY, TEAM, 'To place a message that nobody asked for'),
    column('text', ANYBODY, ['requester', 'DSR team'], 'To confirm what was understood of a message, or to place it'),
    column('understood', ANYBODY, ['requester', 'DSR team'], 'To confirm what was understood of a message'),
    column('handledNote', ANYBODY, TEAM, 'To know what was done about a message'),
  ],
  ServiceQuestion: [column('text', ANYBODY, ['DSR team', 'receiver'], 'To ask a service on behalf of the individual')],
  ServiceQuestionReceiver: [
    column('name', CONTACT, TEAM, 'To know who was asked'),
    column('email', CONTACT, ['DSR team', 'receiver'], 'To ask a service on behalf of the individual'),
    column('offered', ANYBODY, TEAM, 'To know what a service offers the individual'),
    column('since', ANYBODY, TEAM, 'To know what a service offers the individual'),
    column('inTheWay', ANYBODY, TEAM, 'To know what stands in the way of support'),
    column('answeredBy', CONTACT, TEAM, 'To know who answered from an inbox that several people read'),
  ],
};
