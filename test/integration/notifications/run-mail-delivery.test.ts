import ICAL from 'ical.js';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { NewDelivery } from '../../../services/notifications/model.ts';
import { toDateColumn } from '../../../services/platform/date-column.ts';
import { aBookedMeeting, type BookedMeeting, thePerson } from '../../support/booked-meeting.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { testDeps } from '../../support/deps.ts';
import { deliveryService, organiser } from './delivery-fixture.ts';

let database: TestDatabase;
let deps: ReturnType<typeof testDeps>;
let service: ReturnType<typeof deliveryService>;
let meeting: BookedMeeting;
let number = 0;

beforeAll(async () => {
  database = await createTestDatabase();
  deps = testDeps({ url: database.url });
});
afterAll(async () => {
  await deps.close();
  await database.drop();
});
beforeEach(async () => {
  await deps.db.delivery.deleteMany();
  await deps.db.teamTodo.deleteMany();
  deps.clock.moveTo(new Date('2027-01-12T09:30:00Z'));
  deps.jobs.enqueued.length = 0;
  service = deliveryService(deps);
  number += 1;
  meeting = await aBookedMeeting(deps, { number });
});

const calendarMail = (kind: 'invitation' | 'cancellation', key: string, sequence = 0): NewDelivery => ({
  kind,
  eventKey: `${kind} ${key} ${sequence}`,
  channel: 'mail',
  meetingId: meeting.id,
  inviteeId: meeting.invitee(key),
  detail: { sequence },
});
const invite = (...keys: string[]) => service.add(...keys.map((key) => calendarMail('invitation', key)));
const change = (data: object) => deps.db.meeting.update({ where: { id: meeting.id }, data });
const withdrawBasis = () => deps.db.mbeRequest.update({ where: { id: meeting.requestId }, data: { basis: 'not-yet' } });
const subjects = () => service.mailer.sent.map((mail) => mail.subject);

describe('an invitation', () => {
  test('names the purpose category to an organisation with an agreement, and the reference alone to everybody else', async () => {
    await invite('agency', 'school', 'other', 'individual');
    await service.runAll();
    const subjectOf = new Map(service.mailer.sent.map((mail) => [mail.to.address, mail.subject]));
    const alone = `Meeting ${meeting.reference}`;
    expect(subjectOf.get('ellis@school.example.org')).toBe(alone);
    expect(subjectOf.get('mina@surgery.example.org')).toBe(alone);
    expect(subjectOf.get('priya.example@council.example.org')).toBe(`${alone}: A place to live`);
    expect(subjectOf.get('jamie@example.org')).toBe(`${alone}: A place to live`);
    expect(await service.find({ eventKey: 'invitation school 0' })).toMatchObject({
      detail: { part: 'reference-only' },
    });
  });

  test('is a calendar request to one person alone, with the meeting’s UID and SEQUENCE', async () => {
    await change({ sequence: 3, joinUrl: 'https://meet.example.org/join/1' });
    await service.add(calendarMail('invitation', 'agency', 3), calendarMail('invitation', 'school', 3));
    await service.runAll();
    for (const mail of service.mailer.sent) {
      const calendar = new ICAL.Component(ICAL.parse(mail.calendar?.content ?? ''));
      const event = calendar.getFirstSubcomponent('vevent');
      expect(calendar.getFirstPropertyValue('method')).toBe('REQUEST');
      expect(event?.getFirstPropertyValue('uid')).toBe(meeting.transactionId);
      expect(event?.getFirstPropertyValue('sequence')).toBe(3);
      const attendees = event?.getAllProperties('attendee').map((one) => String(one.getFirstValue()).toLowerCase());
      expect(attendees).toEqual([`mailto:${mail.to.address}`]);
      expect(String(event?.getFirstPropertyValue('organizer')).toLowerCase()).toBe(`mailto:${organiser.address}`);
      const everything = `${mail.subject} ${mail.text} ${mail.html} ${mail.calendar?.content.replaceAll(/\r\n[ \t]/g, '')}`;
      for (const other of meeting.addresses.filter((address) => address !== mail.to.address)) {
        expect(everything).not.toContain(other);
      }
      for (const secret of ['Okonkwo', thePerson.nhsNumber, '2009', 'Unrepeatable']) {
        expect(everything).not.toContain(secret);
      }
      expect(everything).toContain('https://meet.example.org/join/1');
    }
    expect(service.mailer.sent).toHaveLength(2);
  });

  test('whose process was killed while it was sent is repeated as the same message', async () => {
    await invite('agency');
    service.mailer.weather('unclear-and-lost');
    await expect(service.run('invitation agency 0')).rejects.toThrow('may have been sent');
    const first = await service.find({ eventKey: 'invitation agency 0' });
    expect(first.state).toBe('sending');
    service.mailer.weather('calm');
    const second = await service.run('invitation agency 0');
    expect(second).toMatchObject({ state: 'sent', attempts: 2 });
    expect(service.mailer.sent[0]?.messageId).toBe(first.messageId);
    expect(second.messageId).toBe(first.messageId);
  });

  test('that stays unclear to the last try is marked so, and the team asks whether it arrived', async () => {
    await invite('agency');
    service.mailer.weather('unclear');
    await service.run('invitation agency 0', { lastTry: true });
    expect(await service.find({ eventKey: 'invitation agency 0' })).toMatchObject({ state: 'may-have-been-sent' });
    expect(await service.todos()).toMatchObject([
      { kind: 'delivery-unclear', meetingId: meeting.id, inviteeId: meeting.invitee('agency') },
    ]);
  });

  test('once unclear is never called failed by a later try that found no server', async () => {
    await invite('agency');
    service.mailer.weather('unclear');
    await expect(service.run('invitation agency 0')).rejects.toThrow();
    service.mailer.weather('not-sent');
    await expect(service.run('invitation agency 0', { lastTry: true })).rejects.toThrow();
    expect(await service.find({ eventKey: 'invitation agency 0' })).toMatchObject({ state: 'may-have-been-sent' });
  });

  test('that a server refuses for good has failed: no further try, and a to-do', async () => {
    await invite('agency');
    service.mailer.weather('refused');
    expect(await service.run('invitation agency 0')).toMatchObject({ state: 'failed', lastError: 'smtp-550' });
    expect(await service.todos()).toMatchObject([{ kind: 'delivery-failed' }]);
  });

  test('that a server does not take now stays due until the last try', async () => {
    await invite('agency');
    service.mailer.weather('not-sent');
    await expect(service.run('invitation agency 0')).rejects.toThrow();
    expect(await service.find({ eventKey: 'invitation agency 0' })).toMatchObject({
      state: 'due',
      lastError: 'smtp-451',
    });
    await expect(service.run('invitation agency 0', { lastTry: true })).rejects.toThrow();
    expect(await service.find({ eventKey: 'invitation agency 0' })).toMatchObject({ state: 'failed' });
    expect(await service.todos()).toMatchObject([{ kind: 'delivery-failed' }]);
  });

  test('to an address that is none fails at once with a to-do', async () => {
    await deps.db.invitee.update({ where: { id: meeting.invitee('agency') }, data: { email: 'a@b, c@example.org' } });
    await invite('agency');
    expect(await service.run('invitation agency 0')).toMatchObject({ state: 'failed', lastError: 'bad-address' });
    expect(service.mailer.sent).toEqual([]);
    expect(await service.todos()).toMatchObject([{ kind: 'delivery-failed' }]);
  });

  test('to the individual is held when consent was withdrawn after it was enqueued', async () => {
    await invite('individual', 'agency');
    await withdrawBasis();
    await service.runAll();
    expect(await service.find({ eventKey: 'invitation individual 0' })).toMatchObject({
      state: 'not-needed',
      lastError: 'held-until-basis',
    });
    expect(await service.todos()).toMatchObject([{ kind: 'speak-first', inviteeId: meeting.invitee('individual') }]);
    // The agency is invited all the same, but learns no more than the reference.
    expect(subjects()).toEqual([`Meeting ${meeting.reference}`]);
  });

  test('says the reference alone when the agreement ended after it was enqueued', async () => {
    await invite('agency');
    await deps.db.sharingAgreement.updateMany({
      where: { organisationId: meeting.agency.id },
      data: { toDay: toDateColumn('2027-01-11') },
    });
    await service.runAll();
    expect(subjects()).toEqual([`Meeting ${meeting.reference}`]);
  });

  test('still names the purpose on the agreement’s last day', async () => {
    await invite('agency');
    await deps.db.sharingAgreement.updateMany({
      where: { organisationId: meeting.agency.id },
      data: { toDay: toDateColumn('2027-01-12') },
    });
    await service.runAll();
    expect(subjects()).toEqual([`Meeting ${meeting.reference}: A place to live`]);
  });

  test('that a later move has overtaken is not sent', async () => {
    await invite('agency');
    await change({ sequence: 1 });
    await service.add(calendarMail('invitation', 'agency', 1));
    await service.runAll();
    expect(await service.find({ eventKey: 'invitation agency 0' })).toMatchObject({ lastError: 'superseded' });
    expect(service.mailer.sent).toHaveLength(1);
  });

  test('after a first one says that the meeting has changed', async () => {
    await invite('agency');
    await service.runAll();
    await change({ sequence: 1 });
    await service.add(calendarMail('invitation', 'agency', 1), calendarMail('invitation', 'school', 1));
    await service.runAll();
    const saysChanged = service.mailer.sent.map((mail) => [mail.to.address, mail.text.includes('has changed')]);
    expect(saysChanged).toEqual([
      ['priya.example@council.example.org', false],
      ['priya.example@council.example.org', true],
      ['ellis@school.example.org', false],
    ]);
  });

  test('leaves out a place that names the person', async () => {
    await change({ place: 'Mr Okonkwo’s flat, 3 Example Street' });
    await invite('agency');
    await service.runAll();
    expect(service.mailer.sent[0]?.text).toContain('Where: Ask us for the place');
    expect(JSON.stringify(service.mailer.sent)).not.toContain('Okonkwo');
  });

  test('brings the request’s cards up to date once, after the last invitation', async () => {
    await invite('agency', 'school', 'other');
    await service.runAll();
    const refreshes = deps.jobs.enqueued.filter((job) => job.name === 'refresh-cards');
    expect(refreshes).toEqual([{ name: 'refresh-cards', data: { nounId: meeting.requestId } }]);
  });
});

describe('a cancellation', () => {
  const cancel = async (...keys: string[]) => {
    await change({ state: 'cancelled', sequence: 1 });
    await service.add(...keys.map((key) => calendarMail('cancellation', key, 1)));
  };

  test('goes to whoever was invited, with METHOD CANCEL, the same UID and the raised SEQUENCE', async () => {
    await invite('agency');
    await service.runAll();
    await cancel('agency', 'school');
    await service.runAll();
    const [, mail, ...more] = service.mailer.sent;
    expect(more).toEqual([]);
    expect(mail?.subject).toBe(`Cancelled: meeting ${meeting.reference}: A place to live`);
    const calendar = new ICAL.Component(ICAL.parse(mail?.calendar?.content ?? ''));
    const event = calendar.getFirstSubcomponent('vevent');
    expect(calendar.getFirstPropertyValue('method')).toBe('CANCEL');
    expect(event?.getFirstPropertyValue('uid')).toBe(meeting.transactionId);
    expect(event?.getFirstPropertyValue('sequence')).toBe(1);
    expect(event?.getFirstPropertyValue('status')).toBe('CANCELLED');
    expect(await service.find({ eventKey: 'cancellation school 1' })).toMatchObject({ lastError: 'never-invited' });
  });

  test('reaches the individual also when consent was withdrawn meanwhile, with the reference alone', async () => {
    await invite('individual');
    await service.runAll();
    await withdrawBasis();
    await cancel('individual');
    await service.runAll();
    expect(subjects().at(-1)).toBe(`Cancelled: meeting ${meeting.reference}`);
  });

  test('reaches somebody whose invitation was being sent while the meeting was cancelled', async () => {
    await invite('agency');
    service.mailer.duringSend(async () => {
      service.mailer.duringSend(async () => {});
      await cancel('agency');
      await service.run('cancellation agency 1');
    });
    await service.run('invitation agency 0');
    expect(service.mailer.sent.map((mail) => mail.calendar?.method)).toEqual(['CANCEL', 'REQUEST']);
    expect(await service.find({ eventKey: 'cancellation agency 1' })).toMatchObject({ state: 'sent' });
  });

  test('reaches somebody whose invitation may have left before the meeting was cancelled', async () => {
    await invite('agency');
    service.mailer.weather('unclear');
    await expect(service.run('invitation agency 0')).rejects.toThrow();
    service.mailer.weather('calm');
    await cancel('agency');
    expect(await service.run('invitation agency 0')).toMatchObject({ state: 'may-have-been-sent' });
    expect(await service.run('cancellation agency 1')).toMatchObject({ state: 'sent' });
  });
});
