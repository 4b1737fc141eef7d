import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import ICAL from 'ical.js';
import { type ParsedMail, simpleParser } from 'mailparser';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { calendarFile } from '../../../services/calendar/calendar-file.ts';
import { localMailer, localMessageId } from '../../../services/mail/local-mailer.ts';
import { mimeMessage } from '../../../services/mail/mime-message.ts';
import { openOutbox } from '../../../services/mail/outbox.ts';
import { type Mail, type Mailer, MailNotSent, MailRefused } from '../../../services/mail/port.ts';
import { smtpMailer } from '../../../services/mail/smtp-mailer.ts';
import { fixedClock } from '../../../services/platform/time.ts';
import { fakeMailer } from '../../support/fake-mailer.ts';
import { startSmtpServer, type TestSmtpServer } from '../../support/smtp-server.ts';

const clock = fixedClock(new Date('2027-01-12T09:00:00Z'));
const from = { name: 'DSR team', address: 'dsr.team@example.org' };
const to = { name: 'Priya “Pri” O’Neill, police', address: 'priya.oneill@example.org' };

const plainMail: Mail = {
  messageId: '<0b0c2f3e-6b3b-4f0e-9a54-111111111111@example.org>',
  to,
  subject: 'MBE-2027-0042: what was agreed – café',
  text: 'First line\n.a line that begins with a dot\nÜnïcode “quotes”\n',
  html: '<!doctype html><html lang="en-GB"><body><p>First line</p></body></html>',
};
const invitation: Mail = {
  ...plainMail,
  messageId: '<0b0c2f3e-6b3b-4f0e-9a54-222222222222@example.org>',
  calendar: {
    method: 'REQUEST',
    content: calendarFile({
      method: 'REQUEST',
      uid: '5f3a2a3a-1f7a-4a3a-8a3a-333333333333',
      sequence: 2,
      now: clock.now(),
      start: new Date('2027-01-14T10:00:00Z'),
      end: new Date('2027-01-14T11:00:00Z'),
      organiser: { name: from.name, email: from.address },
      attendee: { name: to.name, email: to.address },
      summary: 'Meeting MBE-2027-0042',
      description: 'A meeting',
      location: null,
    }),
  },
};

let server: TestSmtpServer;
let folder: string;

beforeAll(async () => {
  server = await startSmtpServer();
});
afterAll(() => server.stop());
beforeEach(async () => {
  folder = await fs.mkdtemp(path.join(os.tmpdir(), 'roundtable-mail-'));
  server.taken.length = 0;
  server.mood({ kind: 'takes-all' });
  return () => fs.rm(folder, { recursive: true });
});

type Opened = { mailer: Mailer; received(): Promise<ParsedMail[]> };

/** Each mailer with the eyes of whoever receives: what came out at the other end, parsed as a mail program does. */
const mailers: [name: string, open: () => Opened][] = [
  [
    'the mailer of the tests',
    () => {
      const mailer = fakeMailer();
      const bytes = async (mail: Mail) => (await mimeMessage(mail, from, clock)).bytes;
      return { mailer, received: () => Promise.all(mailer.sent.map(async (mail) => simpleParser(await bytes(mail)))) };
    },
  ],
  [
    'the local mailer',
    () => ({
      mailer: localMailer({ folder, from, clock }),
      received: async () => {
        const names = await fs.readdir(folder);
        return Promise.all(names.map(async (name) => simpleParser(await fs.readFile(path.join(folder, name)))));
      },
    }),
  ],
  [
    'the SMTP mailer',
    () => ({
      mailer: smtpMailer({ url: server.url, from, clock }),
      received: () => Promise.all(server.taken.map(({ raw }) => simpleParser(raw))),
    }),
  ],
];

describe.each(mailers)('%s', (_name, open) => {
  test('delivers subject, text and HTML as they were written, to one receiver', async () => {
    const { mailer, received } = open();
    await mailer.send(plainMail);
    const [mail, ...more] = await received();
    expect(more).toEqual([]);
    expect(mail?.messageId).toBe(plainMail.messageId);
    expect(mail?.date).toEqual(clock.now());
    expect(mail?.subject).toBe(plainMail.subject);
    expect(mail?.text?.replaceAll('\r\n', '\n').trimEnd()).toBe(plainMail.text.trimEnd());
    expect(String(mail?.html).trim()).toBe(plainMail.html);
    expect([mail?.to].flat().flatMap((line) => line?.value ?? [])).toEqual([{ ...to }]);
    expect(mail?.cc ?? mail?.bcc).toBeUndefined();
    expect(mail?.attachments).toEqual([]);
    expect(mail?.headers.get('auto-submitted')).toBe('auto-generated');
  });

  test('carries an invitation as an alternative that Outlook takes for a meeting', async () => {
    const { mailer, received } = open();
    await mailer.send(invitation);
    const [mail] = await received();
    const [part, ...more] = mail?.attachments ?? [];
    expect(more).toEqual([]);
    expect(part?.headers.get('content-type')).toEqual({
      value: 'text/calendar',
      params: { charset: 'utf-8', method: 'REQUEST' },
    });
    expect(part?.headers.has('content-disposition')).toBe(false);
    const text = part?.content.toString('utf8') ?? '';
    expect(text).toBe(invitation.calendar?.content);
    const event = new ICAL.Component(ICAL.parse(text)).getFirstSubcomponent('vevent');
    expect(
      event?.getAllProperties('attendee').map((attendee) => String(attendee.getFirstValue()).toLowerCase()),
    ).toEqual([`mailto:${to.address}`]);
    expect(event?.getFirstPropertyValue('sequence')).toBe(2);
  });

  test('keeps a header from being smuggled in through a name or a subject', async () => {
    const { mailer, received } = open();
    const smuggled = 'x\r\nBcc: other@example.org';
    await mailer.send({ ...plainMail, to: { ...to, name: smuggled }, subject: smuggled });
    const [mail] = await received();
    expect(mail?.headers.has('bcc')).toBe(false);
    expect([mail?.to].flat().flatMap((line) => line?.value.map((entry) => entry.address) ?? [])).toEqual([to.address]);
  });
});

describe('a mail server that does not take the mail', () => {
  const send = () => smtpMailer({ url: server.url, from, clock, silenceMs: 500 }).send(plainMail);

  test.each(['MAIL', 'RCPT', 'DATA', 'BODY'] as const)('a 5xx reply at %s is a refusal for good', async (command) => {
    server.mood({ kind: 'answers', command, code: 550 });
    await expect(send()).rejects.toBeInstanceOf(MailRefused);
  });

  test.each(['MAIL', 'RCPT', 'DATA', 'BODY', 'GREETING'] as const)(
    'a 4xx reply at %s can be tried again',
    async (command) => {
      server.mood({ kind: 'answers', command, code: 451 });
      await expect(send()).rejects.toBeInstanceOf(MailNotSent);
    },
  );

  test('a 5xx greeting is about the server, not about this mail', async () => {
    server.mood({ kind: 'answers', command: 'GREETING', code: 554 });
    await expect(send()).rejects.toBeInstanceOf(MailNotSent);
  });

  test('a server that is not there can be tried again', async () => {
    const mailer = smtpMailer({ url: 'smtp://127.0.0.1:1', from, clock });
    await expect(mailer.send(plainMail)).rejects.toBeInstanceOf(MailNotSent);
  });

  test('a server that hangs up after the last byte may have sent the mail', async () => {
    server.mood({ kind: 'hangs-up-after-body' });
    const fault: unknown = await send().catch((thrown: unknown) => thrown);
    expect(fault).toBeInstanceOf(Error);
    expect(fault).not.toBeInstanceOf(MailRefused);
    expect(fault).not.toBeInstanceOf(MailNotSent);
    expect(server.taken).toHaveLength(1);
  });

  test('no fault quotes an address', async () => {
    server.mood({ kind: 'answers', command: 'RCPT', code: 550 });
    const fault: unknown = await send().catch((thrown: unknown) => thrown);
    expect(String(fault)).not.toContain('@');
  });

  test('a server that is not on this machine gets nothing without encryption', async () => {
    // The same server by a name that does not say so. It offers no STARTTLS.
    const elsewhere = smtpMailer({ url: server.url.replace('127.0.0.1', '127.1'), from, clock });
    await expect(elsewhere.send(plainMail)).rejects.toBeInstanceOf(MailNotSent);
    expect(server.commands.at(-1)).toBe('STARTTLS');
    expect(server.taken).toEqual([]);
  });
});

describe('the outbox', () => {
  test('is empty before the first mail', async () => {
    const outbox = openOutbox({ folder: path.join(folder, 'not-there') });
    expect(await outbox.list()).toEqual([]);
  });

  test('lists mails newest first', async () => {
    const mailer = localMailer({ folder, from, clock });
    await mailer.send(plainMail);
    await fs.utimes(path.join(folder, `${localMessageId(plainMail.messageId)}.eml`), 1000, 1000);
    await mailer.send(invitation);
    const outbox = openOutbox({ folder });
    const items = await outbox.list();
    expect(items.map((item) => [item.messageId, item.calendarMethod])).toEqual([
      [invitation.messageId, 'REQUEST'],
      [plainMail.messageId, null],
    ]);
    expect(await outbox.read(items[0]?.id ?? '')).toMatchObject({ calendar: invitation.calendar?.content, to });
  });

  test('takes a repeat for the same mail', async () => {
    const mailer = localMailer({ folder, from, clock });
    await mailer.send(plainMail);
    await mailer.send(plainMail);
    expect(await openOutbox({ folder }).list()).toHaveLength(1);
  });

  test.each(['../../etc/passwd', 'x', '', '0'.repeat(32)])('knows no mail "%s"', async (id) => {
    expect(await openOutbox({ folder }).read(id)).toBeUndefined();
  });
});
