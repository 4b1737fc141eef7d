import type { CalendarEntry } from '../../services/calendar/read-calendar-file.ts';
import type { OutboxItem } from '../../services/mail/outbox.ts';
import type { InviteeResponse } from '../../services/meetings/model.ts';
import type { MailDescription } from '../../services/notifications/delivery-store.ts';
import { formatInstant, formatSpan } from '../../services/platform/time.ts';

/** A meeting the demo's clock can be moved past. */
export type UpcomingMeeting = { meetingId: string; reference: string; startsAt: Date; endsAt: Date };

export const answers: readonly { response: InviteeResponse; words: string; done: string }[] = [
  { response: 'accepted', words: 'Accept', done: 'You accepted the invitation.' },
  { response: 'tentative', words: 'Maybe', done: 'You answered “maybe”.' },
  { response: 'declined', words: 'Decline', done: 'You declined the invitation.' },
];

type Cell = { text: string } | { html: string };
type Row = { key: { text: string }; value: { text: string } };

/** What sort of mail it is, in a word or two. */
export function kindInWords(delivered: MailDescription | undefined, calendarMethod: string | null): string {
  if (calendarMethod === 'CANCEL') return 'Cancellation';
  if (calendarMethod === 'REQUEST') return 'Invitation';
  if (delivered?.kind === 'summary') return delivered.part === 'summary' ? 'Summary' : 'Notice';
  return delivered?.kind === 'mail-instead' ? 'News' : 'Message';
}

/** How somebody is shown: name and address. */
export function receiverInWords(to: OutboxItem['to']): string {
  return to.name === '' || to.name === to.address ? to.address : `${to.name}, ${to.address}`;
}

/** One message as a row of the list. The template engine escapes texts; the link is made here, and escaped here. */
export function listRow(homeUrl: string, item: OutboxItem, delivered: MailDescription | undefined): Cell[] {
  return [
    { html: `<a class="app-break" href="${homeUrl}/${item.id}">${escapeHtml(item.subject)}</a>` },
    { html: `<span class="app-break">${escapeHtml(receiverInWords(item.to))}</span>` },
    { text: kindInWords(delivered, item.calendarMethod) },
    { text: formatInstant(item.date) },
  ];
}

/** What is known of a message, above its text. */
export function aboutRows(item: OutboxItem, delivered: MailDescription | undefined): Row[] {
  return [
    row('To', receiverInWords(item.to)),
    row('Kind', kindInWords(delivered, item.calendarMethod)),
    row('Sent', formatInstant(item.date)),
  ];
}

/** A calendar file in words. */
export function invitationView(entry: CalendarEntry): { heading: string; rows: Row[] } {
  const when = entry.start && entry.end ? formatSpan(entry.start, entry.end) : 'Not given';
  const cancelled = entry.method === 'CANCEL';
  return {
    heading: cancelled ? 'The cancellation in it' : 'The invitation in it',
    rows: [
      row('Subject', entry.summary),
      row('When', when),
      row('Where', entry.location ?? 'Not given'),
      row('Organiser', entry.organiser ?? 'Not given'),
      row(entry.attendees.length === 1 ? 'Attendee' : 'Attendees', entry.attendees.join(', ')),
      row('Method', cancelled ? 'CANCEL (takes the invitation back)' : 'REQUEST (asks for an answer)'),
      row('UID', entry.uid),
      row('Sequence', String(entry.sequence)),
    ],
  };
}

/** A meeting in the list of those that can be skipped. */
export function upcomingView(meeting: UpcomingMeeting) {
  const { meetingId, reference, startsAt, endsAt } = meeting;
  return { meetingId, reference, when: formatSpan(startsAt, endsAt) };
}

function row(key: string, value: string): Row {
  return { key: { text: key }, value: { text: value } };
}

function escapeHtml(text: string): string {
  const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
  return text.replace(/[&<>"']/g, (sign) => entities[sign] ?? sign);
}
