import type { MdtAnswers } from '../services/mbe-requests/model.ts';

/** The two questions that follow a reason that says too little. They hold nothing back. */
export const mdtFirstWords = {
  title: 'Before you go on: an MDT first?',
  why: (reason: string) =>
    `You gave this reason for not holding an MDT: “${reason}”. It helps the DSR team to know a little more. You can also leave this empty and go on.`,
  offer:
    'A meeting of the people who know the person already is often quicker. We can look for times when you and your own colleagues are free, and write the invitation for you to send.',
  tried: [
    { title: 'Yes', value: 'yes' },
    { title: 'No', value: 'no' },
  ],
  goOn: 'Go on with the request',
  invitation: 'Write me an MDT invitation',
  colleaguesTitle: 'An MDT invitation for you to send',
  colleaguesWhy:
    'Enter the email addresses of the colleagues you want there. We look for times when the calendars that we can read are free, and send you the invitation here. Nobody else is written to.',
  find: 'Look for times',
  badColleagues: 'Enter each colleague’s email address on a line of its own, for example nadia@example.org.',
  tooMany: (most: number) => `Enter at most ${most} colleagues.`,
  looking: 'We are looking for times. The invitation comes here in a minute.',
  kept: 'Your request is kept as a draft: you can go on with it at any time.',
} as const;

/** The invitation that the requester sends themselves. It names nobody: whom it is about they say in their own words. */
export const mdtInvitationWords = {
  title: 'Your MDT invitation',
  lead: 'Copy it into a new meeting in your calendar, or open one with the time filled in. Add whom it is about in your own words, as your organisation allows.',
  subject: 'MDT meeting',
  agendaTitle: 'Agenda',
  agenda: [
    'What is happening now, and what worries us',
    'What the person and their family want',
    'What has been tried, and what helped',
    'What each of us can do, and by when',
    'Whether anybody else is needed: if so, ask the DSR team for a Meeting by Exception',
  ],
  timesTitle: 'Times that suit the calendars we can read',
  noTimes: 'We found no time that suits everybody whose calendar we can read. Choose one together.',
  unread: (count: number) =>
    count === 1 ? 'One calendar could not be read: ask them.' : `${count} calendars could not be read: ask them.`,
  colleaguesTitle: 'Invite',
  open: (day: string, time: string) => `Meet ${day}, ${time}`,
  goOn: 'Go on with the request',
} as const;

/** How many requesters took an MDT invitation instead, and of those sent the request all the same. */
export function mdtCountWords(count: { invitations: number; sentAllTheSame: number }): string | null {
  const { invitations, sentAllTheSame } = count;
  if (invitations === 0) return null;
  const taken = invitations === 1 ? 'One requester' : `${invitations} requesters`;
  const sent = sentAllTheSame === 0 ? 'none of them has sent' : `${sentAllTheSame} of them sent`;
  return `MDT first, in the last 90 days: ${taken} took an MDT invitation; ${sent} the request as well.`;
}

/** What was answered about an MDT, a line each; nothing where nothing was asked or said. Free text: escape it for a card. */
export function mdtLines(mdt: MdtAnswers): string[] {
  const { reasonThin, tried, when, whoCame, wouldHelp } = mdt;
  const answers = [
    ...(tried === null ? [] : [`An MDT was tried: ${tried === 'yes' ? 'yes' : 'no'}`]),
    ...(when === null ? [] : [`When: ${when}`]),
    ...(whoCame === null ? [] : [`Who came: ${whoCame}`]),
    ...(wouldHelp === null ? [] : [`What would make one possible: ${wouldHelp}`]),
  ];
  return answers.length === 0 && reasonThin ? ['The reason says little, and nothing was added to it.'] : answers;
}
