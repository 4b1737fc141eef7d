import type { MeetingView } from '../services/meetings/model.ts';

type Words = { open: string; heading: string; meaning: readonly string[]; send: string };

const show: Words = {
  open: 'Show who is invited',
  heading: 'Show everybody who is invited?',
  meaning: [
    'In Outlook, those invited do not see who else is invited. You can change that for this meeting.',
    'Then everybody sees the email address of everybody else in their own calendar. Outlook may write to all of them, and what they have seen cannot be taken back.',
    'Invitations that we send as emails go to one person each, and never show anybody else.',
  ],
  send: 'Show them to each other',
};

const hide: Words = {
  open: 'Hide who is invited',
  heading: 'Hide who is invited?',
  meaning: [
    'In Outlook, those invited to this meeting see who else is invited. From now on they will not. Outlook may write to all of them.',
  ],
  send: 'Hide them from each other',
};

/** What can be changed about who sees whom: the button that opens the form, and the form. */
export function attendeeList({ attendeesHidden }: Pick<MeetingView, 'attendeesHidden'>): Words {
  return attendeesHidden ? show : hide;
}

/** What was just done. */
export const attendeeListDone = {
  shown: 'Those invited will see each other in their calendars.',
  hidden: 'Those invited will not see each other in their calendars any more.',
} as const;
