import { store } from './mail-store.ts';
import { headersOf, multipart, textPart, writtenMessage } from './mime.ts';
import {
  type AttendeeResponse,
  type Mailbox,
  newGuid,
  type SentMail,
  type StoredAttendee,
  type StoredEvent,
  type World,
} from './world.ts';

const WORDS: Record<Exclude<AttendeeResponse, 'none'>, { subject: string; partstat: string }> = {
  accepted: { subject: 'Accepted', partstat: 'ACCEPTED' },
  tentativelyAccepted: { subject: 'Tentative', partstat: 'TENTATIVE' },
  declined: { subject: 'Declined', partstat: 'DECLINED' },
};

const stamp = (at: Date) => `${at.toISOString().replace(/[-:]/g, '').slice(0, 15)}Z`;

/** Whoever answers an invitation also sends a mail to its organiser: it comes into the inbox like every other. */
export function mailResponse(world: World, mailbox: Mailbox, event: StoredEvent, attendee: StoredAttendee): void {
  if (attendee.response === 'none') return;
  const { subject, partstat } = WORDS[attendee.response];
  const span = attendee.proposed ?? event;
  const method = attendee.proposed === null ? 'REPLY' : 'COUNTER';
  const lines = [
    ...['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Fake Graph//EN', `METHOD:${method}`, 'BEGIN:VEVENT'],
    ...[`UID:${event.iCalUId}`, `DTSTAMP:${stamp(world.clock.now())}`, `DTSTART:${stamp(span.start)}`],
    ...[`DTEND:${stamp(span.end)}`, `ORGANIZER:mailto:${mailbox.address}`],
    `ATTENDEE;PARTSTAT=${partstat}:mailto:${attendee.address}`,
    ...['END:VEVENT', 'END:VCALENDAR'],
  ];
  const calendar = { type: `text/calendar; charset="utf-8"; method=${method}`, body: lines.join('\r\n') };
  const raw = writtenMessage({
    from: { name: attendee.name, address: attendee.address },
    to: [{ name: '', address: mailbox.address }],
    subject: `${attendee.proposed === null ? subject : 'New Time Proposed'}: ${String(event.other.subject ?? '')}`,
    messageId: `<${newGuid(world, 'answer')}@exchange.example.org>`,
    at: world.clock.now(),
    content: multipart('multipart/alternative', `answer-${world.nextNumber()}`, [textPart('text/plain', ''), calendar]),
  });
  store(world, mailbox, 'inbox', raw);
}

/** Somebody is away, and a program of theirs says so to whoever writes; a polite one heeds what the mail says of that. */
export type Absence = { text: string; heeds: boolean };

/** The answer of a program, in the sender's inbox. */
export function mailAbsence(
  world: World,
  mailbox: Mailbox,
  mail: SentMail,
  address: string,
  { text, heeds }: Absence,
): void {
  const suppressed = /\b(all|oof|autoreply)\b/i.test(headersOf(mail.raw).get('x-auto-response-suppress') ?? '');
  if (heeds && suppressed) return;
  const raw = writtenMessage({
    from: { name: '', address },
    to: [{ name: '', address: mail.from }],
    subject: `Automatic reply: ${mail.subject}`,
    messageId: `<${newGuid(world, 'away')}@elsewhere.example.org>`,
    at: world.clock.now(),
    headers: [
      { name: 'Auto-Submitted', value: 'auto-replied' },
      { name: 'In-Reply-To', value: mail.messageId },
      { name: 'References', value: mail.messageId },
    ],
    content: textPart('text/plain', text),
  });
  store(world, mailbox, 'inbox', raw);
}
