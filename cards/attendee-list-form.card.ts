import type { MeetingView } from '../services/meetings/model.ts';
import { attendeeList } from '../wording/attendee-list.ts';
import type { AdaptiveCard, CardNotice } from './adaptive-card.ts';
import { meetingIds } from './meeting-form.ts';
import { recordFormCard } from './record-form.ts';

export type AttendeeListFormView = { meeting: MeetingView; notice?: CardNotice | undefined; press: string };

/** What it means that everybody invited sees everybody else, or no longer does, before it is so. */
export function attendeeListFormCard({ meeting, notice, press }: AttendeeListFormView): AdaptiveCard {
  const words = attendeeList(meeting);
  const hide = meeting.attendeesHidden ? 'no' : 'yes';
  const data = { ...meetingIds(meeting), version: meeting.version, press, hide };
  return recordFormCard({
    heading: words.heading,
    summary: `${meeting.reference}: who sees who is invited`,
    about: { reference: meeting.reference, name: meeting.personName },
    intro: words.meaning,
    fields: [],
    notice,
    buttons: [
      { title: words.send, verb: 'set-attendee-list', data, style: hide === 'no' ? 'destructive' : 'positive' },
      { title: 'Back', verb: 'show-people', data: meetingIds(meeting) },
    ],
  });
}
